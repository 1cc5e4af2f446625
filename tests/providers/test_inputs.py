from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from providers import text
from providers.inputs import CaseDraft, OfferingDraft, PoolDraft, ProviderProfile
from tests import makers


def profile(**fields):
    return ProviderProfile(**({"credit_code": makers.credit_code()} | makers.PROFILE | fields))


def faults(make, **fields):
    with pytest.raises(ValidationError) as caught:
        make(**fields)
    return {(error["loc"][0] if error["loc"] else "", error["type"]) for error in caught.value.errors()}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  合肥\u200b智联\u202e（安徽）ＭＥＳ 公司\x00 ", "合肥智联（安徽）MES 公司"),
        ("一行\n两行\t三", "一行 两行 三"),
        ("坏\ud800字", "坏字"),
        (None, ""),
        (13800000000, "13800000000"),
    ],
)
def test_line_is_one_clean_line(typed, kept):
    assert text.line(typed) == kept


def test_prose_keeps_lines_and_chinese_punctuation():
    assert (
        text.prose("第一行，有逗号；\r\n\r\n\r\n\r\n第二行 \u200b\x07完。 ")
        == "第一行，有逗号；\n\n第二行 完。"
    )


@given(st.text())
def test_cleaning_twice_changes_nothing_more(typed):
    assert text.line(text.line(typed)) == text.line(typed)
    assert text.prose(text.prose(typed)) == text.prose(typed)


def test_profile_is_cleaned():
    made = profile(
        credit_code=f" {makers.credit_code(7).lower()} ", website="www.zhilian.example/首页", revenue="12.5"
    )
    assert made.credit_code == makers.credit_code(7)
    assert made.website == "http://www.zhilian.example/%E9%A6%96%E9%A1%B5"
    assert made.revenue == Decimal("12.5")
    assert made.industries == ["C34", "C35"]


@pytest.mark.parametrize(
    ("field", "typed", "fault"),
    [
        ("name", "\u200b ", "string_too_short"),
        ("name", "长" * 101, "string_too_long"),
        ("credit_code", makers.credit_code(7)[:-1] + "?", "credit_code"),
        ("credit_code", "", "credit_code"),
        ("website", "javascript:alert(1)", "website"),
        ("website", "data:text/html,x", "website"),
        ("website", "ftp://x.example", "website"),
        ("region_code", "34", "string_pattern_mismatch"),
        ("industries", ["C34", "34"], "string_pattern_mismatch"),
        ("scenarios", ["排产"], "string_pattern_mismatch"),
        ("traits", ["big"], "enum"),
        ("founded_year", "去年", "int_parsing"),
        ("founded_year", 3015, "less_than_equal"),
        ("revenue", "-1", "greater_than_equal"),
        ("revenue", "1e40", "less_than"),
        ("revenue", "NaN", "finite_number"),
        ("staff", 2**63, "less_than_equal"),
        ("summary", "字" * 5001, "string_too_long"),
        ("contact_email", "不是邮箱", "value_error"),
        ("is_admin", "1", "extra_forbidden"),
    ],
)
def test_faulty_field_is_named(field, typed, fault):
    assert faults(profile, **{field: typed}) == {(field, fault)}


def test_every_faulty_field_is_named_at_once():
    assert {name for name, _ in faults(profile, name="", website="ftp://x.example", staff="多")} == {
        "name",
        "website",
        "staff",
    }


def test_blank_numbers_are_not_known():
    made = profile(revenue=" ", staff="", founded_year="")
    assert (made.revenue, made.staff, made.founded_year) == (None, None, None)


def test_prices_must_be_in_order():
    assert OfferingDraft(title="排产", price_min="10", price_max="10").price_max == 10
    assert faults(OfferingDraft, title="排产", price_min="20", price_max="10") == {("", "price_order")}


def test_case_takes_no_industry():
    assert CaseDraft(title="案例", industry_code="").industry_code is None
    assert faults(CaseDraft, title="案例", industry_code="机械") == {
        ("industry_code", "string_pattern_mismatch")
    }


def test_pool_groups_divisions_only():
    assert faults(PoolDraft, name="池", region_code="340000", industries=["C341"], publicity_days=0) == {
        ("industries", "string_pattern_mismatch"),
        ("publicity_days", "greater_than_equal"),
    }
