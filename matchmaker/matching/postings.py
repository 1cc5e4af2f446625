"""Postings: for each term the documents that have it, as plain arrays that can be mapped from files."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np


class Postings(NamedTuple):
    """`keys` (terms,) uint64, ascending; term t has documents `places[starts[t]:starts[t + 1]]`, ascending, with `counts`.

    Counts are dampened, w / (w + 1.2), and carry no idf: they stay true when other documents come and go.
    """

    keys: np.ndarray
    starts: np.ndarray
    places: np.ndarray
    counts: np.ndarray


class Rows(NamedTuple):
    """Counted terms by document: document d has `numbers[rows[d]:rows[d + 1]]`, numbers into `keys` (any order)."""

    keys: np.ndarray
    rows: np.ndarray
    numbers: np.ndarray
    counts: np.ndarray


def turned(shards: Sequence[Rows]) -> Postings:
    """Rows of several workers, documents in the order of the shards, as postings. The result does not depend on the cut."""
    from . import turning

    keys = np.unique(np.concatenate([shard.keys for shard in shards]))
    renamed = [np.searchsorted(keys, shard.keys).astype(np.int32) for shard in shards]
    sizes = [turning.sizes(shard.numbers, new, len(keys)) for shard, new in zip(shards, renamed, strict=True)]
    starts = np.concatenate([[0], np.cumsum(np.sum(sizes, axis=0))]).astype(np.int64)
    places, counts = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.float32)
    heads = starts[:-1] + np.concatenate([np.zeros((1, len(keys)), np.int64), np.cumsum(sizes, axis=0)[:-1]])
    first = np.cumsum([0] + [len(shard.rows) - 1 for shard in shards])

    def scatter(nth: int) -> None:
        turning.scatter(
            shards[nth].rows,
            shards[nth].numbers,
            shards[nth].counts,
            renamed[nth],
            heads[nth],
            first[nth],
            places,
            counts,
        )

    with ThreadPoolExecutor(len(shards)) as workers:
        list(workers.map(scatter, range(len(shards))))
    return without_empty(Postings(keys, starts, places, counts))


def without_empty(postings: Postings) -> Postings:
    """Terms that no document has (weighed down to nothing) are left out."""
    used = np.diff(postings.starts) > 0
    if used.all():
        return postings
    return Postings(
        postings.keys[used],
        np.concatenate([[0], postings.starts[1:][used]]),
        postings.places,
        postings.counts,
    )


def joined(parts: Sequence[Postings], kept: Sequence[np.ndarray]) -> Postings:
    """One set of postings from several; `kept[i]` (documents of part i,) says which documents stay, in order."""
    from . import turning

    rows = [turning.rows(*part, alive) for part, alive in zip(parts, kept, strict=True)]
    return turned([Rows(part.keys, *row) for part, row in zip(parts, rows, strict=True)])
