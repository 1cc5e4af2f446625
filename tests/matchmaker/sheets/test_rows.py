"""From the table to records, and every faulty row named with row, column and reason."""

from datetime import date

import pytest

from matchmaker.sheets import mapping, plain, reading, rows
from matchmaker.sheets.rows import Terms
from tests.matchmaker.sheets.making import CREDIT, csv, xlsx
from tests.matchmaker.sheets.test_values import CODES, TODAY

A, B, C, D = CREDIT


def understood(data, kind, filename="x.xlsx"):
    sheet = reading.read(data, filename)
    return sheet, mapping.understand(sheet, kind, CODES)


def fields(data, kind):
    sheet, found = understood(data, kind)
    return [found.field_of(column.number) for column in sheet.columns]


def parsed(data, kind, terms=None):
    sheet, found = understood(data, kind)
    return rows.records(sheet, found, kind, CODES, today=TODAY, terms=terms)


def test_several_names_for_the_same_columns():
    for name, code, region in [
        ("企业名称", "统一社会信用代码", "所在市"),
        ("单位全称(盖章)", "信用代码", "所属地区"),
        ("服务商名称*", "社会信用代码(18位)", "省/市"),
        ("公司", "组织机构代码/统一社会信用代码", "注册地"),
    ]:
        assert fields(xlsx([[name, code, region], ["甲公司", A, "合肥"]]), "provider") == [
            "name",
            "credit_code",
            "region",
        ]


@pytest.mark.parametrize(
    ("kind", "name", "field"),
    [
        ("provider", "解决方案供应商名称", "name"),
        ("provider", "社会统一信用代码", "credit_code"),
        ("provider", "服务商分类(单选)", "provider_type"),
        ("provider", "企业所在地市", "region"),
        ("provider", "公司地址", "address"),
        ("provider", "重点服务行业领域", "industries"),
        ("provider", "2025年营业收入(万元)", "revenue"),
        ("provider", "企业资质情况", "qualification"),
        ("provider", "企业简介(300字以内)", "summary"),
        ("provider", "主要解决方案及产品", "offerings"),
        ("provider", "近三年典型案例", "cases"),
        ("provider", "负责人电话", "contact_phone"),
        ("provider", "推荐单位意见", None),
        ("demand", "需求企业全称", "name"),
        ("demand", "技术难题名称", "title"),
        ("demand", "智能化改造需求描述", "problem"),
        ("demand", "需求情况", "problem"),
        ("demand", "需达到的技术指标", "key_points"),
        ("demand", "希望达到的效果", "goal"),
        ("demand", "项目预算金额(万元)", "budget"),
        ("demand", "预计完成时间", "wished"),
        ("demand", "需求类型", None),
        ("demand", "企业规模", None),
    ],
)
def test_names_that_nobody_wrote_down_before(kind, name, field):
    sheet = reading.read(xlsx([["序号", name, "备注"], [1, "某某", None]]))
    assert mapping.understand(sheet, kind).field_of(2) == field


def test_short_names_are_read_through_the_merged_name_above_them():
    data = xlsx(
        [
            ["企业", None, "联系人", None, "预算(万元)", None, "需求", None],
            ["名称", "地址", "姓名", "电话", "下限", "上限", "名称", "内容"],
            ["甲公司", "某路1号", "张三", 13800000000, 50, 100, "排产", "急单一来就乱"],
        ],
        ["A1:B1", "C1:D1", "E1:F1", "G1:H1"],
    )
    assert fields(data, "demand") == [
        "name", "address", "contact_name", "contact_phone", "budget_min", "budget_max", "title", "problem",
    ]  # fmt: skip


def test_columns_without_a_telling_name_are_known_by_their_content():
    data = xlsx(
        [
            ["甲", "乙", "丙", "丁", "戊"],
            [
                "安庆甲科技有限公司",
                A,
                "13800000000",
                "C34",
                "我们做车间排产软件已经十几年,服务过很多机械厂和汽车零部件厂家",
            ],
            [
                "芜湖乙装备有限公司",
                B,
                "13800000001",
                "C36、C35",
                "专做焊接工作站和搬运机器人,能改老线,能驻厂,交钥匙,包培训包维护",
            ],
        ]
    )
    assert fields(data, "provider") == ["name", "credit_code", "contact_phone", "industries", "summary"]


