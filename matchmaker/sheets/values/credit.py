"""Unified social credit codes (统一社会信用代码, GB 32100-2015)."""

import re

from stdnum.cn import uscc

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell
from matchmaker.sheets.values.outcome import Outcome, faulty, remarked

_SHAPE = re.compile(r"[0-9A-Z]{18}")
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_LOOK_ALIKE = str.maketrans("OI", "01")
"""The standard leaves the letters O and I out, so they can only be a misread 0 and 1."""


def read(cell: Cell) -> Outcome:
    """Eighteen characters in upper case, without blanks. Faults: rounded by the spreadsheet program, wrong length,
    wrong characters, wrong check digit."""
    code = re.sub(r"[\s·.\-_'’`]", "", tidy.compact(cell)).upper()
    if not code or tidy.is_blank(code):
        return Outcome("")
    if _was_rounded(cell):
        return faulty(tidy.line(cell), "credit-rounded")
    if len(code) != 18:
        return faulty(code, "credit-length", length=len(code))
    return _checked(code)


def _was_rounded(cell: Cell) -> bool:
    """Numbers keep 15 digits in a spreadsheet; the last three of an all-digit code are gone."""
    return (isinstance(cell, int | float) and not isinstance(cell, bool)) or bool(
        _ROUNDED.fullmatch(tidy.compact(cell))
    )


def _checked(code: str) -> Outcome:
    if uscc.is_valid(code):
        return Outcome(code)
    corrected = code.translate(_LOOK_ALIKE)
    if corrected != code and uscc.is_valid(corrected):
        return remarked(corrected, "credit-corrected", typed=code)
    has_shape = _SHAPE.fullmatch(code) and code[:8].isdigit() and not set(code) & set("IOSVZ")
    return faulty(code, "credit-check-digit" if has_shape else "credit-characters")


def looks_like(text: str) -> bool:
    """Whether a cell's text could be meant as one, right or wrong."""
    return bool(_SHAPE.fullmatch(text.upper())) and sum(character.isdigit() for character in text) >= 6
