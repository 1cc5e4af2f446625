"""Keeps a cell that begins like a formula from being taken for one by whoever opens the file (CSV injection)."""

import re
import unicodedata

_FORMULA_START = "=+-@\t\r\n\x00|%"
_FULL_WIDTH = "＝＋－＠"
_NUMBER = re.compile(r"[+-]?[\d(][\d\s()./,、\-]*%?")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def neutral(text: str) -> str:
    """The text with ``'`` before it when a spreadsheet program could execute it; numbers and +86 phones stay."""
    bare = text.lstrip(" \u200b\u3000\ufeff")
    starts = bare[:1]
    if not starts or starts not in _FORMULA_START + _FULL_WIDTH:
        return text
    return text if _NUMBER.fullmatch(unicodedata.normalize("NFKC", bare)) else f"'{text}"


def storable(text: str, longest: int) -> str:
    """Without the characters that an .xlsx file cannot hold, cut to ``longest`` characters."""
    return _NOT_IN_XML.sub("", text)[:longest]
