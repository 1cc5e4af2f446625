"""The text index: segments of postings, and what changes with every change: idf and the lengths of the documents."""

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from . import keys as kinds_of_terms
from .documents import Document
from .segment import Segment, merged
from .vocabulary import Vocabulary

MOST_SEGMENTS = 6
ALL_KINDS = 15
# Below this length the concepts of a text are too few to be trusted fully; their block then weighs less.
CONCEPT_FLOOR = 4.0


class Index:
    """Documents ready to be ranked; immutable. Weight of term t in document d, block by block (words, characters …):

        w(t, d) = c / (c + 1.2) · idf(t) / ‖d‖,   idf(t) = ln((1 + N) / (1 + df(t))) + 1

    c is the weighted count; the idf is scikit-learn's smooth one, ‖d‖ the Euclidean length of the document's block.
    """

    def __init__(self, segments: Sequence[Segment], vocabulary: Vocabulary):
        self.segments, self.vocabulary = tuple(segments), vocabulary
        self.offsets = np.cumsum([0] + [len(part.ids) for part in self.segments])
        self.alive = np.concatenate([np.zeros(0, np.bool_), *(part.alive for part in self.segments)])
        self.idf = idf_of(self.segments, int(self.alive.sum()))
        self.inverse = [inverse_lengths(part, idf) for part, idf in zip(self.segments, self.idf, strict=True)]

    @classmethod
    def build(
        cls,
        documents: Iterable[Document],
        vocabulary: Vocabulary,
        *,
        kinds: int = ALL_KINDS,
        workers: int = 2,
    ) -> "Index":
        """Index of all documents; 100,000 of 200 characters take about 3 s on two cores."""
        return cls([Segment.build(list(documents), vocabulary, kinds=kinds, workers=workers)], vocabulary)

    def updated(self, changed: Iterable[Document] = (), removed: Iterable[str] = ()) -> "Index":
        """A new index with documents changed, added or removed. Ranks and scores equal those of an index built afresh.

        Reads only the changed documents; idf and lengths are computed again from the stored counts (0.1 s at 100,000).
        """
        changed = list(changed)
        gone = {document.id for document in changed} | set(removed)
        parts = [part.without(gone) for part in self.segments]
        if changed:
            parts.append(Segment.build(changed, self.vocabulary))
        return Index(tidied(parts), self.vocabulary)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids by place, those of struck documents included; see `alive`."""
        return tuple(name for part in self.segments for name in part.ids)

    @cached_property
    def order(self) -> np.ndarray:
        """Place of each document when sorted by id; decides between equal scores: (documents,)."""
        order = np.empty(len(self.ids), np.int64)
        order[np.argsort(np.array(self.ids, dtype=np.str_), kind="stable")] = np.arange(len(self.ids))
        return order

    def __len__(self) -> int:
        return int(self.alive.sum())

    def __contains__(self, name: str) -> bool:
        return any(name in part.place and part.alive[part.place[name]] for part in self.segments)

    def idf_of(self, keys: np.ndarray) -> np.ndarray:
        """idf of terms, 0 for terms that no document has: (keys,)."""
        found = np.zeros(len(keys))
        for part, idf in zip(self.segments, self.idf, strict=True):
            terms = part.terms(keys)
            found = np.where(terms >= 0, idf[terms] if len(idf) else 0.0, found)
        return found


def tidied(parts: list[Segment]) -> list[Segment]:
    """Many small segments become one; the large first one is rewritten only when a tenth of it has changed."""
    parts = [part for part in parts if part.alive.any()] or parts[:1]
    if len(parts) > 1 and sum(int(part.alive.sum()) for part in parts[1:]) * 10 > len(parts[0].ids):
        return [merged(parts)]
    return [parts[0], merged(parts[1:])] if len(parts) > MOST_SEGMENTS else parts


def idf_of(segments: Sequence[Segment], documents: int) -> list[np.ndarray]:
    """idf of every segment's terms over all living documents; 0 where none is left: [(terms,), …]."""
    from . import turning

    own = [turning.frequencies(part.postings.starts, part.postings.places, part.alive) for part in segments]
    whole = [frequency.copy() for frequency in own]
    for i, part in enumerate(segments):
        for j, other in enumerate(segments):
            if i != j:
                add_elsewhere(whole[i], part, own[j], other)
    return [
        np.where(frequency > 0, np.log((1 + documents) / (1 + frequency)) + 1, 0.0) for frequency in whole
    ]


def add_elsewhere(frequency: np.ndarray, part: Segment, other_frequency: np.ndarray, other: Segment) -> None:
    """Add another segment's document frequencies, walking the smaller of the two."""
    if len(part.postings.keys) <= len(other.postings.keys):
        terms = other.terms(part.postings.keys)
        frequency += np.where(terms >= 0, other_frequency[terms], 0)
    else:
        terms = part.terms(other.postings.keys)
        frequency[terms[terms >= 0]] += other_frequency[terms >= 0]


def inverse_lengths(part: Segment, idf: np.ndarray) -> np.ndarray:
    """1 / ‖d‖ of each block and document, 0 for an empty block: (kinds, documents)."""
    from . import turning

    bounds = kinds_of_terms.bounds(part.postings.keys)
    lengths = np.zeros((len(kinds_of_terms.KINDS), len(part.ids)))
    for kind in range(len(lengths)):
        turning.squares(*part.postings[1:], idf, bounds[kind], bounds[kind + 1], lengths[kind])
    lengths = np.sqrt(lengths)
    lengths[kinds_of_terms.CONCEPT] = np.where(lengths[0] > 0, np.maximum(lengths[0], CONCEPT_FLOOR), 0)
    return np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
