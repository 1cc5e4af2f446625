"""Sheets on their way into the registers: what is planned, what is done, and what is never half done."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import func, select

from demands.models import Demand, Factory
from matchmaker.classifications.names import standard
from matchmaker.imports import carrying_out, errors, planning, queries, uploading
from matchmaker.imports.models import SheetContent
from matchmaker.imports.options import Options
from matchmaker.imports.uploading import Uploader
from matchmaker.sheets import errors as sheet_errors
from providers.models import Case, Offering, PoolMembership, Provider
from tests import makers
from tests.matchmaker.sheets.making import CREDIT, xlsx

CODES = planning.codes_of(standard())
NOW = makers.NOW
TODAY = date(2026, 11, 24)
A, B, C, D = CREDIT

PROVIDERS = xlsx(
    [
        ["服务商推荐汇总表"],
        [
            "企业名称",
            "统一社会信用代码",
            "服务商类型",
            "所在市",
            "服务行业",
            "能力简介",
            "主要产品",
            "典型案例",
            "联系电话",
        ],
        [
            "甲公司",
            A,
            "工业软件",
            "合肥",
            "C34、化工",
            "做排产",
            "排产软件;MES",
            "给某泵厂上了排产",
            13800000000,
        ],
        ["乙公司", B, "系统集成", "上海", "不限", "做集成", None, None, "找老王"],
        ["丙公司", "91340100MA00000C0A", "系统集成", "芜湖", "C36", "校验位不对", None, None, None],
        [None, D, "系统集成", "芜湖", "C36", "没有名字", None, None, None],
    ],
    ["A1:I1"],
)
NEEDS = xlsx(
    [
        ["企业信息", None, None, None, "需求信息", None, None, None, None],
        [
            "企业名称",
            "信用代码",
            "所属行业",
            "所在市",
            "需求名称",
            "需求描述",
            "预算(万元)",
            "期望完成时间",
            "联系电话",
        ],
        ["甲厂", A, "C34", "合肥市", "排产", "急单一来就乱", "50万以内", "2027年6月", 13800000000],
        ["甲厂", A, "C34", "合肥市", "检测", "漏检", "面议", "尽快", "找老王"],
        ["乙厂", B, "C36", "合肥市", None, "没有名称", None, None, None],
        ["丙厂", C, "C36", "芜湖市", "外地的", "不归我们管", None, None, None],
        ["丁厂", D, None, "合肥市", "没写行业", "行业空着", None, None, None],
    ],
    ["A1:D1", "E1:I1"],
)


@pytest.fixture
def office(session):
    return makers.office(session, region_code="340100", name="合肥市工信局")


def uploaded(session, office, kind, data, **options):
    uploader = Uploader(office=office, by=office.name)
    return uploading.upload(
        session, uploader, kind, data=data, filename="名单.xlsx", options=Options(**options), now=NOW
    )


def planned(session, one):
    return planning.plan(session, one, CODES, today=TODAY)


def carried_out(session, one):
    return carrying_out.carry_out(session, one, CODES, by="合肥市工信局", today=TODAY, now=NOW)


def count(session, table):
    return session.exec(select(func.count()).select_from(table)).one()


def test_an_unreadable_file_is_not_kept(session, office):
    with pytest.raises(sheet_errors.NotASpreadsheet):
        uploaded(session, office, "provider", b"%PDF-1.7")
    assert queries.count_imports_of(session, office) == 0


def test_the_plan_tells_every_row_and_changes_nothing(session, office):
    one = uploaded(session, office, "provider", PROVIDERS)
    plan = planned(session, one)
    assert [(row.record.row, row.action, row.name) for row in plan.planned] == [
        (3, "new", "甲公司"),
        (4, "new", "乙公司"),
    ]
    assert [(fault.row, fault.column, fault.code) for fault in plan.bad] == [
        (5, "B", "credit-check-digit"),
        (6, "A", "name-missing"),
    ]
    assert count(session, Provider) == 0


def test_a_firm_from_elsewhere_without_a_pool_is_pointed_out(session, office):
    from providers import pools
    from providers.inputs import PoolDraft

    one = uploaded(session, office, "provider", PROVIDERS)
    assert (4, "out-of-sight") in [(remark.row, remark.code) for remark in planned(session, one).remarks]
    pool = pools.open_pool(session, PoolDraft(name="装备制造", region_code="340100"), now=NOW)
    uploading.choose(session, one, Options(pool_id=pool.id))
    assert "out-of-sight" not in [remark.code for remark in planned(session, one).remarks]


def test_good_rows_arrive_and_bad_ones_are_kept_by_name(session, office):
    one = uploaded(session, office, "provider", PROVIDERS)
    result = carried_out(session, one)
    assert (result.created, result.updated, result.skipped, result.bad_rows) == (2, 0, 0, 2)
    made = session.exec(select(Provider).where(Provider.credit_code == A)).one()
    assert (made.name, made.provider_type, made.region_code, made.contact_phone) == (
        "甲公司", "software", "340100", "13800000000",
    )  # fmt: skip
    assert session.exec(select(Offering.title)).all() == ["排产软件"]
    assert session.exec(select(Case.solution)).all() == ["给某泵厂上了排产"]
    assert (one.status, one.result["created"], [bad["row"] for bad in one.result["bad"]]) == (
        "imported",
        2,
        [5, 6],
    )


def test_a_second_click_imports_nothing_more(session, office):
    one = uploaded(session, office, "provider", PROVIDERS)
    carried_out(session, one)
    with pytest.raises(errors.AlreadyFinished):
        carried_out(session, one)
    assert count(session, Provider) == 2


def test_providers_arrive_in_a_pool_at_the_chosen_stage(session, office):
    from providers import pools
    from providers.inputs import PoolDraft

    pool = pools.open_pool(session, PoolDraft(name="装备制造", region_code="340100"), now=NOW)
    carried_out(session, uploaded(session, office, "provider", PROVIDERS, pool_id=pool.id, stage="admitted"))
    assert session.exec(select(PoolMembership.status)).all() == ["admitted", "admitted"]


def test_another_offices_pool_is_refused_and_nothing_is_imported(session, office):
    from providers import pools
    from providers.inputs import PoolDraft

    pool = pools.open_pool(session, PoolDraft(name="装备制造", region_code="340200"), now=NOW)
    one = uploaded(session, office, "provider", PROVIDERS, pool_id=pool.id)
    session.commit()
    with pytest.raises(errors.NotYourPool):
        carried_out(session, one)
    session.rollback()
    assert (count(session, Provider), count(session, PoolMembership)) == (0, 0)
    assert queries.import_of(session, office, one.id).status == "waiting"


def test_registered_firms_are_skipped_or_updated_as_chosen(session, office):
    makers.provider(session, name="甲公司", credit_code=A, summary="旧的简介", legal_person="王一")
    skipping = planned(session, uploaded(session, office, "provider", PROVIDERS))
    assert [(row.action, row.why) for row in skipping.planned] == [("skip", "registered"), ("new", "")]
    one = uploaded(session, office, "provider", PROVIDERS, existing="update")
    assert [row.action for row in planned(session, one).planned] == ["update", "new"]
    result = carried_out(session, one)
    assert (result.created, result.updated) == (1, 1)
    known = session.exec(select(Provider).where(Provider.credit_code == A)).one()
    assert (known.summary, known.legal_person) == ("做排产", "王一")


def test_an_office_does_not_overwrite_firms_of_other_regions(session, office):
    makers.provider(session, name="乙公司", credit_code=B, region_code="310000", summary="上海的简介")
    one = uploaded(session, office, "provider", PROVIDERS, existing="update")
    assert [(row.action, row.why) for row in planned(session, one).planned][1] == (
        "skip",
        "registered-elsewhere",
    )
    carried_out(session, one)
    assert session.exec(select(Provider.summary).where(Provider.credit_code == B)).one() == "上海的简介"


def test_needs_arrive_submitted_with_their_factories(session, office):
    one = uploaded(session, office, "demand", NEEDS)
    plan = planned(session, one)
    assert [(fault.row, fault.code) for fault in plan.bad] == [
        (5, "title-missing"),
        (6, "region-outside"),
        (7, "industries-missing"),
    ]
    result = carried_out(session, one)
    assert (result.created, result.factories, result.bad_rows) == (2, 1, 3)
    factory = session.exec(select(Factory)).one()
    assert (factory.name, factory.region_code, factory.industry_code) == ("甲厂", "340100", "C34")
    by_title = {demand.title: demand for demand in session.exec(select(Demand))}
    assert {demand.status for demand in by_title.values()} == {"submitted"}
    assert (by_title["排产"].budget_min, by_title["排产"].budget_max) == (None, 50)
    assert (by_title["排产"].wished_on, by_title["排产"].wished_text) == (date(2027, 6, 30), "2027年6月")
    assert by_title["检测"].budget_text == "面议"
    assert by_title["检测"].confidential == "找老王"


def test_what_rows_do_not_say_is_filled_from_the_options(session, office):
    one = uploaded(session, office, "demand", NEEDS, industry="C38")
    assert [fault.row for fault in planned(session, one).bad] == [5, 6]
    carried_out(session, one)
    assert session.exec(select(Factory.industry_code).where(Factory.credit_code == D)).one() == "C38"


def test_the_same_sheet_again_brings_no_need_twice(session, office):
    carried_out(session, uploaded(session, office, "demand", NEEDS))
    again = uploaded(session, office, "demand", NEEDS)
    assert [(row.action, row.why) for row in planned(session, again).planned] == [("skip", "need-there")] * 2
    result = carried_out(session, again)
    assert (result.created, result.skipped, count(session, Demand)) == (0, 2, 2)


def test_a_factory_brings_its_own_needs_as_drafts_and_nobody_elses(session):
    factory = makers.factory(session, name="甲厂", credit_code=A)
    uploader = Uploader(factory=factory, by=factory.name)
    one = uploading.upload(
        session, uploader, "demand", data=NEEDS, filename="x.xlsx", options=Options(arrive="draft"), now=NOW
    )
    plan = planned(session, one)
    assert plan.understanding.missing == []
    assert [(fault.row, fault.code) for fault in plan.bad] == [
        (5, "title-missing"), (6, "other-firm"), (7, "other-firm"),
    ]  # fmt: skip
    carried_out(session, one)
    assert session.exec(select(Demand.status)).all() == ["draft", "draft"]
    assert count(session, Factory) == 1


def test_a_sheet_of_a_factory_needs_no_column_for_the_firm(session):
    factory = makers.factory(session)
    data = xlsx([["需求名称", "需求描述"], ["排产", "乱"], ["检测", None]])
    one = uploading.upload(
        session, Uploader(factory=factory), "demand", data=data, filename="x.xlsx", now=NOW
    )
    result = carried_out(session, one)
    assert (result.created, result.bad) == (2, [])
    assert session.exec(select(Demand.problem).where(Demand.title == "检测")).one() == "检测"


def test_a_title_as_long_as_a_description_is_kept_whole(session):
    factory = makers.factory(session)
    data = xlsx([["需求名称", "需求描述"], ["想" * 150, "乱"]])
    one = uploading.upload(
        session, Uploader(factory=factory), "demand", data=data, filename="x.xlsx", now=NOW
    )
    assert [remark.code for remark in planned(session, one).remarks] == ["title-shortened"]
    carried_out(session, one)
    demand = session.exec(select(Demand)).one()
    assert (len(demand.title), demand.problem) == (100, "想" * 150 + "\n乱")


def test_columns_corrected_by_a_person_count(session, office):
    data = xlsx([["甲", "乙", "丙"], ["老甲", A, "集成"], ["老乙", B, "软件"]])
    one = uploaded(session, office, "provider", data, region="340100", provider_type="software")
    assert "name" in planning.understand(session, one, CODES).missing
    uploading.remap(session, one, {1: "name", 3: "provider_type"})
    plan = planned(session, one)
    assert (plan.understanding.missing, [row.name for row in plan.planned]) == ([], ["老甲", "老乙"])
    assert plan.planned[0].drafts["profile"].provider_type == "integration"


def test_without_a_column_for_the_name_nothing_is_imported(session, office):
    data = xlsx([["甲", "服务商类型"], ["x", "软件"], ["y", "软件"]])
    one = uploaded(session, office, "provider", data, region="340100")
    with pytest.raises(errors.ColumnMissing) as refused:
        carried_out(session, one)
    assert refused.value.fields == ["name"]


def test_values_the_register_does_not_take_are_left_out_with_a_remark(session, office):
    data = xlsx(
        [
            ["企业名称", "统一社会信用代码", "服务商类型", "所在市", "网址"],
            ["甲公司", A, "软件", "合肥", "javascript:alert(1)"],
        ]
    )
    one = uploaded(session, office, "provider", data)
    plan = planned(session, one)
    assert [(remark.row, remark.field, remark.code) for remark in plan.remarks] == [
        (2, "website", "left-out")
    ]
    carried_out(session, one)
    assert session.exec(select(Provider.website)).one() == ""


def test_another_worksheet_may_be_taken(session, office):
    data = xlsx(
        [["企业名称", "所在市"], ["甲公司", "合肥"]],
        title="一",
        more={"二": [["企业名称", "所在市"], ["乙公司", "芜湖"]]},
    )
    one = uploaded(session, office, "provider", data)
    uploading.remap(session, one, {1: None})
    uploading.choose_worksheet(session, one, "二")
    assert (one.worksheet, one.mapping) == ("二", {})


def test_imports_are_their_owners_only(session, office):
    other = makers.office(session, region_code="340100")
    factory = makers.factory(session)
    one = uploaded(session, office, "provider", PROVIDERS)
    assert queries.import_of(session, office, one.id).id == one.id
    assert queries.import_of(session, other, one.id) is None
    assert queries.import_of(session, factory, one.id) is None
    assert (queries.count_imports_of(session, other), queries.imports_of(session, office, limit=5)) == (
        0,
        [one],
    )


def test_a_sheet_given_up_is_deleted_and_stays_on_record(session, office):
    one = uploaded(session, office, "provider", PROVIDERS)
    uploading.drop(session, one, now=NOW)
    assert (one.status, count(session, SheetContent)) == ("dropped", 0)
    with pytest.raises(errors.AlreadyFinished):
        uploading.remap(session, one, {1: "name"})


def test_bytes_are_kept_for_thirty_days(session, office):
    one = uploaded(session, office, "provider", PROVIDERS)
    assert uploading.forget_old(session, now=NOW + timedelta(days=30)) == 0
    assert uploading.forget_old(session, now=NOW + timedelta(days=30, seconds=1)) == 1
    with pytest.raises(errors.AlreadyFinished):
        planning.understand(session, one, CODES)


def test_direction_marks_and_paths_are_taken_out_of_file_names(session, office):
    one = uploading.upload(
        session, Uploader(office=office), "provider", data=PROVIDERS,
        filename="..\\..\\a\u202excod.xlsx", now=datetime(2026, 11, 24, tzinfo=UTC),
    )  # fmt: skip
    assert one.filename == "axcod.xlsx"
