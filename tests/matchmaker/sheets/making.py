"""Small files for the tests of sheets, made the way offices make them."""

import io
import zipfile

import openpyxl

CREDIT = ("91340100MA00000A0T", "91340100MA00000B0U", "91340100MA00000C0W", "91340100MA00000D0X")


def xlsx(rows, merges=(), title="Sheet1", more=None, hidden=()):
    """``rows`` from A1; ``more``: further worksheets by name."""
    book = openpyxl.Workbook()
    sheets = {title: (rows, merges)} | {name: (content, ()) for name, content in (more or {}).items()}
    for at, (name, (content, ranges)) in enumerate(sheets.items()):
        sheet = book.active if at == 0 else book.create_sheet()
        sheet.title = name
        for row in content:
            sheet.append(list(row))
        for merge in ranges:
            sheet.merge_cells(merge)
        if name in hidden:
            sheet.sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data, changes):
    """The archive with some parts replaced or added: name → bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return buffer.getvalue()


def csv(text, encoding="utf-8"):
    return text.encode(encoding)
