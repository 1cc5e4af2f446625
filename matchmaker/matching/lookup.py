"""A set of strings as a hash table of all their prefixes, walked character by character in compiled code."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .compiled import compiled
from .keys import MULTIPLIER

LONGEST = 32
PREFIX_ONLY = -1
ABSENT = -2
FACTOR = np.uint64(MULTIPLIER)
HALF = np.uint64(32)
ONE = np.uint64(1)


class Table(NamedTuple):
    """`hashes`: open addressing, 0 is free, size a power of two; `values`: number of the string, -1 for a mere prefix."""

    hashes: np.ndarray
    values: np.ndarray


def table(strings: Sequence[str]) -> Table:
    """The table of distinct, non-empty strings; value i stands for `strings[i]`. Longer than 32 characters: left out."""
    codes = np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum([len(text) for text in strings], dtype=np.int64)
    size = 1 << max(4, int(2 * len(codes)).bit_length())
    return Table(*filled(codes, ends, size))


@compiled
def filled(codes, ends, size):
    """Enter every prefix of every string; `codes` are the strings end to end."""
    hashes, values = np.zeros(size, np.uint64), np.full(size, PREFIX_ONLY, np.int32)
    start = 0
    for number in range(len(ends)):
        end, state = ends[number], np.uint64(0)
        if end - start <= LONGEST:
            for place in range(start, end):
                state = step(state, codes[place])
                slot = place_of(hashes, state)
                hashes[slot] = state
            if end > start:
                values[slot] = number
        start = end
    return hashes, values


@compiled
def step(state, code):
    """The hash of a prefix made longer by one character; never zero."""
    state = (state + np.uint64(code) + ONE) * FACTOR
    state ^= state >> HALF
    return state if state != np.uint64(0) else ONE


@compiled
def place_of(hashes, state):
    """The slot that holds this hash, or the free one where it would go."""
    mask = np.uint64(len(hashes) - 1)
    slot = state & mask
    while hashes[slot] != np.uint64(0) and hashes[slot] != state:
        slot = (slot + ONE) & mask
    return slot


@compiled
def value(hashes, values, state):
    """Number of the string with this hash, -1 for a mere prefix, -2 when no string begins so."""
    slot = place_of(hashes, state)
    return values[slot] if hashes[slot] == state else ABSENT
