"""Any list as a sheet to take away."""

from datetime import UTC, date, datetime
from decimal import Decimal
from urllib.parse import quote

import pytest
from werkzeug.exceptions import NotFound

from matchmaker.sheets import opening
from matchmaker.web import exporting

ROW = [
    "甲公司",
    Decimal("12.50"),
    date(2027, 1, 2),
    datetime(2026, 11, 24, 16, 30, tzinfo=UTC),
    ["C34", "C36"],
    None,
    "=1+1",
]
COLUMNS = ["名称", "金额", "日期", "时间", "行业", "空", "公式"]


@pytest.fixture
def answer(app):
    def make(format="xlsx", rows=(ROW,)):
        with app.test_request_context("/"):
            return exporting.sheet_response("名单", COLUMNS, rows, format)

    return make


def test_values_arrive_in_a_workbook_with_times_of_china(answer):
    row = opening.open_book(answer().data).worksheets[0].rows[1]
    assert row.cells[:5] == ("甲公司", 12.5, date(2027, 1, 2), datetime(2026, 11, 25, 0, 30), "C34、C36")
    assert row.cells[-1] == "=1+1"


def test_csv_has_the_mark_and_no_formula(answer):
    data = answer("csv").data
    assert data.startswith(b"\xef\xbb\xbf")
    assert "2026-11-25 00:30" in data.decode("utf-8-sig")
    assert "'=1+1" in data.decode("utf-8-sig")


def test_the_file_is_named_and_never_cached(answer):
    headers = answer().headers
    assert headers["Content-Disposition"].startswith(f"attachment; filename*=UTF-8''{quote('名单-')}")
    assert (headers["Cache-Control"], headers["X-Content-Type-Options"]) == ("no-store, private", "nosniff")


def test_other_formats_are_not_there(answer):
    with pytest.raises(NotFound):
        answer("exe")


def test_an_empty_list_is_a_sheet_with_its_header(answer):
    assert [row.cells for row in opening.open_book(answer(rows=[]).data).worksheets[0].rows] == [
        tuple(COLUMNS)
    ]


def test_names_of_files_lose_what_a_header_or_a_disk_cannot_take(app):
    with app.test_request_context("/"):
        headers = exporting.file_response('a/b\r\n"c".xlsx', b"x").headers
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''abc.xlsx"
