"""Writes tables as .xlsx and .csv that open well in the spreadsheet programs of an office."""

import csv as separated
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from matchmaker.sheets import limits, safety

Value = str | int | float | Decimal | bool | date | datetime | None | Sequence[str]

_NARROWEST, _WIDEST = 8, 60
_MEASURED_ROWS = 200
_LONGEST_LIST = 250  # characters a drop-down may hold within the file format


@dataclass(frozen=True)
class Column:
    """``choices`` become a drop-down below the header; ``hint`` is shown when its cells are entered."""

    title: str
    width: int | None = None
    choices: Sequence[str] = ()
    hint: str = ""
    required: bool = False


@dataclass(frozen=True)
class Table:
    """One worksheet: its name, columns, rows of values (shorter rows are filled up) and a note above the header."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]] = ()
    note: str = ""


def columns(titles: Iterable[str]) -> list[Column]:
    return [Column(title) for title in titles]


def workbook(tables: Sequence[Table]) -> bytes:
    """An .xlsx file with a worksheet for each table: styled header that stays in view, fitting widths, a filter.

    Texts are written as texts whatever they begin with; lists are joined by 、; times lose their zone. About 0.5 s
    and 20 MB for 5,000 rows of 20 columns.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
               "nan_inf_to_errors": True, "remove_timezone": True}  # fmt: skip
    with xlsxwriter.Workbook(buffer, options) as book:
        styles = _styles(book)
        lists = _Lists(book)
        for position, table in enumerate(tables):
            _write(book, table, _sheet_name(table.name, position), styles, lists)
    return buffer.getvalue()


def csv(table: Table) -> bytes:
    """UTF-8 with byte order mark, so that Chinese opens rightly by a double click; formulas neutralised."""
    text = io.StringIO(newline="")
    writer = separated.writer(text)
    writer.writerow([safety.neutral(column.title) for column in table.columns])
    writer.writerows([safety.neutral(_text(value)) for value in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _sheet_name(name: str, position: int) -> str:
    cleaned = "".join(" " if character in "[]:*?/\\'" else character for character in name).strip()
    return cleaned[:31] or f"Sheet{position + 1}"


def _styles(book) -> dict:
    frame = {"border": 1, "border_color": "#C9D1DB", "valign": "top", "text_wrap": True}
    head = frame | {"bold": True, "bg_color": "#E8EEF7", "valign": "vcenter", "align": "center"}
    return {
        "head": book.add_format(head),
        "required": book.add_format(head | {"font_color": "#B42318"}),
        "text": book.add_format(frame | {"num_format": "@"}),
        "number": book.add_format(frame),
        "date": book.add_format(frame | {"num_format": "yyyy-mm-dd", "align": "left"}),
        "moment": book.add_format(frame | {"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
        "note": book.add_format(
            {"text_wrap": True, "valign": "vcenter", "font_color": "#475467", "italic": False}
        ),
        "blank": book.add_format({"num_format": "@", "valign": "top", "text_wrap": True}),
    }


class _Lists:
    """Drop-downs too long for a cell's own list stand in a hidden worksheet, one column each."""

    def __init__(self, book) -> None:
        self.book, self.sheet, self.used = book, None, {}

    def source(self, choices: Sequence[str]) -> list[str] | str:
        if sum(len(choice) + 1 for choice in choices) <= _LONGEST_LIST and not any("," in c for c in choices):
            return list(choices)
        key = tuple(choices)
        if key not in self.used:
            self.used[key] = self._put(key)
        return self.used[key]

    def _put(self, choices: tuple[str, ...]) -> str:
        from xlsxwriter.utility import xl_range_abs

        if self.sheet is None:
            self.sheet = self.book.add_worksheet("选项")
            self.sheet.hide()
        column = len(self.used)
        self.sheet.write_column(0, column, choices)
        return f"=选项!{xl_range_abs(0, column, len(choices) - 1, column)}"


def _write(book, table: Table, name: str, styles: dict, lists: _Lists) -> None:
    sheet = book.add_worksheet(name)
    top = 1 if table.note else 0
    if table.note:
        sheet.merge_range(0, 0, 0, max(1, len(table.columns) - 1), table.note, styles["note"])
        sheet.set_row(0, 15 * (table.note.count("\n") + 1) + 6)
    _write_header(sheet, table, top, styles)
    for at, row in enumerate(table.rows, top + 1):
        for column, value in enumerate(row):
            _write_cell(sheet, at, column, value, styles)
    _furnish(sheet, table, top, lists)


def _write_header(sheet, table: Table, top: int, styles: dict) -> None:
    for at, column in enumerate(table.columns):
        style = styles["required" if column.required else "head"]
        sheet.write_string(top, at, safety.storable(column.title, limits.CELL_CHARACTERS), style)
        # Text format below the header keeps 18-digit codes and phone numbers from being rounded.
        sheet.set_column(at, at, column.width or _width(table, at), styles["blank"])
    sheet.set_row(top, 30)


def _write_cell(sheet, row: int, column: int, value: Value, styles: dict) -> None:
    if isinstance(value, bool) or value is None or isinstance(value, str | list | tuple):
        sheet.write_string(row, column, safety.storable(_text(value), limits.CELL_CHARACTERS), styles["text"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), styles["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, styles["date"])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, styles["number"])
    else:
        sheet.write_string(row, column, safety.storable(str(value), limits.CELL_CHARACTERS), styles["text"])


def _furnish(sheet, table: Table, top: int, lists: _Lists) -> None:
    sheet.freeze_panes(top + 1, 0)
    if table.rows:
        sheet.autofilter(top, 0, top + len(table.rows), max(0, len(table.columns) - 1))
    for at, column in enumerate(table.columns):
        rule = _rule(column, lists)
        if rule:
            sheet.data_validation(top + 1, at, top + max(len(table.rows), 1_000), at, rule)


def _rule(column: Column, lists: _Lists) -> dict | None:
    if not column.choices and not column.hint:
        return None
    rule: dict = (
        {"validate": "list", "source": lists.source(column.choices)}
        if column.choices
        else {"validate": "any"}
    )
    if column.choices:  # advice, not a fence: several values in one cell are allowed
        rule |= {"error_type": "information", "ignore_blank": True}
    if column.hint:
        rule |= {
            "input_title": safety.storable(column.title, 32),
            "input_message": safety.storable(column.hint, 255),
        }
    return rule


def _width(table: Table, at: int) -> int:
    texts = [
        table.columns[at].title,
        *(_text(row[at]) for row in table.rows[:_MEASURED_ROWS] if at < len(row)),
    ]
    longest = max((_display_width(line) for text in texts for line in text.split("\n")[:5]), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _display_width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text[:100])


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list | tuple):
        return "、".join(map(str, value))
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)
