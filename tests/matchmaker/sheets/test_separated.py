"""CSV in the encodings and shapes that arrive."""

import pytest

from matchmaker.sheets import errors, opening, separated

TEXT = "企业名称,所在市,简介\r\n甲公司,合肥,做排产\r\n乙公司,芜湖,做检测\r\n"


def cells(data):
    return [row.cells for row in opening.open_book(data).worksheets[0].rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_every_usual_encoding_gives_the_same_cells(encoding):
    assert cells(TEXT.encode(encoding))[1] == ("甲公司", "合肥", "做排产")


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_delimiters_are_found(delimiter):
    assert cells(TEXT.replace(",", delimiter).encode())[2] == ("乙公司", "芜湖", "做检测")


def test_commas_inside_a_text_do_not_outvote_the_tabs():
    text = "企业名称\t简介\n甲公司\t做排产,做检测,做物流\n乙公司\t做软件,做平台,做装备\n"
    assert cells(text.encode())[1] == ("甲公司", "做排产,做检测,做物流")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_character_cut_in_half_at_the_end_costs_only_itself(encoding):
    whole = "企业名称,简介\n甲公司,做排产\n乙公司,做检测".encode(encoding)
    book = opening.open_book(whole[:-1])
    assert [row.cells for row in book.worksheets[0].rows][1:] == [("甲公司", "做排产"), ("乙公司", "做检")]
    assert [remark.code for remark in book.remarks] == ["cut-character"]


def test_broken_bytes_in_the_middle_are_named_by_row():
    rows = "".join(f"公司{at},做很多很多事情的一家公司\n" for at in range(40)).encode("gb18030")
    broken = "企业名称,简介\n".encode("gb18030") + rows.replace(
        "公司7,做".encode("gb18030"), b"\xb9\xab7,\xff\xff"
    )
    book = opening.open_book(broken)
    assert [(remark.code, remark.row) for remark in book.remarks] == [("unreadable-characters", 9)]


def test_line_breaks_in_quoted_cells_do_not_shift_the_row_numbers():
    text = '企业名称,简介\n甲公司,"第一行\n第二行, 有逗号"\n\n乙公司,做检测\n'
    rows = opening.open_book(text.encode()).worksheets[0].rows
    assert [(row.number, row.cells[0]) for row in rows] == [(1, "企业名称"), (2, "甲公司"), (4, "乙公司")]
    assert rows[1].cells[1] == "第一行\n第二行, 有逗号"


def test_a_quotation_mark_that_is_never_closed_is_said():
    book = opening.open_book('企业名称,简介\n甲公司,做排产\n乙公司,"做检测\n丙公司,做物流\n'.encode())
    assert [(remark.code, remark.row) for remark in book.remarks] == [("open-quote", 3)]


def test_a_quotation_mark_inside_a_text_is_kept():
    assert cells('企业名称,简介\n甲公司,外号"小快"的公司\n'.encode())[1] == ("甲公司", '外号"小快"的公司')


def test_the_line_that_names_the_delimiter_is_no_row():
    assert cells("sep=;\n企业名称;电话\n甲公司;1\n".encode())[0] == ("企业名称", "电话")


def test_bytes_in_no_known_encoding_are_refused():
    with pytest.raises(errors.UnknownEncoding):
        separated.open_csv(bytes([0xFF, 0xA0, 0x20, 0xFD]) * 500)
