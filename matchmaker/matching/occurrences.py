"""Where the terms of one document stand in its original text."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from . import keys, reading
from .documents import Document
from .tables import ROOT, rows_by_term, tables
from .vocabulary import Vocabulary


@dataclass(frozen=True)
class Place:
    """One occurrence: characters `start` to `end` of the field as it was written; `root`: a hint of two characters."""

    key: int
    field: str
    start: int
    end: int
    weight: float
    root: bool

    def quote(self, document: Document) -> str:
        """The words themselves."""
        return dict(document.fields)[self.field][self.start : self.end]


def places(
    document: Document, vocabulary: Vocabulary, kinds: int = 31, hints: Collection[int] | None = None
) -> list[Place]:
    """Occurrences of all fields in reading order; a field name that appears twice is read once, as the last one.

    `hints`: roots of other keys than these are left out (most places are roots that lead nowhere).
    """
    found = []
    for name, text in dict(document.fields).items():
        found += field_places(name, text, reading.SIDES.get(document.side, 0), vocabulary, kinds, hints)
    return found


def field_places(
    name: str, text: str, side: int, vocabulary: Vocabulary, kinds: int, hints: Collection[int] | None
) -> list[Place]:
    """Occurrences of one field."""
    from . import scanning

    looked_up = tables(vocabulary)
    folded, origin = fold(text)
    found, scratch = (
        scanning.room(len(folded)),
        (np.empty(len(folded) + 1), np.empty(len(folded) + 1, np.int32)),
    )
    scanning.scan(folded, len(folded), 1.0, name == "title", side, kinds, looked_up, scratch, found)
    size, families = found.count[0], looked_up.lexicon.families
    roots = (
        (found.rows[:size] >= 0) & (families[np.maximum(found.rows[:size], 0)] == ROOT)
        if len(families)
        else np.zeros(size, np.bool_)
    )
    kept = (
        np.ones(size, np.bool_)
        if hints is None
        else ~roots | np.isin(found.keys[:size], np.array(sorted(hints), np.uint64))
    )
    columns = (column[:size][kept].tolist() for column in (*found[:4], roots))
    return [
        Place(key, name, origin[a], origin[b - 1] + 1, weight, root)
        for key, a, b, weight, root in zip(*columns, strict=True)
    ]


def fold(text: str) -> tuple[np.ndarray, list[int]]:
    """Folded characters and where each stands in the text as written."""
    from . import folding
    from .characters import folding as table

    codes = reading.codes(reading.visible(text))
    out, origin = np.empty(len(codes), np.uint32), np.empty(len(codes), np.int32)
    size = folding.fold(codes, 0, len(codes), table(), out, origin)
    return out[:size], origin[:size].tolist()


def folded(text: str) -> str:
    """Folded text."""
    return fold(text)[0].tobytes().decode("utf-32-le")


@lru_cache(maxsize=8)
def concepts_by_key(vocabulary: Vocabulary) -> dict[int, str]:
    """Key → concept."""
    names = {row.concept for rows in rows_by_term(vocabulary).values() for row in rows}
    return {keys.concept(name): name for name in names | set(vocabulary.names)}
