import pytest
from pydantic import ValidationError

from demands import cleaning
from demands.inputs import DemandDraft, FactoryProfile
from tests import makers


def profile(**fields):
    given = {
        "name": "芜湖瑞丰机械",
        "credit_code": makers.credit_code(7),
        "region_code": "340200",
        "industry_code": "C34",
    }
    return FactoryProfile(**(given | fields))


def places(error):
    return [fault["loc"][0] if fault["loc"] else fault["type"] for fault in error.value.errors()]


def test_credit_code_is_folded_and_its_check_digit_verified():
    code = makers.credit_code(7)
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code.lower())
    assert profile(credit_code=f" {wide} ").credit_code == code
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    with pytest.raises(ValidationError) as error:
        profile(credit_code=wrong)
    assert places(error) == ["credit_code"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "一"),
        ("name", "长" * 101),
        ("region_code", "3401"),
        ("region_code", ""),
        ("industry_code", "34"),
        ("industry_code", ""),
        ("maturity", 6),
        ("staff", -1),
        ("revenue", "-1"),
        ("revenue", "99999999999"),
        ("contact_phone", "打我电话"),
        ("contact_email", "nobody"),
        ("contact_email", "a@b"),
        ("profile", "字" * 5001),
        ("tier", "best"),
    ],
)
def test_a_wrong_factory_field_is_named(field, value):
    with pytest.raises(ValidationError) as error:
        profile(**{field: value})
    assert places(error) == [field]


def test_unknown_fields_are_refused_not_stored():
    with pytest.raises(ValidationError) as error:
        profile(version=99)
    assert places(error) == ["version"]
    with pytest.raises(ValidationError) as error:
        DemandDraft(title="排产", status="published")
    assert places(error) == ["status"]


def test_description_limit_counts_the_three_parts_together():
    DemandDraft(title="排产", problem="a" * 2000, key_points="b" * 2000, goal="c" * 1000)
    with pytest.raises(ValidationError) as error:
        DemandDraft(title="排产", problem="a" * 2000, key_points="b" * 2000, goal="c" * 1001)
    assert places(error) == ["description_too_long"]


def test_budget_bounds_must_be_in_order():
    assert DemandDraft(title="排产", budget_min=50, budget_max=50).budget_max == 50
    with pytest.raises(ValidationError) as error:
        DemandDraft(title="排产", budget_min=51, budget_max=50)
    assert places(error) == ["budget_order"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("keywords", list("一二三四五六")),
        ("keywords", [""]),
        ("scenario_codes", ["排产"]),
        ("industry_code", "机械"),
        ("title", ""),
    ],
)
def test_a_wrong_need_field_is_named(field, value):
    with pytest.raises(ValidationError) as error:
        DemandDraft(**({"title": "排产"} | {field: value}))
    assert places(error) == [field]


def test_names_lose_what_cannot_be_seen_and_keep_chinese_punctuation():
    assert cleaning.line(" ＡＢＣ\u200b机械\u202e（集团）\x00有限公司\n") == "ABC机械（集团）有限公司"


def test_long_text_keeps_its_lines_and_its_signs():
    assert (
        cleaning.text("①废品率１２％,\r\n\x07温度±2℃。 \r\n\r\n\r\n\r\n好\ud800")
        == "①废品率12％,\n温度±2℃。\n\n好"
    )
