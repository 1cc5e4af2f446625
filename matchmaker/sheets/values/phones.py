"""Telephone numbers, also those that a spreadsheet took for a number."""

import re

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell
from matchmaker.sheets.values.outcome import Note, Outcome, remarked

_MOBILE = re.compile(r"(?:\+?0{0,2}86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})")
_LANDLINE = re.compile(
    r"(?:\+?0{0,2}86[- ]?)?[(]?0?(10|2\d|[3-9]\d{2})[)]?[- ]?(\d{7,8})(?:(?:[-转#x*]|ext\.?)+(\d{1,6}))?"
)
_SERVICE = re.compile(r"([48]00)[- ]?(\d{3,4})[- ]?(\d{3,4})")
_LOCAL = re.compile(r"(\d{7,8})(?:-(\d{1,6}))?")
_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_NUMBER_TAIL = re.compile(r"^(\d{7,12})\.0+$")
_SEPARATORS = re.compile(r"[/、,，;；\n|]|\s+(?=\+?\d)|(?:或|和)(?=\d)")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}(?:[(][\u4e00-\u9fff]{1,4}[)])?[:\s]*")


def read(cell: Cell) -> Outcome:
    """The number or numbers, written alike (13800000000, 0551-64649459), joined by /.

    A number that cannot be one stays as typed, with a remark; nothing is thrown away.
    """
    text = _NUMBER_TAIL.sub(r"\1", tidy.line(cell))
    if not text or tidy.is_blank(text):
        return Outcome("")
    if _ROUNDED.fullmatch(text):
        return _from_power(text)
    if _one(text):
        return Outcome(_one(text))
    return _several(text, tidy.text(cell))


def _from_power(text: str) -> Outcome:
    """1.3812345678E+10 still has all its digits, 1.38E+10 has lost them."""
    digits = f"{float(text):.0f}"
    significant = len(re.sub(r"E.*", "", text, flags=re.IGNORECASE).replace(".", ""))
    whole = _one(digits) if significant >= 10 else None
    return Outcome(whole) if whole else remarked(text, "phone-rounded", typed=text)


def _several(text: str, typed: str) -> Outcome:
    parts = [part.strip() for part in _SEPARATORS.split(_NAME.sub("", text)) if part and part.strip()]
    numbers = [number for part in parts if (number := _one(part))]
    if numbers and len(numbers) == len(parts):
        return Outcome("/".join(dict.fromkeys(numbers)))
    return Outcome(text, (Note("phone-unclear", {"typed": typed}),))


def _one(text: str) -> str | None:
    """One number in its usual form, or ``None``."""
    text = text.replace("—", "-").replace("–", "-").replace("－", "-").strip()
    if match := _MOBILE.fullmatch(text):
        return "".join(match.groups())
    if match := _SERVICE.fullmatch(text):
        return "-".join(match.groups())
    if match := _LANDLINE.fullmatch(text):
        area, number, extension = match.groups()
        return f"0{area}-{number}" + (f"-{extension}" if extension else "")
    if match := _LOCAL.fullmatch(text):
        return "-".join(part for part in match.groups() if part)
    return None


def name_beside(cell: Cell) -> str:
    """The person's name that some people write beside the number, as in 「张三 13800000000」."""
    text = tidy.line(cell)
    match = _NAME.search(text)
    return match[0].strip(" :") if match and any(character.isdigit() for character in text) else ""


def looks_like(text: str) -> bool:
    return bool(_MOBILE.fullmatch(text) or re.fullmatch(r"0\d{2,3}-?\d{7,8}", text))
