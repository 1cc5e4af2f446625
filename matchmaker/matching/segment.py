"""A part of the index that is written once: postings of some documents, their ids and stated facts."""

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from . import reading
from .documents import Document
from .postings import Postings, Rows, joined, turned
from .vocabulary import Vocabulary

WORTH_SHARING = 500


class Facts(NamedTuple):
    """What a document states beside its text."""

    industries: tuple[str, ...] = ()
    region: str = ""
    kind: str = ""


@dataclass(frozen=True, eq=False)
class Segment:
    """`ids[i]`, `alive[i]` and `facts[fact_of[i]]` belong to document i of the postings."""

    postings: Postings
    ids: tuple[str, ...]
    facts: tuple[Facts, ...]
    fact_of: np.ndarray
    alive: np.ndarray
    name: str = ""

    @classmethod
    def build(
        cls, documents: Sequence[Document], vocabulary: Vocabulary, *, kinds: int = 15, workers: int = 2
    ) -> "Segment":
        """Read the documents, in `workers` threads where there are many. Two documents of one id: the later one counts."""
        documents = list({document.id: document for document in documents}.values())
        told = [Facts(tuple(d.industries), d.region, d.kind) for d in documents]
        facts = {fact: number for number, fact in enumerate(dict.fromkeys(told))}
        return cls(
            turned(read(documents, vocabulary, kinds, workers)),
            tuple(document.id for document in documents),
            tuple(facts),
            np.array([facts[fact] for fact in told], np.int32),
            np.ones(len(documents), np.bool_),
        )

    def without(self, ids: set[str]) -> "Segment":
        """The same files with some documents struck out."""
        struck = [self.place[name] for name in ids if name in self.place]
        if not struck:
            return self
        alive = self.alive.copy()
        alive[struck] = False
        return replace(self, alive=alive)

    @cached_property
    def place(self) -> dict[str, int]:
        """Id → number of the document."""
        return {name: number for number, name in enumerate(self.ids)}

    def terms(self, keys: np.ndarray) -> np.ndarray:
        """Number of each key's term here, -1 where there is none: (keys,)."""
        own = self.postings.keys
        if not len(own):
            return np.full(len(keys), -1)
        found = np.minimum(np.searchsorted(own, keys), len(own) - 1)
        return np.where(own[found] == keys, found, -1)


def read(documents: Sequence[Document], vocabulary: Vocabulary, kinds: int, workers: int) -> list[Rows]:
    """Counted terms, in as many shards as pay; the postings made of them are the same for any number."""
    workers = max(1, min(workers, len(documents) // WORTH_SHARING))
    cuts = np.linspace(0, len(documents), workers + 1).astype(int)
    with ThreadPoolExecutor(workers) as pool:
        parts = [
            pool.submit(reading.gathered, documents[a:b], vocabulary, kinds)
            for a, b in itertools.pairwise(cuts)
        ]
        return [Rows(*part.result()) for part in parts]


def merged(segments: Sequence[Segment]) -> Segment:
    """One segment of all living documents, in the same order."""
    told = [part.facts[part.fact_of[i]] for part in segments for i in np.flatnonzero(part.alive)]
    facts = {fact: number for number, fact in enumerate(dict.fromkeys(told))}
    return Segment(
        joined([part.postings for part in segments], [part.alive for part in segments]),
        tuple(part.ids[i] for part in segments for i in np.flatnonzero(part.alive)),
        tuple(facts),
        np.array([facts[fact] for fact in told], np.int32),
        np.ones(len(told), np.bool_),
    )
