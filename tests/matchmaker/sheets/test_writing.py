"""What is written opens again with the same values, and nothing in it can be executed."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from matchmaker.sheets import opening, reading, safety, writing
from matchmaker.sheets.writing import Column, Table

HOSTILE = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1+1",
    " =1+1",
    '=HYPERLINK("http://evil")',
]


def loaded(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_values_come_back():
    data = writing.workbook(
        [
            Table(
                "名单",
                writing.columns(["名称", "金额", "日期", "行业"]),
                [["甲公司", Decimal("12.50"), date(2027, 1, 2), ["C34", "C36"]]],
            )
        ]
    )
    rows = opening.open_book(data).worksheets[0].rows
    assert rows[1].cells == ("甲公司", 12.5, date(2027, 1, 2), "C34、C36")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text):
    data = writing.workbook([Table("x", writing.columns(["a"]), [[text]])])
    cell = loaded(data).active["A2"]
    assert cell.data_type == "s"
    line = writing.csv(Table("x", writing.columns(["a"]), [[text]])).decode("utf-8-sig").split("\r\n", 1)[1]
    assert line.lstrip('"').startswith("'")


@pytest.mark.parametrize(
    "text", ["-5", "+8613800000000", "-12.5%", "(12)", "甲=乙", "0551-6000", "+86 138 0000 0000"]
)
def test_numbers_and_phones_stay_readable(text):
    assert safety.neutral(text) == text


def test_csv_begins_with_the_mark_and_keeps_line_breaks():
    data = writing.csv(
        Table("x", writing.columns(["名称", "简介"]), [["甲", "第一行\n第二行"], [None, True]])
    )
    assert data.startswith(b"\xef\xbb\xbf")
    assert [row.cells for row in opening.open_book(data).worksheets[0].rows] == [
        ("名称", "简介"), ("甲", "第一行\n第二行"), ("", "是"),
    ]  # fmt: skip


def test_header_stays_in_view_and_choices_become_drop_downs():
    columns = [Column("企业名称", required=True), Column("类型", choices=["工业软件", "系统集成"]),
               Column("地区", choices=[f"很长的地区名称第{n}号" for n in range(60)], hint="请选择")]  # fmt: skip
    book = loaded(writing.workbook([Table("名单", columns, [], note="填表说明")]))
    sheet = book["名单"]
    assert sheet.freeze_panes == "A3"
    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {"B3": '"工业软件,系统集成"', "C3": "选项!$A$1:$A$60"}
    assert book["选项"].sheet_state == "hidden"


def test_text_below_the_header_is_text_so_that_codes_are_not_rounded():
    sheet = loaded(writing.workbook([Table("名单", [Column("信用代码")], [["91340100MA00000A0T"]])])).active
    assert sheet["A2"].number_format == "@"
    assert sheet.column_dimensions["A"].width > 18


def test_times_lose_their_zone_and_control_characters_go():
    data = writing.workbook(
        [
            Table(
                "a/b:c",
                writing.columns(["t", "x"]),
                [[datetime(2027, 1, 2, 3, 4, tzinfo=UTC), "a\x01\ud800b"]],
            )
        ]
    )
    book = loaded(data)
    assert book.sheetnames == ["a b c"]
    assert book.active["A2"].value == datetime(2027, 1, 2, 3, 4)
    assert book.active["B2"].value == "ab"


def test_a_written_sheet_is_understood_by_the_reader():
    table = Table(
        "名单",
        writing.columns(["企业名称", "所在地区"]),
        [["甲公司", "合肥"], ["乙公司", "芜湖"]],
        note="说明:请勿改表头",
    )
    sheet = reading.read(writing.workbook([table]))
    assert (sheet.header_rows, [row.number for row in sheet.rows]) == ((2, 2), [3, 4])
