"""When somebody wants a thing done: real dates, dates as text, and words like 尽快."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell
from matchmaker.sheets.values.money import chinese_number
from matchmaker.sheets.values.outcome import Outcome, remarked

_SOON = re.compile(
    r"尽快|尽早|越快越好|立即|马上|即刻|近期|随时|急|长期|待定|面议|不限|未定|另议|协商|常年|视情况|根据|双方"
)
_AFTER = re.compile(r"(?:签约|签订|合同|开工|中标|立项|启动|到款|确认)[^0-9]{0,4}后")
_FULL = re.compile(r"(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})(?![\d月])日?")
_PLAIN = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_MONTH = re.compile(r"(20\d{2})[-/.年](\d{1,2})月?")
_YEAR = re.compile(r"(20\d{2})年?")
_MONTH_ONLY = re.compile(r"(\d{1,2})月(?:份|底|末|初|中旬|上旬|下旬)?(?:(\d{1,2})[日号])?")
_QUARTER = re.compile(r"(?:第)?([1-4一二三四])季度|[Qq]([1-4])|(四)季")
_WITHIN = re.compile(r"(\d+|[一二两三四五六七八九十]+)(?:个)?(月|周|天|日|年|季度)(?:之?内|以内|左右)?")
_HALF_YEAR_SPAN = re.compile(r"半年(?:之?内|以内|左右)?$")
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 2000-01-01 … 2099-12-31 in the spreadsheet programs' day count
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True)
class Wish:
    """``on``: the last day that still meets the wish, or ``None``; ``text`` as typed."""

    on: date | None
    text: str


def read(cell: Cell, today: date) -> Outcome:
    """A ``Wish``; words that name no day (尽快, 面议) give ``on=None``, and so does what is not understood (remark).

    Months and quarters end on their last day; 「6月」 without a year is the next June from ``today`` on.
    """
    text = tidy.line(cell)
    if not text or tidy.is_blank(text):
        return Outcome(Wish(None, ""))
    if isinstance(cell, datetime | date):
        return Outcome(Wish(cell.date() if isinstance(cell, datetime) else cell, text))
    if (isinstance(cell, int | float) and not isinstance(cell, bool)) or re.fullmatch(r"[3-7]\d{4}", text):
        return _from_number(float(cell), text)
    return _from_text(text, today)


def _from_number(number: float, text: str) -> Outcome:
    if number.is_integer() and _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = _EPOCH + timedelta(days=int(number))
        return Outcome(Wish(day, day.isoformat()))
    wish = _understood(text, date(2000, 1, 1))
    if wish is None:
        return remarked(Wish(None, text), "date-unclear", typed=text)
    is_ambiguous = text.endswith(".1")  # 2027.10 typed as a number is stored as 2027.1
    return (
        remarked(Wish(wish, text), "date-month-unsure", typed=text)
        if is_ambiguous
        else Outcome(Wish(wish, text))
    )


def _from_text(text: str, today: date) -> Outcome:
    if _AFTER.search(text):
        return Outcome(Wish(None, text))
    found = _understood(text, today)
    if found is not None or _SOON.search(text):
        return Outcome(Wish(found, text))
    return remarked(Wish(None, text), "date-unclear", typed=text)


def _understood(text: str, today: date) -> date | None:
    text = re.sub(r"\s+\d{1,2}:\d{2}(:\d{2})?$", "", text)
    text = text.replace("今年", f"{today.year}年").replace("明年", f"{today.year + 1}年")
    text = text.replace("后年", f"{today.year + 2}年").replace("本年", f"{today.year}年").replace(" ", "")
    text = re.sub(r"[一二三四五六七八九十]+(?=月)", lambda match: str(chinese_number(match[0])), text)
    for reader in (_days, _periods, _months, _year, _bare_month, _from_now):
        if day := reader(text, today):
            return day
    return None


def _days(text: str, today: date) -> date | None:
    matches = [*_FULL.finditer(text)] or [*filter(None, [_PLAIN.fullmatch(text)])]
    return _day(*map(int, matches[-1].groups())) if matches else None


def _periods(text: str, today: date) -> date | None:
    """Quarters, halves and the end of a year; without a year the next one to come."""
    year = _YEAR.search(text)
    if match := _QUARTER.search(text):
        quarter = next(group for group in match.groups() if group)
        return _next_end(int(quarter) if quarter.isdigit() else chinese_number(quarter), 3, year, today)
    if "上半年" in text or "年中" in text:
        return _next_end(2, 3, year, today)
    if re.search(r"下半年|年底|年末|(?<![半一二两三四五六七八九十\d])年内|年前|全年", text):
        return _next_end(4, 3, year, today)
    return _day(int(year[1]), 3, 31) if year and "年初" in text else None


def _next_end(part: int, months: int, year: re.Match[str] | None, today: date) -> date | None:
    first_try = _month_end(int(year[1]) if year else today.year, part * months)
    return first_try if year or first_try >= today else _month_end(today.year + 1, part * months)


def _months(text: str, today: date) -> date | None:
    """Of several (「2026年6月-2027年5月」) the last; 「2026年6-9月」 ends in September."""
    matches = [*_MONTH.finditer(text)]
    if not matches or _FULL.search(text):
        return None
    year, month = map(int, matches[-1].groups())
    tail = re.match(r"[-~至到—](\d{1,2})月", text[matches[-1].end() :])
    return _month_end(year, int(tail[1]) if tail else month)


def _year(text: str, today: date) -> date | None:
    years = _YEAR.findall(text)
    return (
        date(int(years[-1]), 12, 31)
        if years and re.fullmatch(r"(?:20\d{2}[年\-~至到—前底内之]*)+", text)
        else None
    )


def _bare_month(text: str, today: date) -> date | None:
    matches = [*re.finditer(_MONTH_ONLY, text)]
    if not matches or re.search(r"\d+个月|\d+月内", text):
        return None
    month, day = matches[-1].groups()
    for year in (today.year, today.year + 1):
        found = _day(year, int(month), int(day)) if day else _month_end(year, int(month))
        if found and found >= today:
            return found
    return None


def _from_now(text: str, today: date) -> date | None:
    if _HALF_YEAR_SPAN.search(text):
        return today + timedelta(days=182)
    match = _WITHIN.search(text)
    if not match:
        return None
    count = int(match[1]) if match[1].isdigit() else chinese_number(match[1])
    days = {"天": 1, "日": 1, "周": 7, "月": 30.4375, "季度": 91.3125, "年": 365.25}[match[2]]
    return today + timedelta(days=round(count * days)) if count * days < 36_500 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date | None:
    if not 1 <= month <= 12:
        return None
    return date(year, month, calendar.monthrange(year, month)[1])
