"""Exact quotations: a text cut into pieces, some of them marked, far stretches without a mark left out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

AROUND = 36
"""Characters of context kept on each side of a mark."""


@dataclass(frozen=True)
class Piece:
    """A stretch of the text; `marked` ones are what was found. An omission has no text."""

    text: str
    marked: bool = False

    @property
    def omission(self) -> bool:
        """Whether something was left out here."""
        return not self.text


Span = tuple[int, int]


def pieces(text: str, spans: Iterable[Span], around: int = AROUND) -> list[Piece]:
    """`text` with `spans` (start, end) marked. Joined, marked and kept pieces are exact parts of the text in order."""
    bounded = ((max(0, start), min(len(text), end)) for start, end in spans)
    marks = merged((start, end) for start, end in bounded if start < end)
    kept = merged((max(0, start - around), min(len(text), end + around)) for start, end in marks)
    cut: list[Piece] = []
    last = 0
    for start, end in kept:
        cut += [Piece("")] if start > last else []
        cut += _inside(text, (start, end), marks)
        last = end
    return cut + ([Piece("")] if kept and last < len(text) else [])


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _inside(text: str, window: Span, marks: Sequence[Span]) -> list[Piece]:
    at, found = window[0], []
    for start, end in marks:
        if window[0] <= start < window[1]:
            found += [Piece(text[at:start])] if start > at else []
            found.append(Piece(text[start:end], marked=True))
            at = end
    return found + ([Piece(text[at : window[1]])] if at < window[1] else [])
