"""Documents into counted terms, in compiled code: one hash table per worker gives each term a number."""

from typing import NamedTuple

import numpy as np

from .compiled import compiled
from .folding import fold
from .keys import FAMILY_BITS
from .lookup import place_of
from .scanning import ROOT, scan

SATURATION = np.float32(1.2)
DIFFUSE_SHARE = np.float32(1 / 20)
FAMILY_SHIFT, SCENARIO = np.uint64(FAMILY_BITS), np.uint64(0)
SCENARIO_FAMILY = 0


class Numbering(NamedTuple):
    """Terms met so far: `hashes` (open addressing over keys + 1), `numbers` beside it, `keys` by number, how many `met`."""

    hashes: np.ndarray
    numbers: np.ndarray
    keys: np.ndarray
    counts: np.ndarray
    met: int


def numbering(size: int = 1 << 16) -> Numbering:
    """An empty numbering."""
    return Numbering(
        np.zeros(size, np.uint64),
        np.zeros(size, np.int32),
        np.zeros(size // 2, np.uint64),
        np.zeros(size // 2, np.float32),
        0,
    )


@compiled
def grown(old):
    """The same numbering with twice the room."""
    size = 2 * len(old.hashes)
    hashes, numbers = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    keys, counts = np.zeros(size // 2, np.uint64), np.zeros(size // 2, np.float32)
    keys[: old.met], counts[: old.met] = old.keys[: old.met], old.counts[: old.met]
    for number in range(old.met):
        slot = place_of(hashes, mixed(keys[number]))
        hashes[slot], numbers[slot] = mixed(keys[number]), number
    return Numbering(hashes, numbers, keys, counts, old.met)


@compiled
def mixed(key):
    """Spread the bits of a key; one to one and never zero for the keys there are."""
    state = (key + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    return state ^ (state >> np.uint64(32))


@compiled
def gather(codes, batch, kinds, tables, folding, found, terms, power):
    """Counted terms of a batch of documents.

    `codes`: all fields end to end; `batch`: (field ends, field weights, field is a title, first field of each document,
    side of each document, first stated concept of each document, stated concept keys, their weights).
    Returns (terms, row starts, numbers, counts): numbers in the order of first occurrence, counts dampened.
    `power`: exponent of the scenarios' counts, below one on documents, above one on queries.
    """
    ends, weights, titles, firsts, sides, first_stated, stated, stated_weights = batch
    rows = np.zeros(len(firsts), np.int64)
    out_numbers, out_counts, filled = np.empty(1024, np.int32), np.empty(1024, np.float32), 0
    longest = longest_field(ends) + 1
    text, places = np.empty(longest, np.uint32), np.empty(longest, np.int32)
    scratch = np.empty(longest, np.float64), np.empty(longest, np.int32)
    touched = np.empty(1024, np.int32)
    repeats = np.zeros(len(tables[2][3]), np.int32)
    for document in range(len(firsts) - 1):
        met, clearest, length = 0, 0.0, 0
        for field in range(firsts[document], firsts[document + 1]):
            start = ends[field - 1] if field else 0
            size = fold(codes, start, ends[field], folding, text, places)
            found.count[0] = 0 if field == firsts[document] else found.count[0]
            clear = scan(
                text, size, weights[field], titles[field], sides[document], kinds, tables, scratch, found
            )
            clearest, length = max(clearest, clear), length + size
        size = found.count[0] if firsts[document + 1] > firsts[document] else 0
        if 0 < clearest < 1:
            found.weights[:size] /= np.float32(clearest)
        damp_repeats(found.rows, found.weights, size, tables[2][6], repeats, length)
        terms, touched, met = count(found.keys, found.weights, size, terms, touched, met)
        a, b = first_stated[document], first_stated[document + 1]
        terms, touched, met = count(stated[a:b], stated_weights[a:b], b - a, terms, touched, met)
        if filled + met > len(out_numbers):
            out_numbers, out_counts = (
                longer_ints(out_numbers, filled + met),
                longer_floats(out_counts, filled + met),
            )
        filled = write(terms, touched, met, out_numbers, out_counts, filled, power)
        rows[document + 1] = filled
    return terms, rows, out_numbers[:filled].copy(), out_counts[:filled].copy()


@compiled
def trust_of(outright, length):
    """How far a text is one of the trade, 0 … 1, from the weight of scenarios named outright in so many characters.

    It is when it names scenarios outright, fully at a weight of 3, or densely: d = (outright + 2) / (length / 100 + 0.5) has a
    prior, so that a short text is given the benefit of the doubt and a long one must earn it (statutes, policies and
    patents have 1.1 – 1.9, needs and providers 2.5 and more).
    """
    density = (outright + 2.0) / (length / 100.0 + 0.5)
    return min(1.0, max(0.0, (density - 1.8) / 0.8, (outright - 1.0) / 2.0))


@compiled
def damp_repeats(rows, weights, size, families, repeats, length):
    """The n-th mention by the same row of the lexicon counts 1/n²; a root counts once. Leaves `repeats` at zero.

    Roots are trusted as far as the text is one of the trade; see `trust_of`. `length`: its characters.
    """
    outright = 0.0
    for place in range(size):
        row = rows[place]
        if row < 0:
            continue
        repeats[row] += 1
        weights[place] = (
            0.0 if families[row] == ROOT and repeats[row] > 1 else weights[place] / repeats[row] ** 2
        )
        if families[row] == SCENARIO_FAMILY:
            outright += max(np.float32(0), weights[place])
    trust = np.float32(trust_of(outright, length))
    for place in range(size):
        if rows[place] >= 0:
            repeats[rows[place]] = 0
            if families[rows[place]] == ROOT:
                weights[place] *= trust


@compiled
def write(terms, touched, met, out_numbers, out_counts, filled, power):
    """Write the dampened counts of one document and set them back to zero; returns where the next one goes.

    Scenarios: the sum less a twentieth of all scenarios together, so that a text that speaks a little of everything speaks
    of nothing, to the power given. Everything else: w / (w + 1.2), the saturation of BM25.
    """
    diffuse = np.float32(0)
    for place in range(met):
        if terms.keys[touched[place]] >> FAMILY_SHIFT == SCENARIO:
            diffuse += max(np.float32(0), terms.counts[touched[place]])
    for place in range(met):
        number = touched[place]
        key, weight = terms.keys[number], terms.counts[number]
        terms.counts[number] = 0
        scenario = key >> FAMILY_SHIFT == SCENARIO
        if scenario:
            weight -= diffuse * DIFFUSE_SHARE
        if weight > 0:
            out_numbers[filled] = number
            out_counts[filled] = weight**power if scenario else weight / (weight + SATURATION)
            filled += 1
    return filled


@compiled
def count(keys, weights, size, terms, touched, met):
    """Add weighted occurrences to the counts; `touched` collects the numbers whose count was not begun."""
    if len(terms.keys) < terms.met + size:
        while len(terms.keys) < terms.met + size:
            terms = grown(terms)
    if len(touched) < met + size:
        touched = longer_ints(touched, met + size)
    hashes, numbers, term_keys, counts, known = terms
    for place in range(size):
        state = mixed(keys[place])
        slot = place_of(hashes, state)
        if hashes[slot] == np.uint64(0):
            hashes[slot], numbers[slot], term_keys[known] = state, known, keys[place]
            known += 1
        number = numbers[slot]
        if counts[number] == 0:
            touched[met] = number
            met += 1
        counts[number] += weights[place]
    return Numbering(hashes, numbers, term_keys, counts, known), touched, met


@compiled
def longest_field(ends):
    """Length of the longest field."""
    longest, start = 0, 0
    for end in ends:
        longest, start = max(longest, end - start), end
    return longest


@compiled
def longer_ints(old, least):
    """A copy with room for `least` and half as much again."""
    new = np.empty(least + least // 2, np.int32)
    new[: len(old)] = old
    return new


@compiled
def longer_floats(old, least):
    """A copy with room for `least` and half as much again."""
    new = np.empty(least + least // 2, np.float32)
    new[: len(old)] = old
    return new
