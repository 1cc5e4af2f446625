"""The real header and the real rows, among all that stands around them."""

from pathlib import Path

import pytest

from matchmaker.sheets import errors, reading
from tests.matchmaker.sheets.making import CREDIT, csv, xlsx

A, B, C, D = CREDIT


def titles(sheet):
    return [column.parts for column in sheet.columns]


def test_title_rows_and_notes_are_left_aside_and_told():
    sheet = reading.read(
        xlsx(
            [
                ["智能制造服务商推荐汇总表"],
                ["填报单位(盖章):某市工信局        填报日期:2026年11月"],
                ["序号", "企业名称", "统一社会信用代码"],
                [1, "甲公司", A],
                [2, "乙公司", B],
                [],
                ["注:1.请勿改变表头;2.由市局汇总。"],
                ["填表人:王某      审核人:李某"],
            ],
            ["A1:C1", "A2:C2"],
        )
    )
    assert sheet.header_rows == (3, 3)
    assert [row.number for row in sheet.rows] == [4, 5]
    assert [row for row, _ in sheet.aside] == [1, 2, 7, 8]


def test_group_headers_above_are_joined_to_the_names_below():
    sheet = reading.read(
        xlsx(
            [
                ["需求征集表"],
                ["企业信息", None, "需求信息", None],
                ["名称", "信用代码", "名称", "描述"],
                ["甲公司", A, "排产", "急单一来就乱"],
            ],
            ["A1:D1", "A2:B2", "C2:D2"],
        )
    )
    assert sheet.header_rows == (2, 3)
    assert titles(sheet) == [
        ("企业信息", "名称"),
        ("企业信息", "信用代码"),
        ("需求信息", "名称"),
        ("需求信息", "描述"),
    ]


