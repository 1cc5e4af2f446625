"""Rows to postings and back, compiled."""

import numpy as np

from .compiled import compiled


@compiled
def sizes(numbers, renamed, terms):
    """How many documents have each term: (terms,)."""
    found = np.zeros(terms, np.int64)
    for number in numbers:
        found[renamed[number]] += 1
    return found


@compiled
def scatter(rows, numbers, counts, renamed, heads, first, out_places, out_counts):
    """Write the rows of one shard to their places; `heads` (terms,) is where each term goes on and is used up."""
    for document in range(len(rows) - 1):
        for place in range(rows[document], rows[document + 1]):
            term = renamed[numbers[place]]
            out_places[heads[term]], out_counts[heads[term]] = first + document, counts[place]
            heads[term] += 1


@compiled
def rows(keys, starts, places, counts, alive):
    """Postings as rows of the documents that stay: (row starts, numbers, counts)."""
    new = np.cumsum(alive) - 1
    sizes = np.zeros(np.sum(alive) + 1, np.int64)
    for place in places:
        if alive[place]:
            sizes[new[place] + 1] += 1
    ends = np.cumsum(sizes)
    heads, total = ends[:-1].copy(), ends[-1]
    numbers, weights = np.empty(total, np.int32), np.empty(total, np.float32)
    for term in range(len(keys)):
        for at in range(starts[term], starts[term + 1]):
            if alive[places[at]]:
                head = heads[new[places[at]]]
                numbers[head], weights[head] = term, counts[at]
                heads[new[places[at]]] += 1
    return ends, numbers, weights


@compiled
def frequencies(starts, places, alive):
    """In how many living documents each term occurs: (terms,)."""
    found = np.zeros(len(starts) - 1, np.int64)
    for term in range(len(found)):
        for at in range(starts[term], starts[term + 1]):
            found[term] += alive[places[at]]
    return found


@compiled
def squares(starts, places, counts, idf, first, end, out):
    """Add (count · idf)² of the terms first … end - 1 to the documents' sums `out` (documents,)."""
    for term in range(first, end):
        factor = np.float64(idf[term])
        for at in range(starts[term], starts[term + 1]):
            weight = counts[at] * factor
            out[places[at]] += weight * weight
