"""Reads CSV text as Chinese offices write it: UTF-8 with and without BOM, UTF-16, GB18030, any delimiter."""

import csv
import io
import re

from matchmaker.sheets import errors, limits
from matchmaker.sheets.book import Book, Remark, Row, Worksheet

_DELIMITERS = (",", "\t", ";", "|", "\uff0c", "\uff1b")
_UNREADABLE = "\ufffd"
_TOLERATED_SHARE = 0.01
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MARKUP = re.compile(r"^\s*<(?:!doctype html|html|table|meta|\?xml)", re.IGNORECASE)


def open_csv(data: bytes) -> Book:
    """One worksheet named ``""``. Row numbers count records and blank lines, as spreadsheet programs show them."""
    text, remarks = decode(data)
    _refuse_other_text(text)
    records = _records(text, delimiter(text))
    rows = tuple(
        Row(at, tuple(cells)) for at, cells in enumerate(records, 1) if any(cell.strip() for cell in cells)
    )
    _check_size(rows)
    return Book(
        "csv", (Worksheet("", rows),), (*remarks, *_quote_remarks(text, rows), *_unreadable_remarks(rows))
    )


def decode(data: bytes) -> tuple[str, list[Remark]]:
    """The text, and remarks on characters that could not be read.

    A character cut in half at the very end of the file is dropped with a remark. A file that is mostly readable keeps
    its unreadable characters as U+FFFD, so that their rows can be named; otherwise ``UnknownEncoding``.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return _decoded(data, name)
    if b"\x00" in data:
        raise errors.NotASpreadsheet(kind="unknown")
    attempts = [_decoded(data, name) for name in ("utf-8", "gb18030")]
    return min(attempts, key=lambda attempt: _faults(attempt[0]))


def _decoded(data: bytes, encoding: str) -> tuple[str, list[Remark]]:
    text = data.decode(encoding, "replace")
    cut = text.rstrip("\r\n").endswith(_UNREADABLE) and text.count(_UNREADABLE) <= 3
    remarks = []
    if cut:
        text = text.rstrip("\r\n").rstrip(_UNREADABLE)
        remarks.append(Remark("cut-character"))
    return text, remarks


def _faults(text: str) -> int:
    # Characters of the private use area are what GB18030 makes of bytes that were never GB18030.
    return text.count(_UNREADABLE) + sum(1 for character in text if "\ue000" <= character <= "\uf8ff")


def _refuse_other_text(text: str) -> None:
    if _faults(text) > max(3, len(text) * _TOLERATED_SHARE):
        raise errors.UnknownEncoding()
    if len(_CONTROL.findall(text)) > max(3, len(text) * _TOLERATED_SHARE):
        raise errors.NotASpreadsheet(kind="unknown")
    if _MARKUP.match(text):
        raise errors.NotASpreadsheet(kind="xml" if text.lstrip().startswith("<?xml") else "web-page")


def delimiter(text: str) -> str:
    """The delimiter that cuts the most of the first 50 rows into the same number (> 1) of cells; else a comma."""
    head = text[:200_000]
    if head.lower().startswith("sep=") and len(head) > 4:  # a first line that Excel itself understands
        return head[4]
    return max(_DELIMITERS, key=lambda candidate: _steadiness(head, candidate))


def _steadiness(head: str, candidate: str) -> tuple[int, int]:
    widths = [len(cells) for cells in _records(head, candidate, most=50) if any(cells)]
    if not widths:
        return (0, 0)
    common = max(set(widths), key=lambda width: (widths.count(width) if width > 1 else 0, width))
    return (widths.count(common) if common > 1 else 0, common)


def _records(text: str, candidate: str, most: int = limits.ROWS * 20) -> list[list[str]]:
    csv.field_size_limit(limits.FILE_BYTES)
    clean = _CONTROL.sub("", text)
    if clean.lower().startswith("sep="):
        clean = clean.partition("\n")[2]
    reader = csv.reader(io.StringIO(clean, newline=""), delimiter=candidate, skipinitialspace=False)
    records = []
    for record in reader:
        records.append([cell[: limits.CELL_CHARACTERS] for cell in record])
        if len(records) >= most:
            break
    return records


def _check_size(rows: tuple[Row, ...]) -> None:
    if len(rows) > limits.ROWS + 100:
        raise errors.TooManyRows(rows=len(rows), limit=limits.ROWS)
    width = max((len(row.filled()) for row in rows), default=0)
    if width > limits.COLUMNS:
        raise errors.TooManyColumns(columns=width, limit=limits.COLUMNS)


def _quote_remarks(text: str, rows: tuple[Row, ...]) -> list[Remark]:
    """An odd number of quotation marks: one was not closed, and what follows it stuck together in one cell."""
    return [Remark("open-quote", {}, rows[-1].number)] if rows and text.count('"') % 2 else []


def _unreadable_remarks(rows: tuple[Row, ...]) -> list[Remark]:
    return [
        Remark("unreadable-characters", {}, row.number)
        for row in rows
        if any(_UNREADABLE in c for c in row.cells)
    ]
