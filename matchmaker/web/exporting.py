"""Any list as a sheet to take away."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from flask import Response, abort

from matchmaker.sheets import writing
from matchmaker.web import work
from matchmaker.web.rendering import CHINA

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def sheet_response(
    name: str, columns: Sequence[Any], rows: Iterable[Sequence[Any]], format: str = "xlsx"
) -> Response:
    """The list as a file called ``<name>-<day>.<format>``.

    `columns` are titles (lazy words are fine); values may be texts, numbers, `Decimal`, dates, lists, `None`. Times are
    shown in China's zone. `format` is `xlsx` or `csv`, anything else is 404. Formulas are neutralised. Use it from a GET
    view behind the list's own guard, with the same filters and without paging.
    """
    if format not in TYPES:
        abort(404)
    table = writing.Table(
        name, writing.columns(str(title) for title in columns), [_plain(row) for row in rows]
    )
    data = writing.workbook([table]) if format == "xlsx" else writing.csv(table)
    return file_response(f"{name}-{work.now().astimezone(CHINA):%Y%m%d}.{format}", data, TYPES[format])


def file_response(filename: str, data: bytes, media_type: str = TYPES["xlsx"]) -> Response:
    """Bytes to save under `filename`; never cached, never shown inside the page."""
    response = Response(data, content_type=media_type)
    safe = "".join(
        character for character in filename if character.isprintable() and character not in '\\/:*?"<>|'
    )
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(safe)}"
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _plain(row: Sequence[Any]) -> list[Any]:
    return [_value(value) for value in row]


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(CHINA).replace(tzinfo=None) if value.tzinfo else value
    is_plain = (
        value is None or isinstance(value, str | int | float | list | tuple) or hasattr(value, "isoformat")
    )
    return value if is_plain or hasattr(value, "as_tuple") else str(value)
