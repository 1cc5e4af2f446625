"""Regions by name or code, the most exact one that the words agree on."""

import re

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.values.outcome import Outcome, faulty, remarked

_CODE = re.compile(r"(?<!\d)(\d{6})(?:\d{6})?(?!\d)")


def read(cell: Cell, codes: Codes) -> Outcome:
    """A six-digit code, ``""`` for an empty cell.

    「合肥」, 「安徽省合肥市」, 「合肥·蜀山区」 and 340104 are understood. A county name that several cities have counts
    only together with its city. Unknown words are a fault.
    """
    text = tidy.compact(cell)
    if not text or tidy.is_blank(text):
        return Outcome("")
    match = _CODE.search(text)
    if match and match[1] in codes.regions:
        return Outcome(match[1])
    best = _best(named(text, codes))
    if not best:
        return faulty("", "region-unknown", typed=tidy.line(cell))
    return Outcome(best[0]) if len(best) == 1 else _several(best, cell)


def named(text: str, codes: Codes) -> list[list[str]]:
    """For each word of the text that names a region, the codes it may mean; the longest word wins."""
    found: list[list[str]] = []
    at = 0
    while at < len(text):
        length = next((n for n in codes.region_lengths if text[at : at + n] in codes.region_names), 0)
        if length:
            found.append(codes.region_names[text[at : at + length]])
        at += length or 1
    return found


def guess(text: str, codes: Codes) -> str:
    """The region a firm's name or address begins with, down to the city; ``""`` when there is none."""
    start = re.sub(r"^[\s(]+", "", tidy.compact(text))
    for length in codes.region_lengths:
        candidates = [code for code in codes.region_names.get(start[:length], []) if code.endswith("00")]
        if len(start) > length and len(candidates) == 1:
            return candidates[0]
    return ""


def _best(found: list[list[str]]) -> list[str]:
    """The codes that most other words lie around (「南京 鼓楼」); of those the widest reading (「吉林」)."""
    words = [word for at, word in enumerate(found) if word not in found[:at]]
    scores = {
        code: sum(any(_contains(other, code) for other in word) for word in words if code not in word)
        for code in (code for word in words for code in word)
    }
    most = max(scores.values(), default=0)
    best = [code for code in scores if scores[code] == most]
    return best if len(best) < 2 else _widest(best)


def _widest(best: list[str]) -> list[str]:
    """「鼓楼」 alone is a county of several cities, 「吉林」 a province and a city: the wider reading is the safe one."""
    widths = {code: 2 if code.endswith("0000") else 1 if code.endswith("00") else 0 for code in best}
    return [code for code in best if widths[code] == max(widths.values())]


def _contains(outer: str, inner: str) -> bool:
    return outer != inner and inner.startswith(outer.removesuffix("00").removesuffix("00"))


def _several(best: list[str], cell: Cell) -> Outcome:
    """Several at the same height: the common parent, if they have one."""
    for kept in (4, 2):
        parents = {code[:kept].ljust(6, "0") for code in best}
        if len(parents) == 1:
            return remarked(parents.pop(), "region-several", typed=tidy.line(cell))
    return faulty("", "region-ambiguous", typed=tidy.line(cell))
