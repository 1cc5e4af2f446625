"""Amounts of money as people write them into budget cells. Everything comes out in 万元."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell
from matchmaker.sheets.values.outcome import Outcome, remarked

_OPEN_WORDS = re.compile(
    r"^(?:面议|待定|另议|商议|协商|待议|可议|不限|未定|暂未定|待商定|待确定|视情况.*|视方案.*|根据.*|按.*定|具体面议|双方协商.*|详谈|"
    r"价格面议|议定|面谈|暂无预算|尚未确定|未确定|不确定)$"
)
_UNITS = {"亿": Decimal(10_000), "千万": Decimal(1_000), "百万": Decimal(100), "万": Decimal(1), "千": Decimal("0.1"),
          "元": Decimal("0.0001"), "": None}  # fmt: skip
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_UNIT = r"(?:亿|千万|百万|万|千)?元?(?:人民币|rmb)?"
_RANGE = re.compile(rf"({_NUMBER})({_UNIT})\s*(?:-|~|—|–|至|到|－|～)+\s*({_NUMBER})({_UNIT})", re.IGNORECASE)
_SINGLE = re.compile(rf"({_NUMBER})({_UNIT})", re.IGNORECASE)
_AT_MOST = re.compile(r"以内|以下|之内|不超过|不超|不高于|小于|低于|最多|最高|上限|至多|内$|≤|<|<=")
_AT_LEAST = re.compile(r"以上|不低于|不少于|大于|高于|超过|最低|起$|至少|下限|≥|>|\+$|多万|余万")
_VAGUE = re.compile(r"几|数[十百千万]|若干|十多|十来")
_W = re.compile(r"(?<=\d)[wW](?![A-Za-z])")
_FOREIGN = re.compile(r"美元|欧元|日元|港币|usd|eur|\$|€", re.IGNORECASE)
_CHINESE_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_CHINESE = re.compile(r"(?<![\d.])[零一二三四五六七八九两〇十百千]+(?=[万亿元])")
_LIKELY_YUAN = Decimal(10_000)


@dataclass(frozen=True)
class Budget:
    """Bounds in 万元 (``None``: open) and the text as typed."""

    low: Decimal | None
    high: Decimal | None
    text: str


def read(cell: Cell, heading: str = "") -> Outcome:
    """A ``Budget``. ``heading`` is the column's name, which may hold the unit (``预算(元)``); without any unit 万元.

    「面议」 and the like give open bounds. What cannot be understood is kept as text, with a remark.
    """
    text = tidy.line(cell)
    if not text or tidy.is_blank(text):
        return Outcome(Budget(None, None, ""))
    shown = text if isinstance(cell, str) else _with_unit(text, heading)
    if _OPEN_WORDS.match(text):
        return Outcome(Budget(None, None, shown))
    if _FOREIGN.search(text):
        return remarked(Budget(None, None, shown), "money-foreign", typed=text)
    return _bounds(_in_digits(_W.sub("万", text.replace(" ", ""))), shown, heading)


def amount(cell: Cell, heading: str = "") -> Outcome:
    """One amount in 万元, or ``None``; of a range the upper bound."""
    outcome = read(cell, heading)
    budget = outcome.value
    return Outcome(budget.high if budget.high is not None else budget.low, outcome.remarks)


def _with_unit(text: str, heading: str) -> str:
    unit = next((u for u in ("亿元", "万元", "千元", "元") if u in heading), "")
    return f"{text}{unit}" if unit or len(text) > 4 else f"{text}万元"


def _bounds(text: str, shown: str, heading: str) -> Outcome:
    if text.startswith("-") or "负" in text or _VAGUE.search(text):
        return remarked(Budget(None, None, shown), "money-unclear", typed=shown)
    if match := _RANGE.search(text):
        first, unit, second, last_unit = match.groups()
        low, high = _wan(first, unit or last_unit, heading), _wan(second, last_unit or unit, heading)
        return _ordered(low, high, shown)
    if match := _SINGLE.search(text):
        return _single(text, _wan(*match.groups(), heading), match, shown, heading)
    return remarked(Budget(None, None, shown), "money-unclear", typed=shown)


def _single(text: str, value: Decimal | None, match: re.Match[str], shown: str, heading: str) -> Outcome:
    if value is None or value >= Decimal(10) ** 9:
        return remarked(Budget(None, None, shown), "money-unclear", typed=shown)
    if not match.group(2) and "元" not in heading and value >= _LIKELY_YUAN:
        yuan = _rounded(value / 10_000)
        return remarked(Budget(yuan, yuan, shown), "money-read-as-yuan", typed=shown)
    if _AT_MOST.search(text):
        return Outcome(Budget(None, value, shown))
    return Outcome(Budget(value, None if _AT_LEAST.search(text) else value, shown))


def _ordered(low: Decimal | None, high: Decimal | None, shown: str) -> Outcome:
    if low is None or high is None:
        return remarked(Budget(None, None, shown), "money-unclear", typed=shown)
    if low > high:
        return remarked(Budget(high, low, shown), "money-swapped", typed=shown)
    return Outcome(Budget(low, high, shown))


def _wan(number: str, unit: str, heading: str) -> Decimal | None:
    unit = re.sub(r"人民币|rmb", "", unit, flags=re.IGNORECASE)
    factor = _UNITS.get(unit) or _UNITS.get(unit.rstrip("元")) or _factor_of(heading)
    try:
        return _rounded(Decimal(number.replace(",", "")) * factor)
    except InvalidOperation:
        return None


def _factor_of(heading: str) -> Decimal:
    for word, unit in (("亿", "亿"), ("万", "万"), ("千元", "千"), ("元", "元")):
        if word in heading:
            return _UNITS[unit]
    return Decimal(1)


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def _in_digits(text: str) -> str:
    return _CHINESE.sub(lambda match: str(chinese_number(match[0])), text)


def chinese_number(text: str) -> int:
    """三十五 → 35, 一百二 → 102 is not guessed at: units only as written; 二〇二七 → 2027."""
    if not set(text) & set("十百千"):
        return int("".join(str(_CHINESE_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for character in text:
        if character in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[character]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
    return total + digit
