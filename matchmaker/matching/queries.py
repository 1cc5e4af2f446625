"""A need or provider as a query: its title alone and all of it, as one weighted vector."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from . import keys as kinds_of_terms
from . import reading
from .documents import TITLES, Document
from .index import CONCEPT_FLOOR, Index

TITLE_SHARE = 0.5
# Scenarios are recognised best in title and text together; measured, see docs/matching.md.
WHOLE_ONLY = (kinds_of_terms.CONCEPT, kinds_of_terms.TRADE)


class Query(NamedTuple):
    """`keys` (terms,) ascending; `weights` (terms,): weight times idf, of length at most one per block before the idf."""

    keys: np.ndarray
    weights: np.ndarray
    bounds: np.ndarray


def views(query: Document) -> list[tuple[float, Document]]:
    """The title alone and the whole, half each, where there are both: titles say what long texts bury."""
    title = query.heading()
    rest = any(text.strip() for name, text in query.fields if name not in TITLES)
    if not title.strip() or not rest:
        return [(1.0, query)]
    return [(TITLE_SHARE, replace(query, fields=(("title", title),), concepts=())), (1 - TITLE_SHARE, query)]


def vectors(index: Index, queries: Sequence[Document]) -> list[Query]:
    """The query vectors of several documents, read in one go."""
    seen = [views(query) for query in queries]
    terms, rows, numbers, counts = reading.gathered(
        [view for some in seen for _, view in some], index.vocabulary, power=reading.QUERY_POWER
    )
    idf = index.idf_of(terms)
    found, row = [], 0
    for some in seen:
        weighted = []
        for share, _ in some:
            own = numbers[rows[row] : rows[row + 1]]
            weighted.append((share, terms[own], counts[rows[row] : rows[row + 1]] * idf[own], idf[own]))
            row += 1
        found.append(combined(weighted))
    return found


def combined(weighted: list[tuple[float, np.ndarray, np.ndarray, np.ndarray]]) -> Query:
    """Views (share, keys, count · idf, idf) as one vector; within a block an empty view passes its share on."""
    keys, weights = [], []
    for kind in range(len(kinds_of_terms.KINDS)):
        whole_only = kind in WHOLE_ONLY
        blocks = [
            (share, *block(kind, *view)) for share, *view in (weighted[-1:] if whole_only else weighted)
        ]
        whole = sum(share for share, _, values, _ in blocks if values.any())
        for share, own, values, idf in blocks:
            if values.any():
                keys.append(own)
                weights.append(share / whole * values / length(kind, values) * idf)
    return summed(keys, weights)


def block(
    kind: int, keys: np.ndarray, values: np.ndarray, idf: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The terms of one kind, in the order of their keys."""
    own = np.flatnonzero((keys >> np.uint64(61) == kind) & (values > 0))
    own = own[np.argsort(keys[own])]
    return keys[own], values[own], idf[own]


def length(kind: int, values: np.ndarray) -> float:
    """Euclidean length; that of a few weak concepts is not scaled up to one."""
    found = float(np.sqrt(np.sum(values * values)))
    return max(found, CONCEPT_FLOOR) if kind == kinds_of_terms.CONCEPT else found


def summed(keys: list[np.ndarray], weights: list[np.ndarray]) -> Query:
    """Equal keys added up, keys ascending."""
    every, own = np.unique(np.concatenate([np.zeros(0, np.uint64), *keys]), return_inverse=True)
    whole = np.bincount(own, np.concatenate([np.zeros(0), *weights]), len(every))
    return Query(every, whole, kinds_of_terms.bounds(every))
