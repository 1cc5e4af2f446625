import pytest
from sqlmodel import Session

from demands import needs, posting, progress, queries, registration, reviewing, states
from demands.errors import ChangedMeanwhile, CreditCodeTaken, Incomplete, NotPossibleNow, ReasonMissing
from demands.inputs import DemandDraft, FactoryProfile
from demands.models import Demand, DemandStatus
from tests import makers


def draft(demand, **changes):
    given = {name: getattr(demand, name) for name in DemandDraft.model_fields if name != "scenario_codes"}
    return DemandDraft(**(given | changes))


def steps(session, demand):
    return [(step.from_status, step.to_status, step.reason) for step in queries.history_of(session, demand)]


def test_a_need_goes_the_whole_way_and_its_history_tells(session, now):
    demand = makers.demand(session, makers.factory(session), status="accepted")
    assert [step[1] for step in steps(session, demand)] == [
        "draft", "submitted", "published", "matching", "signed", "implementing", "accepted",
    ]  # fmt: skip
    assert demand.published_at == now and demand.submitted_at == now


ACTS = {
    "submit": lambda s, d, n: posting.submit(s, d, by="x", now=n),
    "withdraw": lambda s, d, n: posting.withdraw(s, d, by="x", now=n),
    "close": lambda s, d, n: posting.close(s, d, "no_budget", by="x", now=n),
    "publish": lambda s, d, n: reviewing.publish(s, d, by="x", now=n),
    "return": lambda s, d, n: reviewing.return_for_correction(s, d, "补充现状", by="x", now=n),
    "hold": lambda s, d, n: reviewing.hold(s, d, "先诊断", by="x", now=n),
    "long_term": lambda s, d, n: reviewing.long_term(s, d, "暂无方案", by="x", now=n),
    "begin_matching": lambda s, d, n: progress.begin_matching(s, d, by="x", now=n),
    "sign": lambda s, d, n: progress.sign(s, d, by="x", now=n),
    "reopen": lambda s, d, n: reviewing.reopen(s, d, by="x", now=n),
    "fall_through": lambda s, d, n: progress.fall_through(s, d, by="x", now=n),
    "begin_work": lambda s, d, n: progress.begin_work(s, d, by="x", now=n),
    "accept": lambda s, d, n: progress.accept(s, d, by="x", now=n),
}
POSSIBLE = {
    "draft": {"submit", "close"},
    "submitted": {"withdraw", "publish", "return", "hold", "long_term"},
    "returned": {"submit", "close"},
    "published": {"withdraw", "close", "hold", "long_term", "begin_matching", "sign"},
    "matching": {"close", "reopen", "hold", "long_term", "begin_matching", "sign"},
    "signed": {"close", "fall_through", "begin_work"},
    "implementing": {"close", "accept"},
    "accepted": set(),
    "on_hold": {"submit", "close", "reopen", "long_term"},
    "long_term": {"submit", "close", "reopen", "hold"},
    "closed": set(),
}


@pytest.mark.parametrize("status", list(DemandStatus))
@pytest.mark.parametrize("act", list(ACTS))
def test_every_act_in_every_status(session, now, status, act):
    demand = makers.demand(session, makers.factory(session))
    demand.status = str(status)
    session.flush()
    if act in POSSIBLE[status]:
        ACTS[act](session, demand, now)
        assert demand.status != status or act == "begin_matching"
    else:
        with pytest.raises(NotPossibleNow) as refusal:
            ACTS[act](session, demand, now)
        assert refusal.value.status == status and demand.status == status


def test_submitting_asks_for_the_problem(session, now):
    demand = makers.demand(session, makers.factory(session), problem="", goal="交期准")
    with pytest.raises(Incomplete) as refusal:
        posting.submit(session, demand, by="x", now=now)
    assert refusal.value.fields == ("problem",)


@pytest.mark.parametrize("act", [reviewing.return_for_correction, reviewing.hold, reviewing.long_term])
def test_a_decision_against_needs_a_reason(session, now, act):
    demand = makers.demand(session, makers.factory(session), status="submitted")
    with pytest.raises(ReasonMissing):
        act(session, demand, "  ", by="x", now=now)
    act(session, demand, " 请补充现有系统 ", by="x", now=now)
    assert queries.last_reason(session, demand) == "请补充现有系统"


