"""Industries by name, by code or by everyday word, with any separator between them."""

import re

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.values import tables
from matchmaker.sheets.values.outcome import Note, Outcome, faulty

_ANY = re.compile(
    r"不限|各行业|各行各业|全行业|所有行业|跨行业|多行业|通用$|行业不限|制造业全|^制造业$|^工业$|^全部$|^均可$|离散|流程"
)
_CODE = re.compile(r"(?<![A-Za-z0-9])[Cc]?(\d{2,4})(?![A-Za-z0-9])")
_SEPARATORS = re.compile(r"[、,;/|\\\s+&·。]+|以及|及其他|和其他|等行业|等领域")
_TAILS = re.compile(r"(?:产业链|产业|行业|制造业|加工业|制造|加工|企业|领域|工业|业|类|等)+$")


def read(cell: Cell, codes: Codes, *, several: bool = True) -> Outcome:
    """A list of codes (``C36``, ``C361``) in the order of the classification; ``[]`` for 不限.

    A fault when something is written and none of it is an industry; a remark for the parts that are none. With
    ``several=False`` a second industry is remarked upon and the first kept first.
    """
    text = tidy.line(cell)
    if not text or tidy.is_blank(text):
        return Outcome([])
    found, rest = _official(text, codes)
    found, unknown = _loose(rest, found, codes)
    if not found:
        return (
            Outcome([], (Note("industry-any"),))
            if _ANY.search(text)
            else faulty([], "industry-unknown", typed=text)
        )
    notes = [Note("industry-part-unknown", {"typed": part}) for part in unknown]
    kept = _without_parents(found)
    if not several and len(kept) > 1:
        notes.append(Note("industry-several", {"typed": text}))
    return Outcome(kept, tuple(notes))


def share_known(texts: list[str], codes: Codes) -> float:
    """How many of the cells name at least one industry, 0 to 1."""
    known = sum(not read(text, codes).fault for text in texts)
    return known / len(texts) if texts else 0.0


def _official(text: str, codes: Codes) -> tuple[list[str], str]:
    """Official names and codes, and the text without them. Names first: they hold 、 and 和 themselves."""
    found: dict[int, str] = {}
    left = text
    for name, code in codes.industry_names:
        while (at := left.find(name)) >= 0:
            found[at] = code
            left = left[:at] + " " * len(name) + left[at + len(name) :]
    found |= {match.start(): code for match in _CODE.finditer(left) if (code := _code(match[1], codes))}
    remaining = _CODE.sub(lambda match: " " if _code(match[1], codes) else match[0], left)
    return [code for _, code in sorted(found.items())], remaining


def _code(digits: str, codes: Codes) -> str | None:
    """C3612 counts as its group C361, an unknown group as its division."""
    return next(
        (f"C{digits[:n]}" for n in range(len(digits), 1, -1) if f"C{digits[:n]}" in codes.industries), None
    )


def _loose(rest: str, found: list[str], codes: Codes) -> tuple[list[str], list[str]]:
    unknown = []
    for part in filter(None, (piece.strip(" ()[]-—:.") for piece in _SEPARATORS.split(rest))):
        resolved = _by_word(part, codes)
        found = found + resolved
        if not resolved and not _ANY.search(part) and len(part) > 1:
            unknown.append(part)
    return list(dict.fromkeys(found)), unknown


def _by_word(part: str, codes: Codes) -> list[str]:
    word = part.lower()
    for candidate in dict.fromkeys((word, _TAILS.sub("", word))):
        if candidate in tables.industry_names():
            return [code for code in tables.industry_names()[candidate] if code in codes.industries]
    return _by_piece(_TAILS.sub("", word), codes) if len(word) <= 24 else []


def _by_piece(word: str, codes: Codes) -> list[str]:
    """A unique official name that holds the word, divisions before groups; else the longest everyday word in it, the last of equals."""
    if len(word) < 2:
        return []
    for length in (3, 4):
        holders = [
            code for name, code in codes.industry_names if len(code) == length and word in name.lower()
        ]
        if len(holders) == 1:
            return holders
    inside = [
        (len(name), word.rindex(name), name)
        for name in tables.industry_names()
        if len(name) > 1 and name in word
    ]
    if not inside:
        return []
    return [code for code in tables.industry_names()[max(inside)[2]] if code in codes.industries]


def _without_parents(found: list[str]) -> list[str]:
    """「C38 电机制造」 names the group: the division beside its own group says nothing more."""
    return [code for code in found if not any(other != code and other.startswith(code) for other in found)]
