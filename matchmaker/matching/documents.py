"""What the engine reads: one need or one provider, as named pieces of text and a few codes."""

from dataclasses import dataclass

TITLES = ("title", "name")


@dataclass(frozen=True)
class Document:
    """One need or provider.

    `fields`: (name, text) pairs in reading order; "title" and "name" form the heading, everything else the body.
    `industries`: GB/T 4754 divisions (`C34`) or groups (`C341`). `region`: six digits of GB/T 2260, or a place name.
    `kind`: provider type code; on a need the type that is asked for. `side`: "need", "provider" or "" (not known).
    `concepts`: what the firm itself has ticked, such as `scenario:2025-09`.
    """

    id: str
    fields: tuple[tuple[str, str], ...]
    industries: tuple[str, ...] = ()
    region: str = ""
    kind: str = ""
    side: str = ""
    concepts: tuple[str, ...] = ()

    def heading(self) -> str:
        """The title, or the name where there is no title."""
        found = [text for name, text in self.fields if name in TITLES and text]
        return found[0] if found else ""
