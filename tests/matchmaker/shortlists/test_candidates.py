"""Rankings in both directions."""

import pytest

from demands import needs
from matchmaker.shortlists import candidates
from matchmaker.shortlists.candidates import Sought
from tests import makers

SCHEDULING = "高级排产软件,按订单交期和设备能力自动排产,支持插单。"
VISION = "机器视觉在线检测设备,自动识别表面划痕、缺陷,剔除不良品。"


@pytest.fixture
def two(listed):
    """A provider for scheduling in Hefei and one for inspection in Wuhu."""
    one = listed(
        name="合肥智排软件有限公司", summary=SCHEDULING, provider_type="software", industries=["C34"]
    )
    other = listed(
        name="芜湖明眸视觉有限公司",
        summary=VISION,
        provider_type="equipment",
        region_code="340200",
        industries=["C38"],
    )
    return one, other


def ask(session, **fields):
    demand = makers.demand(session, makers.factory(session), status="published", **fields)
    return needs.one(session, demand.id)


def found(ranking):
    return [candidate.card.name for candidate in ranking]


def test_each_need_finds_its_provider_first(session, two):
    scheduling = ask(session, title="插单排产", problem="天天插单,排产靠人,交期不准")
    vision = ask(session, title="表面缺陷", problem="划痕靠人眼检测,漏检多")
    assert found(candidates.candidates_for(session, scheduling))[0] == "合肥智排软件有限公司"
    assert found(candidates.candidates_for(session, vision))[0] == "芜湖明眸视觉有限公司"


@pytest.mark.parametrize(
    ("sought", "expected"),
    [
        ({"provider_type": "equipment"}, ["芜湖明眸视觉有限公司"]),
        ({"region": "340200"}, ["芜湖明眸视觉有限公司"]),
        ({"industry": "C34"}, ["合肥智排软件有限公司"]),
        ({"industry": "C341"}, ["合肥智排软件有限公司"]),
        ({"words": "明眸"}, ["芜湖明眸视觉有限公司"]),
        ({"industry": "C13"}, []),
        ({"only": frozenset()}, []),
    ],
)
def test_filters_hold_hard(session, two, sought, expected):
    need = ask(session, problem="天天插单,排产靠人,缺陷检测也靠人")
    assert found(candidates.candidates_for(session, need, Sought(**sought))) == expected


def test_pool_filter(session, two, listed):
    need = ask(session, problem="天天插单,排产靠人,缺陷检测也靠人")
    assert len(candidates.candidates_for(session, need, Sought(pool_id=listed.pool.id))) == 2
    assert candidates.candidates_for(session, need, Sought(pool_id=need.id)) == []


def test_a_firm_is_never_matched_with_itself(session, two):
    scheduling, _ = two
    factory = makers.factory(session, name=scheduling.name, credit_code=scheduling.credit_code)
    own = makers.demand(session, factory, problem=SCHEDULING, status="published")
    assert scheduling.name not in found(candidates.candidates_for(session, needs.one(session, own.id)))
    assert candidates.needs_for(session, scheduling.id) == []


def test_a_provider_sees_the_needs_that_suit_it(session, two):
    scheduling, vision = two
    ask(session, title="插单排产", problem="天天插单,排产靠人,交期不准")
    ask(session, title="表面缺陷", problem="划痕靠人眼检测,漏检多")
    makers.demand(session, makers.factory(session), title="草稿排产", problem="插单排产")
    assert next(row.need.title for row in candidates.needs_for(session, scheduling.id)) == "插单排产"
    assert next(row.need.title for row in candidates.needs_for(session, vision.id)) == "表面缺陷"
    titles = {row.need.title for row in candidates.needs_for(session, scheduling.id)}
    assert titles <= {"插单排产", "表面缺陷"}


def test_a_provider_outside_the_pools_is_neither_found_nor_served(session):
    outside = makers.provider(session, summary=SCHEDULING)
    need = ask(session, problem="排产靠人")
    assert candidates.candidates_for(session, need) == [] and candidates.needs_for(session, outside.id) == []


def test_the_hidden_part_changes_no_score(session, two, now):
    plain = ask(session, title="插单排产", problem="天天插单")
    hidden = ask(
        session, title="插单排产", problem="天天插单", confidential=VISION, wished_partners="芜湖明眸"
    )
    assert [(c.card.id, c.match.score) for c in candidates.candidates_for(session, plain)] == [
        (c.card.id, c.match.score) for c in candidates.candidates_for(session, hidden)
    ]


def test_similar_cases_and_needs(session, two):
    scheduling, vision = two
    makers.case(session, scheduling, title="泵厂排产上线", solution=SCHEDULING)
    makers.case(session, vision, title="玻璃缺陷检测", solution=VISION)
    need = ask(session, title="插单排产", problem="天天插单,排产靠人")
    other = ask(session, title="生产排产", problem="排产混乱,插单频繁")
    assert candidates.similar_cases(session, need)[0].case.title == "泵厂排产上线"
    assert [row.need.id for row in candidates.similar_needs(session, need)] == [other.id]


def test_pairs_score_only_who_was_named(session, two):
    scheduling, _vision = two
    need = ask(session, title="插单排产", problem="天天插单,排产靠人,缺陷也多")
    scores = candidates.pairs(session, [need.id], [scheduling.id])
    assert list(scores) == [(need.id, scheduling.id)] and 0 < scores[need.id, scheduling.id] <= 1


def test_fit_has_five_steps():
    assert [candidates.fit(score) for score in (0, 0.119, 0.12, 0.25, 0.4, 0.55, 1)] == [1, 1, 2, 3, 4, 5, 5]
