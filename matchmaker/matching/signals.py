"""What counts how much in a ranking, as an organiser sees and sets it."""

from collections.abc import Iterable
from dataclasses import dataclass

from .documents import Document


@dataclass(frozen=True)
class Signals:
    """Weights ≥ 0 of the parts of a score; only their proportion matters.

    `concept`, `character`, `word`, `title` weigh the blocks of the text; `industry`, `region`, `kind` the stated facts.
    """

    concept: float = 0.75
    character: float = 0.16
    word: float = 0.04
    title: float = 0.05
    trade: float = 0.05
    industry: float = 1.0
    region: float = 0.0
    kind: float = 0.0


UNKNOWN = 0.3


def industry(asked: Iterable[str], offered: Iterable[str]) -> float:
    """1 for a common group or division, 0.8 for another group of one division, 0.3 when unknown, else 0."""
    asked, offered = set(asked), set(offered)
    if not asked or not offered:
        return UNKNOWN
    return max(kinship(a, b) for a in asked for b in offered)


def kinship(a: str, b: str) -> float:
    """How near two industry codes are."""
    if a == b or (a[:3] == b[:3] and 3 in (len(a), len(b))):
        return 1.0
    return 0.8 if a[:3] == b[:3] else 0.0


def region(a: str, b: str) -> float:
    """1 for the same place, 0.8 for the same city, 0.4 for the same province, else 0; any text works as a place."""
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if not (a.isdigit() and b.isdigit() and len(a) == len(b) == 6):
        return 0.0
    return 0.8 if a[:4] == b[:4] else 0.4 if a[:2] == b[:2] else 0.0


def kind(asked: str, offered: str) -> float:
    """1 when the provider is of the type that is asked for."""
    return float(bool(asked) and asked == offered)


def stated(query: Document, document) -> dict[str, float]:
    """The facts of one pair, each 0 … 1."""
    return {
        "industry": industry(query.industries, document.industries),
        "region": region(query.region, document.region),
        "kind": kind(query.kind, document.kind),
    }


def asked(query: Document) -> set[str]:
    """The facts a query states; only these enter its scores."""
    said = {"industry": query.industries, "region": query.region, "kind": query.kind}
    return {name for name, value in said.items() if value}
