"""All terms of a folded text with their places: characters, words and concepts, sentence by sentence, compiled."""

from typing import NamedTuple

import numpy as np

from .characters import COUNTED, DIGIT, HAN, JOINT, LETTER, SEGMENTED, STOP
from .compiled import compiled
from .keys import BODY, CHARACTER, TITLE, WORD
from .lookup import ABSENT, LONGEST, step, value
from .segmenting import class_of, route, run_end

ASCII = LETTER | DIGIT
FAINTEST = 0.2
ROOT = 7
MASK = np.uint64(BODY)
SHIFT, PAIR = np.uint64(61), np.uint64(21)


class Found(NamedTuple):
    """Occurrences: key, start and end in the folded text, weight, row of the lexicon (or -1); `count[0]` are valid."""

    keys: np.ndarray
    starts: np.ndarray
    ends: np.ndarray
    weights: np.ndarray
    rows: np.ndarray
    count: np.ndarray


def room(size: int) -> Found:
    """Space for the occurrences of a text of `size` characters."""
    size = 12 * size + 64
    places = np.empty((3, size), np.int32)
    return Found(
        np.empty(size, np.uint64),
        places[0],
        places[1],
        np.empty(size, np.float32),
        places[2],
        np.zeros(1, np.int64),
    )


@compiled
def scan(codes, end, weight, title, side, kinds, tables, scratch, found):
    """Append the occurrences of one field and return the weight of its clearest sentence.

    `kinds` has a bit per kind, concepts of all families go with bit 1. `scratch`: (best, following) of length end + 1.
    """
    classes, dictionary, lexicon, cues = tables
    start, clearest = 0, 0.0
    while start < end:
        stop = sentence_end(codes, start, end, classes)
        clear = clearness(codes, start, stop, cues)
        share, clearest = weight * clear, max(clearest, clear) if stop > start else clearest
        if kinds & 1:
            concepts(codes, start, stop, share, side, classes, lexicon, found)
        if kinds & 2:
            characters(codes, start, stop, share, CHARACTER, classes, found)
        if kinds & 4:
            words(codes, start, stop, share, classes, dictionary, scratch, found)
        if title and kinds & 8:
            characters(codes, start, stop, 1.0, TITLE, classes, found)
        start = stop + 1
    return clearest


@compiled
def sentence_end(codes, start, end, classes):
    """The next stop, or a full stop before a blank, or the end."""
    for place in range(start, end):
        if class_of(codes[place], classes) & STOP:
            return place
        if codes[place] == 46 and place + 1 < end and codes[place + 1] == 32:
            return place
    return end


@compiled
def clearness(codes, start, end, cues):
    """Weight of a sentence: one minus its cues of noise, each counted once, within 0.2 … 1."""
    hashes, values, weights = cues
    noise, seen, met = 0.0, np.empty(16, np.int32), 0
    if len(weights) == 0:
        return 1.0
    for place in range(start, end):
        state = np.uint64(0)
        for stop in range(place, min(end, place + LONGEST)):
            state = step(state, codes[stop])
            number = value(hashes, values, state)
            if number == ABSENT:
                break
            if number >= 0 and met < 16 and not contains(seen, met, number):
                seen[met] = number
                met += 1
                noise += weights[number]
    return min(1.0, max(FAINTEST, 1.0 - noise))


@compiled
def contains(seen, met, number):
    """Whether a number is among the first `met`."""
    for place in range(met):  # noqa: SIM110  compiled code knows no generators
        if seen[place] == number:
            return True
    return False


@compiled
def add(found, key, start, end, weight, row):
    """Append one occurrence while there is room."""
    keys, starts, ends, weights, rows, count = found
    here = count[0]
    if here < len(keys):
        keys[here], starts[here], ends[here], weights[here], rows[here] = key, start, end, weight, row
        count[0] = here + 1


