"""Concepts recognised in a text: longest term first, each family of concepts by itself."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .vocabulary import Entry, Vocabulary


class Mention(NamedTuple):
    """One place where a term of the lexicon stands; `start` and `end` count folded characters."""

    concept: str
    term: str
    weight: float
    start: int
    end: int


class Finder:
    """Finds the terms of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary):
        self.terms = vocabulary.by_term
        self.lengths: dict[str, list[int]] = {}
        for term in self.terms:
            self.lengths.setdefault(term[:2], []).append(len(term))
        self.lengths = {head: sorted(set(sizes), reverse=True) for head, sizes in self.lengths.items()}

    def mentions(self, text: str, side: str = "") -> Iterator[Mention]:
        """Mentions in reading order. In each family (the part before the colon) a mention hides what lies inside it."""
        taken: dict[str, int] = {}
        for start in range(len(text)):
            for size in self.sizes_at(text, start):
                term = text[start : start + size]
                if term in self.terms and stands_alone(text, start, start + size):
                    yield from self.untaken(self.terms[term], start, start + size, side, taken)

    def sizes_at(self, text: str, start: int) -> list[int]:
        """Lengths worth trying here, longest first."""
        one, two = self.lengths.get(text[start], []), self.lengths.get(text[start : start + 2], [])
        return two + one if len(text) > start + 1 else one

    def untaken(self, rows: dict[str, Entry], start: int, end: int, side: str, taken: dict[str, int]):
        """The mentions of one term whose families are still free here."""
        free = [row for row in rows.values() if taken.get(family(row.concept), 0) <= start]
        for row in free:
            if side and row.side not in ("both", side):
                continue
            taken[family(row.concept)] = end
            yield Mention(row.concept, row.term, row.weight, start, end)


def family(concept: str) -> str:
    """`scenario` of `scenario:2025-13`."""
    return concept.partition(":")[0]


def stands_alone(text: str, start: int, end: int) -> bool:
    """Latin words count only as whole words: `mes` is not in `james`."""
    return not (joined(text, start) or joined(text, end))


def joined(text: str, place: int) -> bool:
    """Whether two Latin letters or digits of one kind meet at this place."""
    if not 0 < place < len(text):
        return False
    left, right = text[place - 1], text[place]
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum() and left.isdigit() == right.isdigit()


@lru_cache(maxsize=8)
def finder_of(vocabulary: Vocabulary) -> Finder:
    """The finder of a vocabulary, built once."""
    return Finder(vocabulary)
