"""Why a provider is where it is: exact words of both sides, shares that add up, nothing hidden."""

import pytest

from demands import needs
from matchmaker.shortlists import advice, candidates, explanations, gaps
from tests import makers

SUMMARY = "我们做高级排产软件,按订单交期和设备能力自动排产,支持插单,已在多家泵阀厂上线。"


@pytest.fixture
def pair(session, listed):
    provider = listed(name="合肥智排软件有限公司", summary=SUMMARY, contact_name="李秘密")
    factory = makers.factory(session)
    demand = makers.demand(
        session,
        factory,
        title="插单排产",
        problem="天天插单,排产靠人,还要和 ERP 对接,能耗也想管",
        status="published",
        confidential="秘密",
    )
    return needs.one(session, demand.id), provider


def test_lines_add_up_to_the_whole_score(session, pair):
    need, provider = pair
    told = explanations.explained(session, need, provider.id)
    assert sum(line.share for line in told.lines) == pytest.approx(1)
    assert [line.share for line in told.lines[:-1]] == sorted(
        (line.share for line in told.lines[:-1]), reverse=True
    )


def test_quotations_are_exact_words_of_both_sides(session, pair):
    need, provider = pair
    told = explanations.explained(session, need, provider.id)
    asked, offered = (
        need.title + need.problem,
        "".join(text for _name, text in told.candidate.document.fields),
    )
    for line in told.lines:
        assert all(quote in asked for quote in line.need_says) and all(
            quote in offered for quote in line.provider_says
        )
    marked = [piece.text for quotation in told.quotations for piece in quotation.pieces if piece.marked]
    assert marked and all(text in offered for text in marked)
    assert "秘密" not in repr(told)


def test_a_chosen_scenario_is_told_apart_from_words(session, listed):
    provider = listed(name="合肥甲公司", summary="工业软件公司", scenarios=["2025-09"])
    listed(name="合肥乙公司", summary="做培训", scenarios=["2025-26"])
    demand = makers.demand(
        session, makers.factory(session), title="插单排产", problem="天天插单,排产靠人", status="published"
    )
    told = explanations.explained(session, needs.one(session, demand.id), provider.id)
    line = next(line for line in told.lines if line.concept == "scenario:2025-09")
    assert line.need_says and not line.need_ticked
    assert line.provider_ticked and line.provider_says == ()


def test_reasons_name_the_shared_scenario_and_no_headings(session, pair):
    need, provider = pair
    ranked = candidates.candidates_for(session, need)
    assert "车间智能排产" in explanations.reasons(session, need, ranked)[provider.id]
    assert len(explanations.reasons(session, need, ranked)[provider.id]) <= explanations.SAID


def test_what_is_asked_and_not_shown_is_named(session, pair, listed):
    need, provider = pair
    listed(
        name="芜湖节能技术有限公司", summary="能耗监测与能源管理系统,空压站、电表、水表在线采集,降低能耗。"
    )
    missing = {term.term for term in explanations.explained(session, need, provider.id).missing}
    assert "能源智能管控" in missing and "车间智能排产" not in missing


def test_who_is_not_listed_is_not_explained(session, pair):
    need, provider = pair
    assert explanations.explained(session, need, makers.provider(session).id) is None
    own = makers.factory(session, name=provider.name, credit_code=provider.credit_code)
    demand = makers.demand(session, own, problem=SUMMARY, status="published")
    assert explanations.explained(session, needs.one(session, demand.id), provider.id) is None


def advised(session, **fields):
    factory = makers.factory(session)
    return advice.advise(
        session, needs.public_part(session, makers.demand(session, factory, **fields), factory)
    )


def test_a_clear_need_gets_its_scenario_suggested(session):
    told = advised(session, title="插单排产", problem="天天插单,排产靠人,设备负荷不均,交期说不准")
    assert not told.vague and told.scenario_codes[0] == "2025-09"


def test_a_vague_need_is_asked(session):
    told = advised(session, title="想搞数字化", problem="想搞数字化")
    assert told.vague and told.questions


def test_what_the_owner_has_chosen_is_not_suggested_again(session):
    told = advised(
        session, title="插单排产", problem="天天插单,排产靠人,2 小时内出计划", scenario_codes=["2025-09"]
    )
    assert not told


def test_gaps_count_needs_of_the_region_against_all_providers(session, pair):
    _need, _ = pair
    far = makers.factory(session, region_code="340200", industry_code="C15")
    makers.demand(
        session,
        far,
        title="窖池温度",
        problem="酿酒车间能耗高",
        scenario_codes=["2025-16"],
        status="published",
    )
    cells = {(cell.industry, cell.scenario): cell for cell in gaps.cells(session, "340100")}
    assert cells["C34", "2025-09"].needs == 1 and cells["C34", "2025-09"].providers == 1
    assert ("C15", "2025-16") not in cells or cells["C15", "2025-16"].needs == 0
    everywhere = {(cell.industry, cell.scenario): cell for cell in gaps.cells(session, "340000")}
    assert everywhere["C15", "2025-16"].missing == 1
    assert gaps.by_industry(session, "340000")["C15"] == (1, 0)
