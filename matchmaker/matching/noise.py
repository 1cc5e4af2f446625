"""Tells what is asked or offered from history, honours, capacity and contact, sentence by sentence."""

from functools import lru_cache

from . import text as texts
from .vocabulary import Vocabulary

FAINTEST = 0.2


def weights(text: str, vocabulary: Vocabulary) -> list[tuple[int, int, float]]:
    """Start, end and weight (0.2 … 1) of every sentence of a folded text."""
    cues = folded_cues(vocabulary)
    return [(start, end, weight(text[start:end], cues)) for start, end in texts.sentences(text)]


def weight(sentence: str, cues: tuple[tuple[str, float], ...]) -> float:
    """One minus the cues that occur in the sentence, at least 0.2. Cues of below zero speak for content."""
    return min(1.0, max(FAINTEST, 1.0 - sum(strength for cue, strength in cues if cue in sentence)))


@lru_cache(maxsize=8)
def folded_cues(vocabulary: Vocabulary) -> tuple[tuple[str, float], ...]:
    """The cues of a vocabulary, folded."""
    return tuple((texts.fold(cue.cue).text, cue.weight) for cue in vocabulary.cues)