@compiled
def characters(codes, start, end, weight, kind, classes, found):
    """Single characters (Latin letters and digits only in pairs) and pairs of neighbours."""
    head, left = np.uint64(kind) << SHIFT, np.uint64(0)
    for place in range(start, end):
        bits = class_of(codes[place], classes)
        if not bits & COUNTED:
            left = np.uint64(0)
            continue
        code = np.uint64(codes[place])
        if not bits & ASCII:
            add(found, head | code, place, place + 1, weight, -1)
        if left != np.uint64(0):
            add(found, head | (left << PAIR) | code, place - 1, place + 1, weight, -1)
        left = code


@compiled
def words(codes, start, end, weight, classes, dictionary, scratch, found):
    """Words of two or more characters and Latin words with a letter."""
    best, following = scratch
    place = start
    while place < end:
        stop = run_end(codes, place, end, classes, SEGMENTED)
        if stop > place:
            route(codes, place, stop, dictionary, best, following)
            words_of_run(codes, place, stop, weight, classes, following, found)
        place = stop + 1


@compiled
def words_of_run(codes, start, end, weight, classes, following, found):
    """Follow the route; single Latin letters and digits in a row are one word."""
    place = start
    while place < end:
        stop = following[place]
        if stop == place + 1 and class_of(codes[place], classes) & ASCII:
            while stop < end and following[stop] == stop + 1 and class_of(codes[stop], classes) & ASCII:
                stop += 1
        if speaks(codes, place, stop, classes):
            add(
                found,
                (np.uint64(WORD) << SHIFT) | (hashed(codes, place, stop) & MASK),
                place,
                stop,
                weight,
                -1,
            )
        place = stop


@compiled
def speaks(codes, start, end, classes):
    """Two Chinese characters or more, or a letter."""
    han = 0
    for place in range(start, end):
        bits = class_of(codes[place], classes)
        if bits & LETTER:
            return True
        han += bits & HAN > 0
    return han >= 2


@compiled
def hashed(codes, start, end):
    """Rolling hash of a stretch of text."""
    state = np.uint64(0)
    for place in range(start, end):
        state = step(state, codes[place])
    return state


@compiled
def concepts(codes, start, end, weight, side, classes, lexicon, found):
    """Mentions of concepts: at each place the longest term first; within a family a mention hides what lies inside it."""
    hashes, values = lexicon[0], lexicon[1]
    stops, numbers = np.empty(LONGEST, np.int32), np.empty(LONGEST, np.int32)
    taken, takers = np.zeros(8, np.int32), np.zeros(8, np.int32)
    for place in range(start, end):
        state, stop, met, size = np.uint64(0), place, 0, 0
        while stop < end and size < LONGEST and met < LONGEST:
            if (
                size > 0
                and class_of(codes[stop], classes) & JOINT
                and value(hashes, values, step(state, codes[stop])) == ABSENT
            ):
                stop += 1
                continue
            state = step(state, codes[stop])
            number = value(hashes, values, state)
            if number == ABSENT:
                break
            stop, size = stop + 1, size + 1
            if number >= 0 and alone(codes, place, stop, start, end, classes):
                stops[met], numbers[met] = stop, number
                met += 1
        for nth in range(met - 1, -1, -1):
            mention(numbers[nth], place, stops[nth], weight, side, lexicon, taken, takers, found)


@compiled
def mention(number, start, end, weight, side, lexicon, taken, takers, found):
    """Append the rows of one term whose family is free at its place; roots are always free."""
    firsts, concept_keys, weights, sides, families = lexicon[2:]
    for row in range(firsts[number], firsts[number + 1]):
        family = families[row]
        if side and sides[row] and sides[row] != side:
            continue
        free = taken[family] <= start or (takers[family] == start and taken[family] == end)
        if family == ROOT or free:
            taken[family], takers[family] = end, start
            add(found, concept_keys[row], start, end, weight * weights[row], row)


@compiled
def alone(codes, start, stop, low, high, classes):
    """Latin words count only as whole words: `mes` is not in `james`; a number may follow a letter (`mes2`)."""
    first, last = class_of(codes[start], classes) & ASCII, class_of(codes[stop - 1], classes) & ASCII
    if first and start > low and class_of(codes[start - 1], classes) & ASCII:
        return False
    return not (last and stop < high and class_of(codes[stop], classes) & last)
