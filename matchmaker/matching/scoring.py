"""Scores of all documents for one query, and the best of them, compiled."""

import numpy as np

from .compiled import compiled


@compiled
def block_scores(starts, places, counts, terms, weights, inverse, factor, cosine, total):
    """Add factor · Σ weight · count / length of one block to `total`; `cosine` (documents,) must be zero and is left so.

    `terms`, `weights`: the query's terms in this block and their weight times idf; `inverse`: 1 / length of each document.
    """
    for nth in range(len(terms)):
        weight = weights[nth]
        for at in range(starts[terms[nth]], starts[terms[nth] + 1]):
            cosine[places[at]] += weight * counts[at]
    for document in range(len(total)):
        total[document] += factor * cosine[document] * inverse[document]
        cosine[document] = 0


@compiled
def best(scores, order, allowed, top):
    """Places of the `top` best allowed documents, best first; of equals the one with the smaller `order`.

    A heap of fixed size: O(documents + hits · log top), no copy of the scores.
    """
    heap, size = np.empty(top, np.int64), 0
    for place in range(len(scores)):
        if not allowed[place]:
            continue
        if size < top:
            heap[size] = place
            size += 1
            rise(heap, size - 1, scores, order)
        elif worse(heap[0], place, scores, order):
            heap[0] = place
            sink(heap, size, scores, order)
    out = np.empty(size, np.int64)
    while size:
        size -= 1
        out[size] = heap[0]
        heap[0] = heap[size]
        sink(heap, size, scores, order)
    return out


@compiled
def worse(a, b, scores, order):
    """Whether document a ranks below document b."""
    return scores[a] < scores[b] or (scores[a] == scores[b] and order[a] > order[b])


@compiled
def rise(heap, child, scores, order):
    """Restore the heap (worst on top) upwards."""
    while child and worse(heap[child], heap[(child - 1) // 2], scores, order):
        parent = (child - 1) // 2
        heap[child], heap[parent] = heap[parent], heap[child]
        child = parent


@compiled
def sink(heap, size, scores, order):
    """Restore the heap (worst on top) downwards."""
    parent = 0
    while 2 * parent + 1 < size:
        child = 2 * parent + 1
        if child + 1 < size and worse(heap[child + 1], heap[child], scores, order):
            child += 1
        if not worse(heap[child], heap[parent], scores, order):
            return
        heap[parent], heap[child] = heap[child], heap[parent]
        parent = child


@compiled
def part_sums(starts, places, counts, terms, weights, bounds, documents):
    """Σ weight · count of some documents, block by block: (documents, blocks). Terms -1 are not there."""
    found = np.zeros((len(documents), len(bounds) - 1))
    for kind in range(len(bounds) - 1):
        for nth in range(bounds[kind], bounds[kind + 1]):
            if terms[nth] >= 0:
                first, end = starts[terms[nth]], starts[terms[nth] + 1]
                for row in range(len(documents)):
                    at = first_from(places, first, end, documents[row])
                    if at < end and places[at] == documents[row]:
                        found[row, kind] += weights[nth] * counts[at]
    return found


@compiled
def first_from(places, low, high, document):
    """The first posting of `document` or a later one, found by halving."""
    while low < high:
        middle = (low + high) // 2
        if places[middle] < document:
            low = middle + 1
        else:
            high = middle
    return low