def test_a_type_column_that_holds_something_else_is_left_to_the_person():
    data = xlsx([["企业名称", "企业类型"], ["甲公司", "民营"], ["乙公司", "国有"], ["丙公司", "民营"]])
    assert fields(data, "provider") == ["name", None]


def test_a_person_may_say_otherwise():
    _, found = understood(xlsx([["企业名称", "名字"], ["甲公司", "排产"]]), "demand")
    said = found.with_override(2, "title")
    assert (said.field_of(2), said.choices[1].by, said.choices[1].confidence) == ("title", "person", 1.0)
    swapped = said.with_override(1, "title")
    assert [choice.field for choice in swapped.choices] == ["title", None]
    assert swapped.missing() == ["name", "credit_code"]
    with pytest.raises(ValueError, match="no such field"):
        found.with_override(2, "price")
    with pytest.raises(ValueError, match="no such column"):
        found.with_override(9, "title")


def test_every_row_is_good_or_named():
    data = xlsx(
        [
            ["汇总表"],
            ["企业名称", "统一社会信用代码", "服务商类型", "所在市", "服务行业", "简介", "联系电话"],
            ["  甲公司 ", A.lower(), "工业软件", "合肥", "C34;化工", "做排产", 13800000000],
            ["乙公司", "91340100MA00000B0A", "系统集成", "芜湖", "C36", "做集成", "0551-60000001"],
            [None, C, "系统集成", "芜湖", "C36", "没有名字", "0551-60000001"],
            ["丁公司", A, "系统集成", "芜湖", "C36", "代码重复", "0551-60000001"],
            ["戊公司", D, "系统集成", "芜湖", "C99", "行业不对", "0551-60000001"],
            ["己公司", D, "系统集成", "亚特兰蒂斯", "C36", "地区不对", "0551-60000001"],
            ["庚公司", D, "系统集成", "芜湖", "C36", "电话不清", "找老王"],
        ],
        ["A1:G1"],
    )
    result = parsed(data, "provider")
    assert [(fault.row, fault.column, fault.code) for fault in result.bad] == [
        (4, "B", "credit-check-digit"),
        (5, "A", "name-missing"),
        (6, "B", "repeated"),
        (7, "E", "industry-unknown"),
        (8, "D", "region-unknown"),
    ]
    assert result.bad[2].params == {"first_row": 3}
    assert [record.row for record in result.good] == [3, 9]
    assert result.good[0].values["name"] == "甲公司"
    assert result.good[0].values["credit_code"] == A
    assert result.good[0].values["industries"] == ["C34", "C26"]
    assert result.good[0].values["contact_phone"] == "13800000000"
    assert result.good[1].values["contact_phone"] == "找老王"
    assert [(remark.row, remark.code) for remark in result.good[1].remarks] == [(9, "phone-unclear")]


def test_good_and_bad_rows_together_are_all_rows():
    text = "企业名称,需求名称,预算,期望完成时间\n" + "".join(
        f"{'' if at % 7 == 0 else f'公司{at}'},{'' if at % 5 == 0 else f'需求{at}'},{at * 10}-{at * 20},2027年{at % 12 + 1}月\n"
        for at in range(1, 60)
    )
    result = parsed(csv(text, "gb18030"), "demand")
    named = {record.row for record in result.good} | set(result.bad_rows())
    assert named == set(range(2, 61))
    assert not {record.row for record in result.good} & set(result.bad_rows())
    assert set(result.bad_rows()) == {at + 1 for at in range(1, 60) if at % 7 == 0 or at % 5 == 0}


