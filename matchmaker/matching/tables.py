"""Everything the scanner looks things up in, for one vocabulary."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from . import keys
from .characters import JOINT, classes, folding
from .dictionary import Dictionary, dictionary
from .roots import roots
from .vocabulary import Entry, Vocabulary

SIDES = {"both": 0, "": 0, "need": 1, "provider": 2}
PARENT_SHARE = 0.25
ROOT = 7


class Lexicon(NamedTuple):
    """Prefix table of terms; term t has the rows firsts[t]:firsts[t + 1] of `concepts` (keys), `weights`, `sides`, `families`.

    Family 7 marks a root: it hides nothing, is not hidden, and counts once per document.
    """

    hashes: np.ndarray
    values: np.ndarray
    firsts: np.ndarray
    concepts: np.ndarray
    weights: np.ndarray
    sides: np.ndarray
    families: np.ndarray


class Cues(NamedTuple):
    """Prefix table of cues and their weights."""

    hashes: np.ndarray
    values: np.ndarray
    weights: np.ndarray


class Tables(NamedTuple):
    """What the scanner needs."""

    classes: np.ndarray
    dictionary: Dictionary
    lexicon: Lexicon
    cues: Cues


@lru_cache(maxsize=8)
def tables(vocabulary: Vocabulary) -> Tables:
    """Tables of a vocabulary, built once."""
    return Tables(classes(), dictionary(), lexicon(vocabulary), cues(vocabulary))


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """The lexicon as arrays, with the roots learned from it."""
    from . import lookup

    by_term = rows_by_term(vocabulary)
    for root in roots(vocabulary.entries):
        by_term.setdefault(comparable(root.term), []).append(root)
    terms = sorted(by_term)
    rows = [row for term in terms for row in by_term[term]]
    table = lookup.table(terms)
    return Lexicon(
        table.hashes,
        table.values,
        np.cumsum([0] + [len(by_term[term]) for term in terms]).astype(np.int32),
        np.array([keys.concept(row.concept) for row in rows], np.uint64),
        np.array([row.weight for row in rows], np.float32),
        np.array([SIDES[row.side] for row in rows], np.int8),
        np.array([ROOT if row.note == "root" else keys.family(row.concept) for row in rows], np.int8),
    )


def rows_by_term(vocabulary: Vocabulary) -> dict[str, list[Entry]]:
    """Comparable term → its rows, one per concept, the later entry winning, and their parents at a quarter of the weight."""
    by_term: dict[str, dict[str, Entry]] = {}
    for row in vocabulary.entries:
        by_term.setdefault(comparable(row.term), {})[row.concept] = row
    return {term: with_parents(rows, vocabulary) for term, rows in by_term.items() if term}


def with_parents(rows: dict[str, Entry], vocabulary: Vocabulary) -> list[Entry]:
    """Rows and one row for each parent of a positive one, unless it is told apart."""
    found = dict(rows)
    for row in sorted(rows.values(), key=lambda row: -row.weight):
        parent = vocabulary.parents.get(row.concept, "")
        if parent and row.weight > 0:
            found.setdefault(parent, row._replace(concept=parent, weight=PARENT_SHARE * row.weight))
    return list(found.values())


def cues(vocabulary: Vocabulary) -> Cues:
    """The cues of noise as arrays; they are matched with their blanks and hyphens."""
    from . import lookup

    weights = {plain(cue.cue): cue.weight for cue in vocabulary.cues}
    table = lookup.table(list(weights))
    return Cues(table.hashes, table.values, np.array(list(weights.values()), np.float32))


def comparable(term: str) -> str:
    """A term as the scanner meets it: folded, without blanks, hyphens and the like between its characters."""
    kind = classes()
    return "".join(
        character for character in plain(term) if ord(character) > 0xFFFF or not kind[ord(character)] & JOINT
    )


def plain(text: str) -> str:
    """Folded text."""
    table = folding()
    folded = (chr(table[ord(c)]) if ord(c) < 0x10000 else c for c in text.strip())
    return "".join(character for character in folded if character != "\0")
