"""Terms of a document: words, characters and concepts, each kind a block of the same vector space."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from . import concepts, noise, words
from . import text as texts
from .documents import TITLES, Document
from .vocabulary import Vocabulary

KINDS = ("concept", "character", "word", "title")
FIELD_WEIGHTS = {"title": 1.5, "name": 0.5, "cases": 0.8}
TITLE_SHARE = 0.5


def of(document: Document, vocabulary: Vocabulary) -> dict[str, dict[str, float]]:
    """Kind → term → weighted count (not yet dampened)."""
    counts: dict[str, Counter] = {kind: Counter() for kind in KINDS}
    for name, text in document.fields:
        folded = texts.fold(text).text
        if name == "title":
            count_characters(counts["title"], folded, 1.0)
        count_field(counts, folded, FIELD_WEIGHTS.get(name, 1.0), document.side, vocabulary)
    return {kind: dict(found) for kind, found in counts.items()}


def views(query: Document, vocabulary: Vocabulary) -> list[tuple[float, dict[str, dict[str, float]]]]:
    """A query read twice: its title alone and all of it, with the share of each. Titles say what long texts bury."""
    title = query.heading()
    rest = any(text for name, text in query.fields if text and name not in TITLES)
    if not title or not rest:
        return [(1.0, of(query, vocabulary))]
    alone = replace(query, fields=(("title", title),))
    return [(TITLE_SHARE, of(alone, vocabulary)), (1 - TITLE_SHARE, of(query, vocabulary))]


def count_field(counts: dict[str, Counter], text: str, weight: float, side: str, vocabulary: Vocabulary) -> None:
    """Add the terms of one field, sentence by sentence."""
    for start, end, share in noise.weights(text, vocabulary):
        sentence = text[start:end]
        count_characters(counts["character"], sentence, weight * share)
        for word in words.words(sentence):
            counts["word"][word] += weight * share
        for mention in concepts.finder_of(vocabulary).mentions(sentence, side):
            counts["concept"][mention.concept] += mention.weight * weight * share


def count_characters(counts: Counter, text: str, weight: float) -> None:
    """Characters and pairs of neighbours within words and Chinese runs; no spaces, no punctuation."""
    for character in text:
        if character.isalnum():
            counts[character] += weight
    for left, right in pairwise(text):
        if left.isalnum() and right.isalnum():
            counts[left + right] += weight
