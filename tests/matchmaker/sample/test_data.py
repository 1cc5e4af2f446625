"""The data files: complete, correct in their codes, every text its own, and nothing that could be real."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from stdnum.cn import uscc

from matchmaker.classifications.names import standard
from matchmaker.sample.reading import records, remarks
from providers.models import MembershipStatus

PROVIDERS, FACTORIES, NEEDS = records("providers"), records("factories"), records("needs")
FIRMS = PROVIDERS + FACTORIES
PHONE = re.compile(r"199-0000-\d{4}")
MOBILE = re.compile(r"1[3-9]\d{9}|0\d{2,3}-\d{7,8}")
# A few of the names that anybody writing about these trades in this province might slip into.
REAL = (Path(__file__).parent / "real-names.txt").read_text(encoding="utf-8").split()


def texts(value: Any) -> list[str]:
    """Every text inside a record."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in texts(part)]


def test_there_is_enough_of_everything() -> None:
    assert len(PROVIDERS) >= 150
    assert len(FACTORIES) >= 70
    assert len(NEEDS) >= 100
    assert sum(pool["region_code"] == "340000" for pool in records("pools")) == 14
    assert len(records("pools")) == 16
    assert len(records("events")) == 3


def test_most_providers_are_from_the_province_and_some_are_not() -> None:
    at_home = sum(one["region_code"].startswith("34") for one in PROVIDERS)
    assert at_home >= 105
    assert len(PROVIDERS) - at_home >= 38
    assert len({one["region_code"][:4] for one in FIRMS if one["region_code"].startswith("34")}) == 16


def test_every_provider_shows_what_it_offers_and_has_done() -> None:
    for one in PROVIDERS:
        assert 1 <= len(one["offerings"]) <= 4, one["name"]
        assert 1 <= len(one["cases"]) <= 3, one["name"]
        assert one["memberships"], one["name"]


def test_all_provider_types_scenarios_and_most_divisions_occur() -> None:
    codes = standard()
    scenarios = {entry.code for entry in codes.scenarios if entry.parent}
    assert len(scenarios) == 40
    assert {code for need in NEEDS for code in need["scenario_codes"]} == scenarios
    assert {code for one in PROVIDERS for code in one["scenarios"]} == scenarios
    assert {one["provider_type"] for one in PROVIDERS} == {entry.code for entry in codes.types}
    assert len({need["industry_code"][:3] for need in NEEDS}) >= 25


def test_all_codes_are_known() -> None:
    codes = standard()
    for one in FIRMS:
        assert one["region_code"] in codes.regions, one["name"]
    for code in [code for one in PROVIDERS for code in one["industries"]] + [
        n["industry_code"] for n in NEEDS
    ]:
        assert code in codes.industries
    for one in FACTORIES:
        assert one["industry_code"] in codes.industries, one["name"]
    for case in [case for one in PROVIDERS for case in one["cases"]]:
        assert case["industry_code"] in codes.industries
        assert all(code in codes.scenarios for code in case["scenarios"])


def test_credit_codes_are_valid_and_outside_of_use() -> None:
    for one in FIRMS:
        assert uscc.is_valid(one["credit_code"]), one["name"]
        assert one["credit_code"][8:12] == "0000", one["name"]
        assert one["credit_code"][2:8] == one["region_code"], one["name"]


def test_one_firm_is_on_both_sides_and_no_other_code_is_used_twice() -> None:
    used = Counter(one["credit_code"] for one in FIRMS)
    twice = [code for code, times in used.items() if times > 1]
    assert [used[code] for code in twice] == [2]
    assert len({one["name"] for one in FIRMS if one["credit_code"] in twice}) == 1


def test_every_long_text_is_said_once() -> None:
    said = [one["summary"] for one in PROVIDERS] + [one["profile"] for one in FACTORIES]
    for one in PROVIDERS:
        said += [offering["description"] for offering in one["offerings"]]
        said += [case[part] for case in one["cases"] for part in ("background", "solution", "result")]
    said += [need[part] for need in NEEDS for part in ("title", "problem")]
    assert all(text.strip() for text in said)
    assert [text for text, times in Counter(said).items() if times > 1] == []


def test_needs_come_short_and_long_and_some_are_too_vague() -> None:
    lengths = sorted(len(need["problem"]) for need in NEEDS)
    assert lengths[0] < 20
    assert lengths[-1] > 150
    assert sum(not need["goal"] for need in NEEDS) >= 5
    assert sum(bool(need["key_points"] and need["goal"]) for need in NEEDS) >= 50


def test_contact_data_cannot_reach_anybody() -> None:
    people = [one["email"] for one in records("people")] + [one["contact_email"] for one in FIRMS]
    assert all(address.endswith(".example") for address in people)
    assert all(one["website"].endswith(".example/") for one in PROVIDERS)
    phones = [one["contact_phone"] for one in FIRMS] + [one["phone"] for one in records("offices")]
    assert all(PHONE.fullmatch(phone) for phone in phones)
    assert len(set(phones)) == len(phones)


@pytest.mark.parametrize("name", ["providers", "factories", "needs", "pools", "events", "people", "offices"])
def test_no_text_names_a_real_firm_or_number(name: str) -> None:
    for text in texts(records(name)):
        assert [word for word in REAL if word in text] == []
        if not re.fullmatch(r"[0-9A-Z]{18}", text):
            assert not MOBILE.search(text), text


def test_every_remark_list_has_something_to_say() -> None:
    assert all(lines and all(isinstance(line, str) for line in lines) for lines in remarks().values())


def test_decisions_that_need_a_reason_have_one() -> None:
    reasoned = {"returned", "refused", "warned", "removed", "prechecked", "publicised", "withdrawn"}
    memberships = [membership for one in PROVIDERS for membership in one["memberships"]]
    assert {membership["state"] for membership in memberships} == set(MembershipStatus)
    assert all(membership.get("reason") for membership in memberships if membership["state"] in reasoned)
    held = [need for need in NEEDS if need["state"] in {"returned", "on_hold", "long_term", "closed"}]
    assert all(need["remark"] for need in held)