def test_names_merged_downwards_beside_a_split_one():
    sheet = reading.read(
        xlsx(
            [
                ["序号", "单位名称", "联系人", None, "备注"],
                [None, None, "姓名", "电话", None],
                [1, "甲公司", "张三", 13800000000, None],
            ],
            ["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
        )
    )
    assert sheet.header_rows == (1, 2)
    assert titles(sheet) == [("序号",), ("单位名称",), ("联系人", "姓名"), ("联系人", "电话"), ("备注",)]
    assert [row.number for row in sheet.rows] == [3]


def test_three_header_rows():
    sheet = reading.read(
        xlsx(
            [
                ["基本情况", None, None, None],
                ["企业名称", "所在市", "联系人", None],
                [None, None, "姓名", "手机号码"],
                ["甲公司", "合肥", "张三", 13800000000],
            ],
            ["A1:B1", "C1:D1", "A2:A3", "B2:B3", "C2:D2"],
        )
    )
    assert sheet.header_rows[1] == 3
    assert titles(sheet)[3][-2:] == ("联系人", "手机号码")
    assert [row.number for row in sheet.rows] == [4]


def test_group_headers_of_a_csv_have_lost_their_merging():
    text = (
        "序号,企业名称,联系人,,备注\n,,姓名,电话,\n1,甲公司,张三,13800000000,\n2,乙公司,李四,13800000001,\n"
    )
    sheet = reading.read(csv(text, "gb18030"))
    assert titles(sheet)[2:4] == [("联系人", "姓名"), ("联系人", "电话")]
    assert [row.number for row in sheet.rows] == [3, 4]


def test_names_of_a_csv_that_stood_merged_over_two_rows():
    text = "企业名称,需求信息,,联系方式：\n,标题,存在的问题,电话\n甲公司,排产,乱,13800000000\n"
    sheet = reading.read(csv(text))
    assert sheet.header_rows == (1, 2)
    assert titles(sheet)[0] == ("企业名称",)
    assert titles(sheet)[2] == ("需求信息", "存在的问题")


def test_old_xls_with_split_header():
    sheet = reading.read(Path(__file__).parent / "old-format.xls")
    assert sheet.header_rows == (2, 3)
    assert titles(sheet)[3] == ("联系人", "姓名")
    assert [row.number for row in sheet.rows] == [4, 5]


def test_a_firm_merged_over_its_needs_is_filled_in_on_each():
    sheet = reading.read(
        xlsx(
            [
                ["企业名称", "需求名称"],
                ["甲公司", "排产"],
                [None, "检测"],
                [None, "物流"],
                ["乙公司", "能耗"],
            ],
            ["A2:A4"],
        )
    )
    assert [row.cells for row in sheet.rows] == [
        ("甲公司", "排产"), ("甲公司", "检测"), ("甲公司", "物流"), ("乙公司", "能耗"),
    ]  # fmt: skip


def test_sums_examples_hints_sections_and_repeated_headers_are_no_rows():
    sheet = reading.read(
        xlsx(
            [
                ["序号", "企业名称", "统一社会信用代码"],
                ["必填", "必填,与执照一致", "18位"],
                ["示例", "某某公司", A],
                ["一、合肥市"],
                [1, "甲公司", A],
                ["序号", "企业名称", "统一社会信用代码"],
                [2, "乙公司", B],
                ["合计", 2, None],
            ]
        )
    )
    assert [row.number for row in sheet.rows] == [5, 7]
    assert [row for row, _ in sheet.aside] == [2, 3, 4, 6, 8]


def test_a_row_with_a_name_only_is_a_row_and_no_note():
    sheet = reading.read(xlsx([["企业名称", "统一社会信用代码"], ["甲公司", A], [], ["乙有限公司", None]]))
    assert [row.number for row in sheet.rows] == [2, 4]


def test_a_row_without_name_is_a_row_too():
    sheet = reading.read(xlsx([["企业名称", "代码", "简介"], ["甲公司", A, "x"], [None, B, "做检测"]]))
    assert [row.number for row in sheet.rows] == [2, 3]


def test_the_worksheet_with_the_table_is_taken_and_the_others_named():
    sheet = reading.read(
        xlsx(
            [["请先阅读"], ["服务商类型请从下拉中选择"]],
            title="填表说明",
            more={"名单": [["企业名称", "所在市"], ["甲公司", "合肥"]], "旧名单": [["企业名称"], ["乙公司"]]},
            hidden=("旧名单",),
        )
    )
    assert sheet.worksheet == "名单"
    assert [(other.name, other.is_table) for other in sheet.others] == [("填表说明", False), ("旧名单", True)]
    chosen = reading.read(
        xlsx(
            [["企业名称", "市"], ["甲", "合肥"]],
            title="一",
            more={"二": [["企业名称", "市"], ["乙", "芜湖"]]},
        ),
        worksheet="二",
    )
    assert chosen.rows[0].cells == ("乙", "芜湖")


def test_a_worksheet_that_is_not_there():
    with pytest.raises(errors.NoSuchWorksheet):
        reading.read(xlsx([["企业名称", "市"], ["甲", "合肥"]]), worksheet="三")


def test_a_header_nobody_knows_is_found_by_its_shape():
    sheet = reading.read(
        xlsx([["名册"], ["甲栏", "乙栏", "丙栏"], ["x1", 5, "y"], ["x2", 6, "z"]], ["A1:C1"])
    )
    assert sheet.header_rows == (2, 2)
    assert [row.number for row in sheet.rows] == [3, 4]


def test_headings_with_stars_numbers_and_line_breaks():
    sheet = reading.read(
        xlsx([["*1.企业\n名称", "2、统一社会信用代码(18位)", "所在市 *"], ["甲公司", A, "合肥"]])
    )
    assert sheet.header_rows == (1, 1)
    assert [row.number for row in sheet.rows] == [2]


def test_no_table_at_all():
    with pytest.raises(errors.NoTable) as refused:
        reading.read(xlsx([["今天天气很好"]]))
    assert refused.value.worksheets == ["Sheet1"]


def test_empty_columns_in_the_middle_do_not_matter():
    sheet = reading.read(xlsx([["企业名称", None, "所在市"], ["甲公司", None, "合肥"]]))
    assert [column.letters for column in sheet.columns] == ["A", "C"]


def test_more_rows_than_allowed():
    with pytest.raises(errors.TooManyRows):
        reading.read(("企业名称,市\n" + "甲,合肥\n" * 5_050).encode())
