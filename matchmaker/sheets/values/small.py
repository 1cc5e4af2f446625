"""Counts, years, e-mail addresses."""

import re
from decimal import Decimal

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell
from matchmaker.sheets.values.money import chinese_number
from matchmaker.sheets.values.outcome import Outcome, remarked

_EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,180}\.[A-Za-z]{2,24}")
_COUNT = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万|千)?")
_YEAR = re.compile(r"(?<!\d)(1[89]\d{2}|20\d{2})(?!\d{3,})")
_LARGEST = 2_000_000


def count(cell: Cell) -> Outcome:
    """A whole number, ``None`` for none. 「约200人」 is 200, 「1.2万」 12,000; of 「50-100」 the upper one."""
    text = tidy.line(cell)
    if not text or tidy.is_blank(text):
        return Outcome(None)
    text = re.sub(r"[一二三四五六七八九十百千两]+(?=[人名位个家])", lambda m: str(chinese_number(m[0])), text)
    matches = _COUNT.findall(text)
    if not matches or text.startswith("-"):
        return remarked(None, "count-unclear", typed=text)
    digits, unit = matches[-1]
    value = int(Decimal(digits.replace(",", "")) * {"万": 10_000, "千": 1_000, "": 1}[unit])
    return Outcome(value) if value <= _LARGEST else remarked(None, "count-unclear", typed=text)


def year(cell: Cell) -> Outcome:
    """A year between 1800 and 2099 found anywhere in the cell, e.g. of a date."""
    text = tidy.line(cell)
    if not text or tidy.is_blank(text):
        return Outcome(None)
    match = _YEAR.search(text)
    return Outcome(int(match[1])) if match else remarked(None, "year-unclear", typed=text)


def email(cell: Cell) -> Outcome:
    """The first address in the cell; ``""`` with a remark when there is something else."""
    text = tidy.compact(cell)
    if not text or tidy.is_blank(text):
        return Outcome("")
    match = _EMAIL.search(text)
    return Outcome(match[0].lower()) if match else remarked("", "email-unclear", typed=text)


def looks_like_email(text: str) -> bool:
    return bool(_EMAIL.fullmatch(text))