def test_two_people_move_the_same_need_and_one_wins(session, now):
    demand = makers.demand(session, makers.factory(session), status="submitted")
    session.commit()
    with Session(session.get_bind()) as other:
        seen = other.get(Demand, demand.id)
        posting.withdraw(session, demand, by="owner", now=now)
        session.commit()
        with pytest.raises(ChangedMeanwhile):
            reviewing.publish(other, seen, by="office", now=now)
    session.refresh(demand)
    assert demand.status == "draft"


@pytest.mark.parametrize("field", posting.REVIEWED)
def test_reviewed_words_of_a_public_need_go_back_to_review(session, now, field):
    demand = makers.demand(session, makers.factory(session), status="published")
    typed = draft(demand, **{field: ["新词"] if field == "keywords" else "全新的说法"})
    assert posting.needs_review(demand, typed)
    posting.amend(session, demand, typed, by="x", now=now)
    assert demand.status == "submitted" and needs.one(session, demand.id) is None


def test_other_changes_keep_a_public_need_public(session, now):
    demand = makers.demand(session, makers.factory(session), status="published")
    before = needs.version(session)
    posting.amend(
        session, demand, draft(demand, budget_text="面议", scenario_codes=["2025-09"]), by="x", now=now
    )
    assert demand.status == "published" and needs.one(session, demand.id).scenario_codes == ("2025-09",)
    assert steps(session, demand)[-1] == ("published", "published", "")
    assert needs.version(session) > before


@pytest.mark.parametrize("status", sorted(set(DemandStatus) - states.AMENDABLE))
def test_what_is_being_read_or_done_is_not_amended(session, now, status):
    demand = makers.demand(session, makers.factory(session))
    demand.status = str(status)
    session.flush()
    with pytest.raises(NotPossibleNow):
        posting.amend(session, demand, draft(demand, title="别的"), by="x", now=now)


def test_a_form_filled_from_an_old_version_is_refused(session, now):
    demand = makers.demand(session, makers.factory(session))
    seen = demand.version
    posting.amend(session, demand, draft(demand, title="同事先改了"), by="x", now=now, version=seen)
    with pytest.raises(ChangedMeanwhile):
        posting.amend(session, demand, draft(demand, title="我后改"), by="y", now=now, version=seen)
    assert demand.title == "同事先改了"


def test_a_copy_is_a_draft_with_the_same_words(session, now):
    demand = makers.demand(
        session, makers.factory(session), scenario_codes=["2025-09"], confidential="配方温度 180"
    )
    posting.close(session, demand, "no_budget", by="x", now=now, note="明年再说")
    twin = posting.copy(session, demand, by="x", now=now)
    assert (twin.status, twin.title, twin.confidential) == ("draft", demand.title, "配方温度 180")
    assert twin.id != demand.id and twin.submitted_at is None and twin.close_reason == ""
    assert needs.scenarios(session, [twin.id])[twin.id] == ("2025-09",)


def test_a_credit_code_is_registered_once(session, now):
    factory = makers.factory(session)
    with pytest.raises(CreditCodeTaken):
        makers.factory(session, credit_code=factory.credit_code)
    other = makers.factory(session)
    taken = FactoryProfile(
        name="甲厂", credit_code=factory.credit_code, region_code="340100", industry_code="C34"
    )
    with pytest.raises(CreditCodeTaken):
        registration.amend(session, other, taken, now=now)


def test_amending_a_profile_counts_for_the_index(session, now):
    factory = makers.factory(session)
    demand = makers.demand(session, factory, status="published")
    before, stamp = needs.version(session), needs.stamps(session)[demand.id]
    profile = FactoryProfile(
        name="改名后的厂", credit_code=factory.credit_code, region_code="340200", industry_code="C35"
    )
    registration.amend(session, factory, profile, now=now, version=1)
    assert needs.version(session) > before and needs.stamps(session)[demand.id] != stamp
    with pytest.raises(ChangedMeanwhile):
        registration.amend(session, factory, profile, now=now, version=1)


def test_classifying_adds_scenarios_and_needs_no_review(session, now):
    demand = makers.demand(session, makers.factory(session), status="published", scenario_codes=["2025-09"])
    posting.classify(
        session, demand, scenario_codes=["2025-09", "2025-26"], industry_code="C38", by="x", now=now
    )
    need = needs.one(session, demand.id)
    assert (need.status, need.industry_code, need.scenario_codes) == (
        "published",
        "C38",
        ("2025-09", "2025-26"),
    )
    closed = makers.demand(session, makers.factory(session))
    posting.close(session, closed, "no_budget", by="x", now=now)
    with pytest.raises(NotPossibleNow):
        posting.classify(session, closed, scenario_codes=["2025-09"], by="x", now=now)
