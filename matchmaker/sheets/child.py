"""Runs in a process of its own: bytes of a workbook on stdin, its cells as JSON on stdout.

Memory and time are limited here, so that a file made to exhaust them ends this process and not the server.
"""

import datetime
import io
import json
import sys

from matchmaker.sheets import limits


def main() -> int:
    _limit_resources()
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except python_calamine.PasswordError:
        return _answer({"refused": "encrypted"})
    except Exception as fault:
        return _answer({"refused": "encrypted" if "assword" in str(fault) else "damaged"})
    try:
        return _answer({"worksheets": _worksheets(workbook)})
    except _TooMany as fault:
        return _answer({"refused": "rows", "rows": fault.args[0]})
    except Exception:
        return _answer({"refused": "damaged"})


class _TooMany(Exception):
    pass


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; the parent's time limit still holds there
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_MEMORY_BYTES, limits.CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CHILD_SECONDS, limits.CHILD_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(answer: dict) -> int:
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")))
    return 0


def _worksheets(workbook) -> list[dict]:
    names = [(m.name, str(m.visible)) for m in workbook.sheets_metadata if "WorkSheet" in str(m.typ)]
    return [_worksheet(workbook.get_sheet_by_name(name), visible) for name, visible in names]


def _worksheet(sheet, visible: str) -> dict:
    first_row = sheet.start[0] if sheet.start else 0
    first_column = sheet.start[1] if sheet.start else 0
    rows = _rows(sheet, first_row, first_column)
    return {
        "name": sheet.name,
        "hidden": not visible.endswith(".Visible"),
        "rows": rows,
        "merges": _merges(sheet),
    }


def _rows(sheet, first_row: int, first_column: int) -> list:
    rows = []
    for number, cells in enumerate(sheet.to_python(skip_empty_area=True), first_row + 1):
        if any(cell != "" for cell in cells):
            rows.append([number, first_column, [_plain(cell) for cell in cells]])
        if len(rows) > limits.ROWS + 100:
            raise _TooMany(sheet.height)
    return rows


def _merges(sheet) -> list:
    return [[*start, *end] for start, end in (sheet.merged_cell_ranges or [])[: limits.ROWS]]


def _plain(cell):
    """JSON has no dates: they travel as one-key objects."""
    if isinstance(cell, datetime.datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, datetime.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, datetime.time):
        return {"time": cell.isoformat()}
    if isinstance(cell, datetime.timedelta):
        return str(cell)
    return cell[: limits.CELL_CHARACTERS] if isinstance(cell, str) else cell


if __name__ == "__main__":
    sys.exit(main())
