"""Finds the real header of a worksheet: under title rows, over one or several rows, merged or not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from matchmaker.sheets import fields, tidy
from matchmaker.sheets.book import Merge, Row, Worksheet, is_empty

_LOOK_AT_ROWS = 40
_LONGEST_NAME = 40
_DATA_LIKE = re.compile(r"^[\d.,%+\-/:年月日 ]+$|^[0-9A-Z]{15,18}$|@|^\d{3,4}-\d{7,8}$", re.ASCII)
_FORM_LINE = re.compile(r"[:：]\s*$|[:：].*[:：]")
_FORM_WORDS = re.compile(r"盖章|填报日期|填表日期|填报单位[(（:：]")


@dataclass(frozen=True)
class Heading:
    """Rows ``top``..``bottom`` (as people see them) and, per column number, the header texts from top to bottom."""

    top: int
    bottom: int
    parts: dict[int, tuple[str, ...]]
    score: float


def find(worksheet: Worksheet) -> Heading | None:
    """The header, or ``None`` when no row looks like one. ``score`` grows with the column names that are known."""
    rows = worksheet.rows[:_LOOK_AT_ROWS]
    scored = [(score(row), -at) for at, row in enumerate(rows)]
    best, at = max(scored, default=(0.0, 0))
    if best < 1:
        best, at = max(((_structural(rows, at), -at) for at in range(len(rows))), default=(0.0, 0))
    return _grown(worksheet, rows, -at, best) if best > 0 else None


def score(row: Row) -> float:
    """One for each cell that is a known column name, half for one that contains one, minus what looks like data."""
    texts = [tidy.line(row.cell(column)) for column in row.filled()]
    distinct = {tidy.header(text): text for text in texts}
    total = sum(_name_likeness(name, text) for name, text in distinct.items())
    return total - 0.5 * (len(texts) - len(distinct))


def _name_likeness(name: str, text: str) -> float:
    if name in fields.all_aliases():
        return 1.0
    if _DATA_LIKE.search(text) or len(text) > _LONGEST_NAME * 2:
        return -1.0
    if (
        len(name) <= 16
        and not _FORM_LINE.search(text)
        and any(a in name for a in fields.all_aliases() if len(a) > 1)
    ):
        return 0.4
    return 0.0


def _is_form_text(text: str) -> bool:
    """「填报单位(盖章):」 is to be filled in above the table; a column's name may end in a colon too."""
    if _FORM_WORDS.search(text):
        return True
    return bool(_FORM_LINE.search(text)) and tidy.header(text) not in fields.all_aliases()


def _structural(rows: Sequence[Row], at: int) -> float:
    """For sheets whose column names nobody knows: a full row of short, different texts above rows as wide."""
    row, below = rows[at], rows[at + 1 : at + 6]
    texts = [tidy.line(row.cell(column)) for column in row.filled()]
    wide = max((len(other.filled()) for other in rows), default=0)
    plain = all(len(text) <= 20 and not _DATA_LIKE.search(text) for text in texts)
    fits = below and len(texts) >= max(2, 0.6 * wide) and len(set(texts)) == len(texts)
    return 0.5 if plain and fits else 0.0


def _grown(worksheet: Worksheet, rows: Sequence[Row], at: int, best: float) -> Heading:
    first, last = at, at
    while first > 0 and _is_group_row(worksheet, rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and _is_sub_row(worksheet, rows[last], rows[last + 1]):
        last += 1
    header_rows = rows[first : last + 1]
    bottom = max(header_rows[-1].number, _merged_down_to(worksheet, header_rows[-1]))
    return Heading(header_rows[0].number, bottom, _parts(worksheet, header_rows), best)


def _merged_down_to(worksheet: Worksheet, row: Row) -> int:
    """A header whose every cell is merged over two rows: the second one is empty and belongs to it."""
    bottoms = [m.bottom for m in worksheet.merges if m.top == row.number and not is_empty(row.cell(m.left))]
    return min(bottoms) if bottoms and len(bottoms) == len(row.filled()) else row.number


def _is_group_row(worksheet: Worksheet, row: Row, header: Row) -> bool:
    texts = [tidy.line(row.cell(column)) for column in row.filled()]
    if row.number != header.number - 1 or not texts or any(len(t) > 20 or _is_form_text(t) for t in texts):
        return False
    if len(texts) == 1:
        return _spans_part(worksheet, row, header)
    fills_gaps = any(is_empty(header.cell(column)) for column in row.filled())
    is_shorter = len(texts) < len(header.filled())
    return (is_shorter or fills_gaps) and not any(_DATA_LIKE.search(text) for text in texts)


def _spans_part(worksheet: Worksheet, row: Row, header: Row) -> bool:
    """One merged text above some of the columns groups them; above all of them it is the sheet's title."""
    width = len(header.filled())
    return any(
        m.top == row.number and m.left == row.filled()[0] and 1 < m.right - m.left + 1 < width
        for m in worksheet.merges
    )


def _is_sub_row(worksheet: Worksheet, header: Row, row: Row) -> bool:
    if row.number != header.number + 1:
        return False
    reaches_down = any(m.top <= header.number < m.bottom and m.bottom == row.number for m in worksheet.merges)
    known = [_is_part(tidy.header(row.cell(column))) for column in row.filled()]
    short = all(len(tidy.line(row.cell(column))) <= 20 for column in row.filled())
    if reaches_down or _splits(worksheet, header):
        return (
            short and any(known) and not any(_DATA_LIKE.search(tidy.line(row.cell(c))) for c in row.filled())
        )
    under_gaps = all(_under_gap(header, column) for column in row.filled())
    return short and under_gaps and len(known) > 1 and sum(known) > len(known) / 2


def _splits(worksheet: Worksheet, header: Row) -> bool:
    return any(m.top == m.bottom == header.number and m.right > m.left for m in worksheet.merges)


def _is_part(name: str) -> bool:
    return name in fields.all_aliases() or any(name == part for _, part, _ in fields.generic())


def _under_gap(header: Row, column: int) -> bool:
    return is_empty(header.cell(column)) or is_empty(header.cell(column + 1))


def _parts(worksheet: Worksheet, header_rows: Sequence[Row]) -> dict[int, tuple[str, ...]]:
    width = max(len(row.cells) for row in header_rows)
    parts = {}
    for column in range(1, width + 1):
        texts = [_shown(worksheet, header_rows, at, column) for at in range(len(header_rows))]
        kept = [text for text, before in zip(texts, ["", *texts], strict=False) if text and text != before]
        if kept:
            parts[column] = tuple(kept)
    return parts


def _shown(worksheet: Worksheet, header_rows: Sequence[Row], at: int, column: int) -> str:
    row = header_rows[at]
    if not is_empty(row.cell(column)):
        return tidy.line(row.cell(column))
    merge = next((m for m in worksheet.merges if _covers(m, row.number, column)), None)
    if merge:
        top = next((r for r in header_rows if r.number == merge.top), None)
        return tidy.line(top.cell(merge.left)) if top else ""
    is_last = at == len(header_rows) - 1
    if is_last or _has_merges(worksheet, row) or is_empty(header_rows[-1].cell(column)):
        return ""
    left = [c for c in row.filled() if c < column]
    return tidy.line(row.cell(left[-1])) if left else ""


def _has_merges(worksheet: Worksheet, row: Row) -> bool:
    return any(m.top <= row.number <= m.bottom for m in worksheet.merges)


def _covers(merge: Merge, row: int, column: int) -> bool:
    return merge.top <= row <= merge.bottom and merge.left <= column <= merge.right
