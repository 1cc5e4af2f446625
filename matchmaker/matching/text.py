"""Text made comparable, character by character, so that every place can be found again in the original."""

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import NamedTuple

LONGEST = 20_000
LONGEST_RUN = 20
SENTENCE_END = re.compile(r"[。;;!!??\n\r]+|(?<=[^0-9a-z])\.(?=\s|$)")
HIDDEN_MARKUP = re.compile(r"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)|</?[a-zA-Z][^<>]{0,500}>", re.DOTALL)


class Folded(NamedTuple):
    """`text`: folded characters; `places[i]`: where character i stands in the original."""

    text: str
    places: list[int]


def fold(text: str) -> Folded:
    """Fold full width, case and traditional characters one to one; drop what nobody can see.

    Reads at most 20,000 characters and keeps at most 20 equal characters in a row. Linear time.
    """
    table = folding_table()
    text = blank_markup(text[:LONGEST])
    kept, places, run = [], [], 0
    for place, character in enumerate(text.translate(table)):
        run = run + 1 if kept and kept[-1] == character else 1
        if character != "\0" and run <= LONGEST_RUN:
            kept.append(character)
            places.append(place)
    return Folded("".join(kept), places)


def blank_markup(text: str) -> str:
    """Replace HTML comments, scripts, styles and tags by zero characters of the same length."""
    return HIDDEN_MARKUP.sub(lambda found: "\0" * len(found[0]), text) if "<" in text else text


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a folded text, in order, without the stops."""
    spans, start = [], 0
    for stop in SENTENCE_END.finditer(text):
        spans.append((start, stop.start()))
        start = stop.end()
    return [(a, b) for a, b in [*spans, (start, len(text))] if b > a]


@lru_cache(maxsize=1)
def folding_table() -> dict[int, str]:
    """One character to one character, over the basic plane. Invisible characters become the zero character."""
    simplified = traditional_characters()
    table = {}
    for code in range(1, 0x10000):
        folded = fold_character(chr(code), simplified)
        if folded != chr(code):
            table[code] = folded
    return table


def fold_character(character: str, simplified: dict[str, str]) -> str:
    """Compatibility form in lower case and simplified script, if that is one character; zero if it is invisible."""
    if unicodedata.category(character) in ("Cf", "Cc", "Cs", "Co", "Mn") and character not in "\n\r\t":
        return "\0"
    compatible = unicodedata.normalize("NFKC", character).lower()
    compatible = compatible if len(compatible) == 1 else character
    return simplified.get(compatible, compatible)


def traditional_characters() -> dict[str, str]:
    """Traditional → simplified, from the character table of OpenCC (first choice of each line)."""
    lines = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    table = {old: new.split(" ")[0] for old, new in pairs}
    return {old: new for old, new in table.items() if len(old) == len(new) == 1}
