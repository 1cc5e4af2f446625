"""Tells the rows of the table from what stands around it: notes, sums, examples, repeated headers, section titles."""

import re

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Row, Worksheet
from matchmaker.sheets.heading import Heading

_NOTE = re.compile(
    r"^[(（【]?(?:填表说明|填报说明|填写说明|说明|备注|附注|注意|注|附|填表人|填报人|制表人|制表|审核人|审核|复核|联系人|"
    r"联系电话|填报单位|填报日期|单位负责人|单位盖章|盖章|日期)[)）】]?\s*\d*\s*[:：、.]"
)
_SUM = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|共\s*计|汇总)(?:[:：\s]|$)|^共\s*\d+\s*[家条户个]")
_SECTION = re.compile(r"^[(（]?[一二三四五六七八九十]+[)）]?[、.．]?\s*\S|^第[一二三四五六七八九十]+[部批类]")
_EXAMPLE = re.compile(r"^[(（【]?(?:示例|样例|举例|范例|填写示例|填报示例)|^例[:：]")
_FIRM = re.compile(r"(?:公司|厂|集团|合作社|研究院|研究所|中心|大学|学院)$")
_HINT = re.compile(
    r"必填|选填|单选|多选|下拉|可多选|请填|请选择|不超过\d+字|限\d+字|\d+字以内|\d+位|如[:：]|例如|格式|填写|文本|数字"
)


def split(worksheet: Worksheet, heading: Heading) -> tuple[list[Row], list[tuple[int, str]]]:
    """(data rows, (row number, text) of the rows left aside), everything below the header and filled.

    Nothing disappears: each row is in one of the two. Cells merged downwards are filled in on every row they cover.
    """
    below = [row for row in worksheet.rows if row.number > heading.bottom and row.filled()]
    filled = [_filled_down(worksheet, row, heading) for row in below]
    data, aside = [], []
    for at, row in enumerate(filled):
        before = below[at - 1].number if at else heading.bottom
        if _is_aside(worksheet, heading, row, after_gap=row.number > before + 1, is_first=at == 0):
            aside.append((row.number, " ".join(tidy.line(row.cell(column)) for column in row.filled())))
        else:
            data.append(row)
    return data, aside


def _filled_down(worksheet: Worksheet, row: Row, heading: Heading) -> Row:
    covering = [
        m for m in worksheet.merges
        if heading.bottom < m.top < row.number <= m.bottom and m.left not in row.filled()
    ]  # fmt: skip
    if not covering:
        return row
    tops = {other.number: other for other in worksheet.rows}
    cells = list(row.cells) + [""] * (max(m.left for m in covering) - len(row.cells))
    for merge in covering:
        cells[merge.left - 1] = tops[merge.top].cell(merge.left) if merge.top in tops else ""
    return Row(row.number, tuple(cells))


def _is_aside(worksheet: Worksheet, heading: Heading, row: Row, *, after_gap: bool, is_first: bool) -> bool:
    columns = row.filled()
    texts = [tidy.line(row.cell(column)) for column in columns]
    if _EXAMPLE.search(texts[0]) or _SUM.search(texts[0]) or _repeats_header(heading, row):
        return True
    if is_first and _is_hint_row(texts):
        return True
    if len(columns) > 2 or len(heading.parts) < 2:
        return bool(len(columns) <= 2 and _NOTE.search(texts[0]))
    return _is_note(worksheet, row, columns, texts, after_gap)


def _is_note(worksheet: Worksheet, row: Row, columns: list[int], texts: list[str], after_gap: bool) -> bool:
    if _NOTE.search(texts[0]):
        return True
    if len(columns) > 1 or _FIRM.search(texts[0]):
        return False
    is_wide = any(m.top == row.number and m.left == columns[0] and m.right > m.left for m in worksheet.merges)
    return is_wide or after_gap or (columns[0] == 1 and bool(_SECTION.search(texts[0])))


def _is_hint_row(texts: list[str]) -> bool:
    return len(texts) > 1 and sum(bool(_HINT.search(text)) for text in texts) >= len(texts) / 2


def _repeats_header(heading: Heading, row: Row) -> bool:
    own = {column: parts[-1] for column, parts in heading.parts.items()}
    same = [tidy.line(row.cell(column)) == own.get(column) for column in row.filled()]
    return len(same) > 1 and all(same)
