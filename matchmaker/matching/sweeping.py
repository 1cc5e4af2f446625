"""Many queries against one segment without coming back to Python in between, compiled."""

import numpy as np

from .compiled import compiled
from .scoring import best, block_scores, part_sums


@compiled
def sweep(postings, inverse, queries, shares, lifts, fact_of, order, allowed, top):
    """The best of each query: (places, scores, parts, sizes), places and scores (queries, top), parts (…, blocks).

    `queries`: (terms, weights, bounds): query q has its block k at bounds[q, k]:bounds[q, k + 1] of both, terms without -1.
    `lifts` (queries, facts): factor of a document with each fact, largest possible value taken out. Only the first
    sizes[q] entries of a row are valid.
    """
    starts, places, counts = postings
    terms, weights, bounds = queries
    size, documents = len(bounds), inverse.shape[1]
    out_places, out_scores = np.zeros((size, top), np.int64), np.zeros((size, top))
    out_parts, sizes = np.zeros((size, top, len(shares))), np.zeros(size, np.int64)
    cosine, total = np.zeros(documents), np.zeros(documents)
    for query in range(size):
        total[:] = 0
        for kind in range(len(shares)):
            first, end = bounds[query, kind], bounds[query, kind + 1]
            if shares[kind] and end > first:
                here, own = terms[first:end], weights[first:end]
                block_scores(starts, places, counts, here, own, inverse[kind], shares[kind], cosine, total)
        for document in range(documents):
            total[document] *= lifts[query, fact_of[document]]
        found = best(total, order, allowed, top)
        sizes[query] = len(found)
        out_places[query, : len(found)] = found
        out_scores[query, : len(found)] = total[found]
        sums = part_sums(starts, places, counts, terms, weights, bounds[query], found)
        for row in range(len(found)):
            out_parts[query, row] = sums[row] * inverse[:, found[row]] * shares
    return out_places, out_scores, out_parts, sizes
