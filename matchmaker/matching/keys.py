"""Terms as numbers of 64 bits: the kind in the top three bits, below it two characters or a hash.

Hashing is FNV-like with 61 bits kept; among ten million terms two collide with a probability of 0.002 %. Numbers need no
dictionary of strings, so that workers share an index as plain files.
"""

import numpy as np

CONCEPT, CHARACTER, WORD, TITLE, TRADE = range(5)
KINDS = ("concept", "character", "word", "title", "trade")
MULTIPLIER = 0x9E3779B97F4A7C15
FULL = (1 << 64) - 1
BODY = (1 << 61) - 1
FAMILIES = ("scenario", "industry", "technology", "object", "stage")
FAMILY_BITS = 58


def hashed(text: str) -> int:
    """The rolling hash of a text, the same as `step` in `lookup` computes character by character; never zero."""
    state = 0
    for character in text:
        state = (state + ord(character) + 1) * MULTIPLIER & FULL
        state ^= state >> 32
    return state or 1


def concept(name: str) -> int:
    """Key of a concept such as `scenario:2025-09`; its family stands in the three bits below the kind.

    Scenarios are a block of their own; industries, technologies, objects and stages are another, "trade".
    """
    kind = CONCEPT if concept_is_scenario(name) else TRADE
    return kind << 61 | family(name) << FAMILY_BITS | hashed(name) & ((1 << FAMILY_BITS) - 1)


def concept_is_scenario(name: str) -> bool:
    """Whether a concept is one of the scenarios."""
    return name.startswith("scenario:")


def family(concept: str) -> int:
    """Number of a concept's family, 0 … 6; unknown families share the last two numbers."""
    name = concept.partition(":")[0]
    return FAMILIES.index(name) if name in FAMILIES else 5 + hashed(name) % 2


def word(text: str) -> int:
    """Key of a folded word."""
    return WORD << 61 | hashed(text) & BODY


def characters(text: str, kind: int = CHARACTER) -> int:
    """Key of one folded character or of two neighbours."""
    left, right = (0, ord(text)) if len(text) == 1 else map(ord, text)
    return kind << 61 | left << 21 | right


def told(key: int) -> str:
    """The characters of such a key."""
    left, right = key >> 21 & 0x1FFFFF, key & 0x1FFFFF
    return (chr(left) if left else "") + chr(right)


def bounds(keys: np.ndarray) -> np.ndarray:
    """Where each kind begins in sorted keys: (kinds + 1,)."""
    return np.searchsorted(keys, np.array([kind << 61 for kind in range(len(KINDS))] + [FULL], np.uint64))