def test_budget_and_date_keep_what_was_typed():
    data = xlsx(
        [["企业名称", "需求名称", "预算(万元)", "期望完成时间"], ["甲公司", "排产", "50万以内", "2027年6月"]]
    )
    values = parsed(data, "demand").good[0].values
    assert (values["budget"].low, values["budget"].high, values["budget"].text) == (None, 50, "50万以内")
    assert (values["wished"].on, values["wished"].text) == (date(2027, 6, 30), "2027年6月")


def test_the_same_need_twice_and_two_needs_of_one_firm():
    data = xlsx([["企业名称", "需求名称"], ["甲公司", "排产"], ["甲公司", "检测"], ["甲公司", "排产"]])
    result = parsed(data, "demand")
    assert [record.row for record in result.good] == [2, 3]
    assert [(fault.row, fault.code, fault.params) for fault in result.bad] == [
        (4, "repeated", {"first_row": 2})
    ]


def test_columns_nobody_needs_are_kept_by_their_names():
    data = xlsx([["企业名称", "需求名称", "推荐科室"], ["甲公司", "排产", "投资科"]])
    assert parsed(data, "demand").good[0].extra == {"推荐科室": "投资科"}


def test_several_columns_for_one_text_stand_under_each_other_with_their_names():
    data = xlsx([["企业名称", "企业简介", "核心优势"], ["甲公司", "成立十年", "排产快"]])
    assert (
        parsed(data, "provider", Terms(("name",))).good[0].values["summary"]
        == "企业简介:成立十年\n核心优势:排产快"
    )


def test_province_city_and_county_in_columns_of_their_own():
    data = xlsx([["企业名称", "省", "市", "区县"], ["甲公司", "江苏省", "南京市", "鼓楼区"]])
    assert parsed(data, "provider", Terms(("name",))).good[0].values["region"] == "320106"


def test_defaults_fill_what_is_empty_and_nothing_else():
    data = xlsx([["企业名称", "所在市"], ["甲公司", None], ["乙公司", "芜湖"]])
    terms = Terms(("name", "region"), {"region": "340100"})
    assert [r.values["region"] for r in parsed(data, "provider", terms).good] == ["340100", "340200"]
    without = Terms(("name", "region"))
    assert [(f.row, f.code) for f in parsed(data, "provider", without).bad] == [(2, "region-missing")]


def test_a_name_typed_with_the_phone_becomes_the_contact():
    data = xlsx([["企业名称", "联系方式"], ["甲公司", "张三 13800000000"]])
    values = parsed(data, "registration").good[0].values
    assert (values["contact_name"], values["contact_phone"]) == ("张三", "13800000000")


def test_plain_records_for_the_engines():
    data = xlsx(
        [
            ["企业名称", "所属行业", "需求名称", "需求描述"],
            ["甲公司", "化工", "排产", "乱"],
            ["乙公司", "C36", None, "慢"],
        ]
    )
    found, skipped = plain.records(data, "demand", CODES)
    assert found == [
        {"id": "2", "title": "排产", "city": "", "industry": "C26", "scenarios": [], "text": "乱", "row": 2}
    ]
    assert [(fault.row, fault.code) for fault in skipped] == [(3, "title-missing")]


def test_plain_records_need_only_names_and_texts():
    found, skipped = plain.records(
        csv("id,name,text\nP7,甲公司,做排产\nP9,乙公司,做检测\n"), "provider", CODES
    )
    assert [(one["id"], one["name"], one["text"]) for one in found] == [
        ("P7", "甲公司", "做排产"),
        ("P9", "乙公司", "做检测"),
    ]
    assert skipped == []
    found, _ = plain.records(csv("title,text\n排产,急单一来就乱\n"), "demand")
    assert [(one["id"], one["title"]) for one in found] == [("2", "排产")]


def test_an_unknown_industry_is_no_reason_to_leave_a_firm_out_of_the_ranking():
    found, skipped = plain.records(csv("企业名称,服务行业,简介\n甲公司,火星探测,做排产\n"), "provider", CODES)
    assert ([one["name"] for one in found], skipped) == (["甲公司"], [])
