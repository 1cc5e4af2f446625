"""Single cells as people fill them in."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from matchmaker.classifications.names import standard
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.values import credit, industries, money, names, phones, regions, small, times
from tests.matchmaker.sheets.making import CREDIT

_standard = standard()
CODES = Codes(
    _standard.industries.names(),
    _standard.regions.names(),
    _standard.types.names(),
    _standard.scenarios.names(),
)
TODAY = date(2026, 11, 24)


def told(outcome):
    return [note.code for note in outcome.remarks] + ([outcome.fault.code] if outcome.fault else [])


@pytest.mark.parametrize(
    ("cell", "value", "notes"),
    [
        (CREDIT[0], CREDIT[0], []),
        (f" {CREDIT[0][:6].lower()} {CREDIT[0][6:].lower()}\u200b", CREDIT[0], []),
        ("９１３４０１００MA00000A0T", CREDIT[0], []),
        ("9134O1OOMAOOOOOAOT", CREDIT[0], ["credit-corrected"]),
        ("91340100MA00000A0U", "91340100MA00000A0U", ["credit-check-digit"]),
        ("91340100MA0000SA0T", "91340100MA0000SA0T", ["credit-characters"]),
        ("91340100", "91340100", ["credit-length"]),
        (9.13401e17, "9.13401e+17", ["credit-rounded"]),
        ("9.13E+17", "9.13E+17", ["credit-rounded"]),
        ("/", "", []),
    ],
)
def test_credit_codes(cell, value, notes):
    outcome = credit.read(cell)
    assert (outcome.value, told(outcome)) == (value, notes)


@pytest.mark.parametrize(
    ("cell", "value", "notes"),
    [
        (13800000000.0, "13800000000", []),
        ("13800000000.0", "13800000000", []),
        ("1.3800000001E+10", "13800000001", []),
        ("1.38E+10", "1.38E+10", ["phone-rounded"]),
        ("138 0000 0000", "13800000000", []),
        ("+86-13800000000", "13800000000", []),
        ("0551-64649459", "0551-64649459", []),
        ("(0551)64649459转8012", "0551-64649459-8012", []),
        (55164649459.0, "0551-64649459", []),
        ("13800000000/0551-62345678", "13800000000/0551-62345678", []),
        ("13800000000，13900000000", "13800000000/13900000000", []),
        ("张三 13800000000", "13800000000", []),
        ("400-800-8888", "400-800-8888", []),
        ("1380000000", "1380000000", ["phone-unclear"]),
        ("打前台", "打前台", ["phone-unclear"]),
        ("无", "", []),
    ],
)
def test_phones(cell, value, notes):
    outcome = phones.read(cell)
    assert (outcome.value, told(outcome)) == (value, notes)


def test_the_name_beside_a_phone_is_not_lost():
    assert phones.name_beside("张三 13800000000") == "张三"
    assert phones.name_beside("13800000000(李四)") == "李四"
    assert phones.name_beside("0551-64649459转8012") == ""


@pytest.mark.parametrize(
    ("cell", "low", "high", "notes"),
    [
        ("100-200", 100, 200, []),
        ("100万~200万元", 100, 200, []),
        ("1000-2000万", 1000, 2000, []),
        ("0.5-1亿", 5000, 10000, []),
        ("50万以内", None, 50, []),
        ("不超过30万", None, 30, []),
        ("≤50", None, 50, []),
        ("30万以上", 30, None, []),
        ("100多万", 100, None, []),
        ("约80万元", 80, 80, []),
        ("80（含税）", 80, 80, []),
        ("1.2亿", 12000, 12000, []),
        ("3千万", 3000, 3000, []),
        ("五十万", 50, 50, []),
        ("三百五十万元", 350, 350, []),
        ("5000元", Decimal("0.5"), Decimal("0.5"), []),
        ("1,200", 1200, 1200, []),
        ("5000 元", Decimal("0.5"), Decimal("0.5"), []),
        ("50W以内", None, 50, []),
        ("100万元至200万元之间", 100, 200, []),
        (80.0, 80, 80, []),
        ("500000", 50, 50, ["money-read-as-yuan"]),
        ("200-100", 100, 200, ["money-swapped"]),
        ("面议", None, None, []),
        ("视方案而定", None, None, []),
        ("/", None, None, []),
        ("几十万", None, None, ["money-unclear"]),
        ("看着给", None, None, ["money-unclear"]),
        ("-5", None, None, ["money-unclear"]),
        ("$100", None, None, ["money-foreign"]),
    ],
)
def test_budgets_in_wan(cell, low, high, notes):
    outcome = money.read(cell)
    assert (outcome.value.low, outcome.value.high, told(outcome)) == (low, high, notes)


def test_the_unit_may_stand_in_the_column_name():
    assert money.read(500000.0, "预算(元)").value == money.Budget(Decimal(50), Decimal(50), "500000元")
    assert money.read("1-2", "投资额(亿元)").value.high == 20000
    assert money.amount("300-500", "营业收入(万元)").value == 500


def test_budget_text_is_kept_as_typed():
    assert money.read("50万以内,含税").value.text == "50万以内,含税"


@pytest.mark.parametrize(
    ("cell", "on", "notes"),
    [
        (datetime(2027, 3, 31), date(2027, 3, 31), []),
        (date(2027, 3, 31), date(2027, 3, 31), []),
        (46477.0, date(2027, 3, 31), []),
        ("46477", date(2027, 3, 31), []),
        ("2027年6月", date(2027, 6, 30), []),
        ("2027-09-30", date(2027, 9, 30), []),
        ("2027/9", date(2027, 9, 30), []),
        ("2027/3/31 0:00", date(2027, 3, 31), []),
        ("2027.12", date(2027, 12, 31), []),
        ("20270930", date(2027, 9, 30), []),
        ("2027年6月30日前", date(2027, 6, 30), []),
        (2027.6, date(2027, 6, 30), []),
        (2027.1, date(2027, 1, 31), ["date-month-unsure"]),
        ("2027", date(2027, 12, 31), []),
        ("2026-2027年", date(2027, 12, 31), []),
        ("2026年6月-2027年5月", date(2027, 5, 31), []),
        ("2027.1-2027.6", date(2027, 6, 30), []),
        ("2027年3-9月", date(2027, 9, 30), []),
        ("年底前", date(2026, 12, 31), []),
        ("明年底", date(2027, 12, 31), []),
        ("明年3月", date(2027, 3, 31), []),
        ("Q3", date(2027, 9, 30), []),
        ("2027年第二季度", date(2027, 6, 30), []),
        ("上半年", date(2027, 6, 30), []),
        ("12月底", date(2026, 12, 31), []),
        ("3月15日", date(2027, 3, 15), []),
        ("十月", date(2027, 10, 31), []),
        ("三个月内", date(2027, 2, 23), []),
        ("半年内", date(2027, 5, 25), []),
        ("一年", date(2027, 11, 24), []),
        ("尽快", None, []),
        ("面议", None, []),
        ("签约后3个月", None, []),
        ("2027年2月30日", None, ["date-unclear"]),
        ("2027-13", None, ["date-unclear"]),
        ("等老板回来", None, ["date-unclear"]),
    ],
)
def test_wished_dates(cell, on, notes):
    outcome = times.read(cell, TODAY)
    assert (outcome.value.on, told(outcome)) == (on, notes)
    assert outcome.value.text


@pytest.mark.parametrize(
    ("cell", "found", "notes"),
    [
        ("C36;专用设备制造业", ["C36", "C35"], []),
        ("电气机械和器材制造业/通用设备制造业", ["C38", "C34"], []),
        ("C30 C29 C38", ["C30", "C29", "C38"], []),
        ("计算机、通信和其他电子设备制造业 C14 C33", ["C39", "C14", "C33"], []),
        ("铁路、船舶、航空航天和其他运输设备制造业，酒、饮料和精制茶制造业", ["C37", "C15"], []),
        ("C27医药制造业", ["C27"], []),
        ("36", ["C36"], []),
        ("c3612", ["C361"], []),
        ("C38 电机制造", ["C381"], []),
        ("食品", ["C14"], []),
        ("化工、家电", ["C26", "C38"], []),
        ("汽车零部件行业", ["C36"], []),
        ("装备制造", ["C34", "C35"], []),
        ("汽车零部件,火星探测", ["C36"], ["industry-part-unknown"]),
        ("不限", [], ["industry-any"]),
        ("", [], []),
        ("C99", [], ["industry-unknown"]),
        ("火星探测", [], ["industry-unknown"]),
    ],
)
def test_industries(cell, found, notes):
    outcome = industries.read(cell, CODES)
    assert (outcome.value, told(outcome)) == (found, notes)


@pytest.mark.parametrize(
    ("cell", "code", "notes"),
    [
        ("合肥", "340100", []),
        ("合肥市", "340100", []),
        ("安徽省合肥市蜀山区", "340104", []),
        ("安庆市·宿松县", "340826", []),
        ("340104", "340104", []),
        ("上海", "310000", []),
        ("吉林", "220000", []),
        ("吉林市", "220200", []),
        ("黄山", "341000", []),
        ("南京鼓楼区", "320106", []),
        ("合肥市、芜湖市", "340000", ["region-several"]),
        ("鼓楼区", "", ["region-ambiguous"]),
        ("月球", "", ["region-unknown"]),
        ("", "", []),
    ],
)
def test_regions(cell, code, notes):
    outcome = regions.read(cell, CODES)
    assert (outcome.value, told(outcome)) == (code, notes)


def test_the_region_in_a_firms_name():
    assert regions.guess("铜陵启衡信息规划咨询有限公司", CODES) == "340700"
    assert regions.guess("启衡信息", CODES) == ""


@pytest.mark.parametrize(
    ("cell", "code", "notes"),
    [
        ("工业软件", "software", []),
        ("人工智能算法", "ai", []),
        ("智能制造系统集成商", "integration", []),
        ("咨询", "consulting", []),
        ("安全环保能源服务", "ehs", []),
        ("标准/检测认证", "standards", []),
        ("系统集成、工业软件", "integration", ["type-several"]),
        ("民营企业", "", ["type-unknown"]),
        ("", "", []),
    ],
)
def test_provider_types(cell, code, notes):
    outcome = names.provider_type(cell, CODES)
    assert (outcome.value, told(outcome)) == (code, notes)


def test_every_shipped_type_is_read_by_its_code_and_name():
    for code, name in CODES.types.items():
        assert names.provider_type(name, CODES).value == code
        assert names.provider_type(code, CODES).value == code


def test_every_shipped_industry_is_read_by_its_name_and_code():
    for code, name in CODES.industries.items():
        assert industries.read(name, CODES).value[0] in {code, code[:3]}
        assert industries.read(code, CODES).value == [code]


def test_every_shipped_scenario_is_read_by_its_name():
    for name, code in CODES.scenario_names:
        assert names.scenarios(name, CODES).value == [code]


def test_scenarios_with_loose_names():
    assert names.scenarios("车间智能排产系统、质量精准追溯", CODES).value == ["2025-09", "2025-25"]
    outcome = names.scenarios("2025-09;登月", CODES)
    assert (outcome.value, told(outcome)) == (["2025-09"], ["scenario-unknown"])


def test_small_values():
    assert small.count("约200人").value == 200
    assert small.count("1.2万").value == 12000
    assert told(small.count("很多")) == ["count-unclear"]
    assert small.year("2015年3月").value == 2015
    assert small.email("邮箱:Wang@Example.cn").value == "wang@example.cn"
    assert told(small.email("没有啊")) == ["email-unclear"]
    assert names.maturity("三级(集成级)").value == 3
    assert names.maturity(2.0).value == 2
    assert names.choice("tier", "先进级智能工厂").value == "advanced"
    assert names.choice("cooperation", "委托开发").value == "commissioned"
    assert names.choice("side", "供应商").value == "provider"
    assert names.words("排产、MES，急单").value == ["排产", "MES", "急单"]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["1" * 5000, "C" * 5000, "、" * 5000, "合" * 5000, "1-" * 2500, "(" * 5000, "a@" * 2500]
)
def test_hostile_cells_take_no_time(text):
    for read in (credit.read, phones.read, money.read, small.count, small.year, small.email):
        read(text)
    times.read(text, TODAY)
    for read in (industries.read, regions.read, names.provider_type, names.scenarios):
        read(text, CODES)
