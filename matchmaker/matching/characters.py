"""What each character is, and what it is folded to, as tables over the basic plane."""

import string
import unicodedata
from functools import lru_cache
from importlib import resources

import numpy as np

PLANE = 0x10000
COUNTED, SEGMENTED, LETTER, DIGIT, STOP, JOINT, HAN = 1, 2, 4, 8, 16, 32, 64
DROPPED = ("Cf", "Cc", "Cs", "Co", "Mn")


@lru_cache(maxsize=1)
def folding() -> np.ndarray:
    """Character → folded character, 0 for what nobody can see: (65536,) uint16.

    One to one, so that every place can be found again: compatibility form (full width), lower case, simplified script.
    """
    simplified = traditional()
    return np.array([ord(folded(chr(code), simplified)) for code in range(PLANE)], np.uint16)


def folded(character: str, simplified: dict[str, str]) -> str:
    """One character folded; what folds to several stays as it is."""
    if unicodedata.category(character) in DROPPED and character not in "\n\r\t":
        return "\0"
    compatible = unicodedata.normalize("NFKC", character).lower()
    compatible = compatible if len(compatible) == 1 and ord(compatible) < PLANE else character
    return simplified.get(compatible, compatible)


def traditional() -> dict[str, str]:
    """Traditional → simplified, from the character table of OpenCC (first choice of each line)."""
    lines = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    table = {old: new.split(" ")[0] for old, new in pairs}
    return {old: new for old, new in table.items() if len(new) == 1 and ord(new) < PLANE}


@lru_cache(maxsize=1)
def classes() -> np.ndarray:
    """Character → what it is, as bits: (65536,) uint8."""
    table = np.zeros(PLANE, np.uint8)
    for code in range(PLANE):
        table[code] = COUNTED if chr(code).isalnum() else 0
    for group, bits in (
        (string.ascii_lowercase, SEGMENTED | LETTER),
        (string.digits, SEGMENTED | DIGIT),
        ("+#&._%-", SEGMENTED),
        ("。;!?\n\r", STOP),
        (" \t-_/·", JOINT),
    ):
        for character in group:
            table[ord(character)] |= bits
    table[0x4E00:0x9FD6] |= SEGMENTED | HAN
    return table
