"""The links at the top of every page, by audience."""

from dataclasses import dataclass
from typing import Any

from flask import request


@dataclass(frozen=True)
class Link:
    """One entry of a navigation: endpoint, words, icon, and the endpoints it stays lit for."""

    endpoint: str
    label: Any
    icon: str
    also: tuple[str, ...] = ()

    @property
    def active(self) -> bool:
        """Whether the present page belongs to it."""
        return request.endpoint == self.endpoint or (request.endpoint or "").startswith(self.also or ("\0",))


# Filled by each audience's package.
LINKS: dict[str, list[Link]] = {}


def links(audience: str) -> list[Link]:
    """The navigation of an audience; the public one where it has none of its own."""
    return LINKS.get(audience) or LINKS["public"]
