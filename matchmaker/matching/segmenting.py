"""The most probable cut of a text into dictionary words: jieba's algorithm without guessing (HMM off), compiled."""

import numpy as np

from .compiled import compiled
from .lookup import ABSENT, step, value


@compiled
def route(codes, start, end, dictionary, best, following):
    """Fill `following[i]` with the end of the word that begins at i, for a run of characters.

    Dynamic programming from the right over log frequencies; of equals the longer word, as jieba does. `best` is scratch.
    The words are the same as `jieba.cut(text, HMM=False)`.
    """
    hashes, values, frequency, total = dictionary
    best[end] = 0.0
    for place in range(end - 1, start - 1, -1):
        state, stop, found = np.uint64(0), place, False
        best[place], following[place] = best[place + 1] - total, place + 1
        while stop < end:
            state = step(state, codes[stop])
            number = value(hashes, values, state)
            if number == ABSENT:
                break
            stop += 1
            if number >= 0:
                score = frequency[number] - total + best[stop]
                if not found or score >= best[place]:
                    best[place], following[place], found = score, stop, True


@compiled
def run_end(codes, start, end, classes, bits):
    """End of the run of characters of these classes that begins at `start`."""
    while start < end and class_of(codes[start], classes) & bits:
        start += 1
    return start


@compiled
def class_of(code, classes):
    """Bits of a character; beyond the basic plane Chinese characters count, pictures do not."""
    if code < 0x10000:
        return classes[code]
    return np.uint8(1) if 0x20000 <= code < 0x40000 else np.uint8(0)
