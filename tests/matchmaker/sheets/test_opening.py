"""Files of unknown origin: opened when they are spreadsheets, refused at once when they are something else."""

import io
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from matchmaker.sheets import errors, limits, opening
from tests.matchmaker.sheets.making import csv, repacked, xlsx

PLAIN = xlsx([["企业名称", "电话"], ["甲公司", 13800000000]])


def test_values_of_a_workbook_arrive_with_their_row_numbers():
    book = opening.open_book(xlsx([["企业名称"], [None], ["甲公司"]]), "a.xlsx")
    assert book.format == "xlsx"
    assert [(row.number, row.cells) for row in book.worksheets[0].rows] == [
        (1, ("企业名称",)),
        (3, ("甲公司",)),
    ]


def test_columns_before_the_first_filled_one_count():
    book = opening.open_book(xlsx([[], [None, None, "企业名称"]]))
    row = book.worksheets[0].rows[0]
    assert (row.number, row.filled(), row.cell(3)) == (2, [3], "企业名称")


def test_old_xls_is_read():
    book = opening.open_book(Path(__file__).parent / "old-format.xls")
    assert book.format == "xls"
    assert book.worksheets[0].rows[3].cells[1] == "甲工业软件有限公司"


def test_formulas_give_their_last_result_and_a_remark():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as made:
        sheet = made.add_worksheet("表")
        sheet.write_row(0, 0, ["企业名称", "预算"])
        sheet.write(1, 0, "甲公司")
        sheet.write_formula(1, 1, "=40+40", None, 80)
    book = opening.open_book(buffer.getvalue())
    assert book.worksheets[0].rows[1].cells == ("甲公司", 80.0)
    assert [(r.code, r.facts["count"], r.row) for r in book.remarks] == [("formulas", 1, 2)]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", errors.EmptyFile),
        (b"   \r\n\r\n", errors.EmptyFile),
        (b"%PDF-1.7 ...", errors.NotASpreadsheet),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, errors.NotASpreadsheet),
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", errors.NotASpreadsheet),
        (b"MZ\x90\x00\x03" + bytes(range(256)) * 20, errors.NotASpreadsheet),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, errors.Damaged),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), errors.Encrypted),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), errors.NotASpreadsheet),
        (b"PK\x03\x04broken", errors.Damaged),
        (PLAIN[:-200], errors.Damaged),
        (repacked(PLAIN, {"xl/worksheets/sheet1.xml": b"<worksheet"}), errors.Refusal),
        (repacked(PLAIN, {"xl/vbaProject.bin": b"x"}), errors.MacroFile),
        (repacked(PLAIN, {"../../etc/passwd": b"x"}), errors.Unsafe),
        (b"\x81\x20\xfe\xff\xff\xff" * 400, errors.Refusal),
    ],
)
def test_what_is_no_spreadsheet_is_refused(data, refusal):
    with pytest.raises(refusal):
        opening.open_book(data, "名单.xlsx")


def test_a_word_document_is_named_as_one():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(errors.NotASpreadsheet) as refused:
        opening.open_book(buffer.getvalue())
    assert refused.value.kind == "word"


def test_fifty_megabytes_are_refused_without_being_read(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    started = time.monotonic()
    with pytest.raises(errors.FileTooLarge) as refused:
        opening.open_book(path)
    assert time.monotonic() - started < 0.5
    assert refused.value.size == 50 * 1024 * 1024


def test_a_zip_bomb_is_refused_by_its_directory():
    data = repacked(PLAIN, {"xl/media/a.bin": b"\0" * (limits.UNPACKED_BYTES + 1)})
    started = time.monotonic()
    with pytest.raises(errors.Bomb):
        opening.open_book(data)
    assert time.monotonic() - started < 1


def test_sizes_in_the_directory_are_not_believed():
    data = repacked(PLAIN, {"xl/media/a.bin": b"\0" * (limits.UNPACKED_BYTES + 1)})
    real = (limits.UNPACKED_BYTES + 1).to_bytes(4, "little")
    lying = data.replace(real, (10).to_bytes(4, "little"))
    assert lying != data
    with pytest.raises(errors.Refusal):
        opening.open_book(lying)


@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_document_types_are_refused_wherever_they_stand(name):
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(errors.Unsafe):
        opening.open_book(repacked(PLAIN, {name: laughs}))


def test_a_hundred_thousand_rows_are_too_many():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        for at in range(100_000):
            sheet.write_number(at, 0, at)
    started = time.monotonic()
    with pytest.raises(errors.TooManyRows) as refused:
        opening.open_book(buffer.getvalue())
    assert refused.value.limit == limits.ROWS
    assert time.monotonic() - started < 5


def test_a_hundred_thousand_rows_of_csv_are_too_many():
    with pytest.raises(errors.TooManyRows):
        opening.open_book(("企业名称,电话\n" + "甲公司,1\n" * 100_000).encode())


def test_one_cell_at_the_end_of_the_world_ends_the_child_and_not_us():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as made:
        sheet = made.add_worksheet()
        sheet.write("A1", "企业名称")
        sheet.write("XFD1048576", "远")
    with pytest.raises(errors.TooCostly):
        opening.open_book(buffer.getvalue())


def test_a_far_row_alone_is_no_reason_to_refuse():
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as made:
        sheet = made.add_worksheet()
        sheet.write("A1", "企业名称")
        sheet.write("A900000", "甲公司")
    assert [row.number for row in opening.open_book(buffer.getvalue()).worksheets[0].rows] == [1, 900_000]


def test_a_wrong_ending_is_read_by_content_and_said():
    book = opening.open_book(csv("企业名称,电话\n甲公司,1\n"), "名单.xlsx")
    assert (book.format, [remark.code for remark in book.remarks]) == ("csv", ["other-format"])
    assert opening.open_book(PLAIN, "名单.csv").format == "xlsx"
    assert opening.open_book(PLAIN, "名单.xlsx").remarks == ()
