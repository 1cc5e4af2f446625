"""Opens a file of unknown origin: what it is by its bytes, whether it is safe, and its cells."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

from matchmaker.sheets import archive, errors, formulas, limits, separated
from matchmaker.sheets.book import Book, Cell, Merge, Remark, Row, Worksheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_NOT_SHEETS = {
    b"%PDF": "pdf",
    b"\x89PNG": "image",
    b"\xff\xd8\xff": "image",
    b"GIF8": "image",
    b"RIFF": "image",
    b"Rar!": "archive",
    b"7z\xbc\xaf": "archive",
    b"\x1f\x8b": "archive",
    b"{\\rtf": "word",
}


def open_book(source: bytes | Path, filename: str = "") -> Book:
    """All worksheets of ``source`` with their filled rows.

    ``filename`` only serves to say when its ending does not fit the content. Costs one process (about 0.1 s) for
    workbooks, none for CSV; at most ``limits.CHILD_SECONDS``. Raises a ``Refusal`` for anything unreadable.
    """
    data = _bytes(source)
    form = _format(data)
    book = separated.open_csv(data) if form == "csv" else _open_workbook(data, form)
    if not any(worksheet.rows for worksheet in book.worksheets):
        raise errors.EmptyFile()
    return _told_about_ending(book, filename or (source.name if isinstance(source, Path) else ""))


def _bytes(source: bytes | Path) -> bytes:
    size = source.stat().st_size if isinstance(source, Path) else len(source)
    if size > limits.FILE_BYTES:
        raise errors.FileTooLarge(size=size, limit=limits.FILE_BYTES)
    if size == 0:
        raise errors.EmptyFile()
    return source.read_bytes() if isinstance(source, Path) else source


def _format(data: bytes) -> str:
    if data.startswith(_ZIP):
        return "zip"
    if data.startswith(_OLE):
        return "ole"
    for start, kind in _NOT_SHEETS.items():
        if data.startswith(start):
            raise errors.NotASpreadsheet(kind=kind)
    return "csv"


def _open_workbook(data: bytes, form: str) -> Book:
    if form == "ole":
        _check_ole(data)
        return _book(_ask_child(data), "xls", {})
    checked = archive.check(data)
    is_excel = any(name.startswith("xl/") for name in checked.namelist())
    return _book(_ask_child(data), "xlsx" if is_excel else "ods", formulas.of_workbook(checked))


def _check_ole(data: bytes) -> None:
    if _utf16("EncryptedPackage") in data:
        raise errors.Encrypted()
    for stream, kind in (("WordDocument", "word"), ("PowerPoint Document", "slides")):
        if _utf16(stream) in data:
            raise errors.NotASpreadsheet(kind=kind)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _ask_child(data: bytes) -> dict:
    command = [sys.executable, "-I", "-m", "matchmaker.sheets.child"]
    environment = {"PATH": os.environ.get("PATH", ""), "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    try:
        done = subprocess.run(command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,  # noqa: S603 - our own module
                              env=environment, timeout=limits.CHILD_SECONDS * 2, check=False)  # fmt: skip
    except subprocess.TimeoutExpired as fault:
        raise errors.TooCostly() from fault
    if done.returncode != 0:
        raise errors.TooCostly()
    return _checked_answer(json.loads(done.stdout))


def _checked_answer(answer: dict) -> dict:
    refused = answer.get("refused")
    if refused == "encrypted":
        raise errors.Encrypted()
    if refused == "rows":
        raise errors.TooManyRows(rows=answer["rows"], limit=limits.ROWS)
    if refused:
        raise errors.Damaged()
    return answer


def _book(answer: dict, form: str, formula_cells: dict[str, list[tuple[int, int]]]) -> Book:
    worksheets = tuple(_worksheet(raw, formula_cells.get(raw["name"], [])) for raw in answer["worksheets"])
    return Book(form, worksheets, _formula_remarks(worksheets))


def _worksheet(raw: dict, formula_cells: list[tuple[int, int]]) -> Worksheet:
    rows = tuple(
        Row(number, ("",) * skipped + tuple(map(_cell, cells))) for number, skipped, cells in raw["rows"]
    )
    width = max((len(row.cells) for row in rows), default=0)
    if width > limits.COLUMNS and _real_width(rows) > limits.COLUMNS:
        raise errors.TooManyColumns(columns=_real_width(rows), limit=limits.COLUMNS)
    merges = tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1) for top, left, bottom, right in raw["merges"]
    )
    return Worksheet(raw["name"], rows, merges, tuple(formula_cells), raw["hidden"])


def _real_width(rows: tuple[Row, ...]) -> int:
    return max((row.filled()[-1] for row in rows if row.filled()), default=0)


def _cell(raw: object) -> Cell:
    if isinstance(raw, dict):
        kind, text = next(iter(raw.items()))
        return getattr(datetime, kind).fromisoformat(text)
    return raw if isinstance(raw, str | int | float | bool) else ""


def _formula_remarks(worksheets: tuple[Worksheet, ...]) -> tuple[Remark, ...]:
    with_formulas = [worksheet for worksheet in worksheets if worksheet.formulas]
    return tuple(
        Remark(
            "formulas",
            {"worksheet": worksheet.name, "count": len(worksheet.formulas)},
            worksheet.formulas[0][0],
        )
        for worksheet in with_formulas
    )


def _told_about_ending(book: Book, filename: str) -> Book:
    ending = Path(filename).suffix.lower().lstrip(".")
    usual = {"xlsx": {"xlsx"}, "xls": {"xls", "et"}, "ods": {"ods"}, "csv": {"csv", "txt", "tsv"}}[
        book.format
    ]
    if not ending or ending in usual:
        return book
    remark = Remark("other-format", {"ending": ending, "format": book.format})
    return Book(book.format, book.worksheets, (*book.remarks, remark))
