from datetime import date, timedelta

import pytest
from sqlmodel import Session

from providers import pools, queries
from providers.errors import (
    AlreadyApplied,
    ChangedMeanwhile,
    NotInThisState,
    PoolNameTaken,
    PoolNotAccepting,
    ProfileIncomplete,
    PublicityRunning,
    ReasonMissing,
    TooYoung,
)
from providers.inputs import PoolDraft
from providers.models import MembershipStatus, PoolMembership
from tests import makers

BY = "省经信厅 张三"


def test_pool_names_are_unique_within_a_region(session):
    makers.pool(session, name="新材料")
    makers.pool(session, name="新材料", region_code="340100")
    with pytest.raises(PoolNameTaken):
        makers.pool(session, name="新材料")
    assert [pool.region_code for pool in queries.pools(session)] == ["340000", "340100"]


def test_amended_pool_keeps_one_editor_from_overwriting_another(session, now):
    pool = makers.pool(session, name="光伏")
    draft = PoolDraft(name="光伏", region_code="340000", accepting=False)
    pools.amend(session, pool, draft, now=now, version=1)
    with pytest.raises(ChangedMeanwhile):
        pools.amend(session, pool, draft, now=now, version=1)
    assert queries.pools(session, accepting=True) == []


def test_the_whole_way_into_a_pool(session, now):
    provider, pool = makers.provider(session), makers.pool(session, publicity_days=5)
    membership = pools.apply(session, pool, provider, "请收我们", by="李二", now=now)
    pools.precheck(session, membership, by="合肥市经信局", now=now, opinion="属实")
    pools.evaluate(session, membership, by=BY, now=now, opinion="扎实", score=88)
    pools.publicise(session, membership, by=BY, now=now)
    assert (membership.publicity_starts_on, membership.publicity_ends_on) == (
        date(2026, 11, 24),
        date(2026, 11, 29),
    )
    pools.admit(session, membership, by=BY, now=now + timedelta(days=6))
    told = [
        (step.kind, step.from_status, step.to_status, step.by)
        for step in queries.steps_of(session, membership)
    ]
    assert told == [
        ("apply", "", "applied", "李二"),
        ("precheck", "applied", "prechecked", "合肥市经信局"),
        ("evaluate", "prechecked", "prechecked", BY),
        ("publicise", "prechecked", "publicised", BY),
        ("admit", "publicised", "admitted", BY),
    ]
    assert (membership.score, membership.opinion, membership.reviewed_year) == (88, "扎实", 2026)


def test_last_day_of_the_objection_period_belongs_to_it(session, now):
    membership = makers.membership(
        session, makers.provider(session), makers.pool(session), status="publicised"
    )
    last_minute = now.replace(month=12, day=1, hour=15, minute=59)  # 23:59 at the offices
    with pytest.raises(PublicityRunning) as caught:
        pools.admit(session, membership, by=BY, now=last_minute)
    assert caught.value.ends_on == date(2026, 12, 1)
    assert pools.close_publicity(session, now=last_minute) == []
    midnight = last_minute + timedelta(minutes=1)
    assert pools.close_publicity(session, now=midnight) == [membership]
    assert membership.status == "admitted"
    assert pools.close_publicity(session, now=midnight) == []


def test_returned_application_comes_back_even_to_a_closed_pool(session, now):
    provider, pool = makers.provider(session), makers.pool(session)
    membership = makers.membership(session, provider, pool, status="returned")
    assert membership.reason == "缺案例"
    pool.accepting = False
    again = pools.apply(session, pool, provider, "补了案例", by="李二", now=now)
    assert (again.id, again.status, again.statement, again.reason) == (
        membership.id,
        "applied",
        "补了案例",
        "",
    )


@pytest.mark.parametrize("status", ["applied", "prechecked", "publicised", "admitted", "warned", "removed"])
def test_one_application_per_pool(session, now, status):
    provider, pool = makers.provider(session), makers.pool(session)
    makers.membership(session, provider, pool, status=status)
    with pytest.raises(AlreadyApplied):
        pools.apply(session, pool, provider, "", by="李二", now=now)


@pytest.mark.parametrize("status", ["refused", "withdrawn"])
def test_refused_or_withdrawn_firm_may_try_again(session, now, status):
    provider, pool = makers.provider(session), makers.pool(session)
    makers.membership(session, provider, pool, status=status)
    assert pools.apply(session, pool, provider, "再来", by="李二", now=now).status == "applied"


def test_pool_that_is_closed_refuses(session, now):
    pool = makers.pool(session, accepting=False)
    with pytest.raises(PoolNotAccepting):
        pools.apply(session, pool, makers.provider(session), "", by="李二", now=now)


def test_application_needs_a_complete_profile(session, now):
    provider = makers.provider(session, offerings=0, staff=None, contact_phone="")
    with pytest.raises(ProfileIncomplete) as caught:
        pools.apply(session, makers.pool(session), provider, "", by="李二", now=now)
    assert caught.value.missing == ("staff", "contact_phone", "offerings")


def test_young_firm_is_refused_where_the_pool_asks_years(session, now):
    young = makers.provider(session, founded_year=2024)
    with pytest.raises(TooYoung):
        pools.apply(session, makers.pool(session), young, "", by="李二", now=now)
    assert pools.apply(session, makers.pool(session, min_years=2), young, "", by="李二", now=now)


def test_decisions_against_the_firm_need_a_reason(session, now):
    membership = makers.membership(session, makers.provider(session), makers.pool(session), status="applied")
    for decide in (pools.return_for_correction, pools.refuse):
        with pytest.raises(ReasonMissing):
            decide(session, membership, " \n", by=BY, now=now)
    assert membership.status == "applied"


ACTS = {
    "precheck": (lambda s, m, t: pools.precheck(s, m, by=BY, now=t), {"applied"}),
    "evaluate": (lambda s, m, t: pools.evaluate(s, m, by=BY, now=t), {"prechecked"}),
    "publicise": (lambda s, m, t: pools.publicise(s, m, by=BY, now=t), {"prechecked"}),
    "admit": (lambda s, m, t: pools.admit(s, m, by=BY, now=t), {"publicised"}),
    "return": (
        lambda s, m, t: pools.return_for_correction(s, m, "补", by=BY, now=t),
        {"applied", "prechecked"},
    ),
    "refuse": (
        lambda s, m, t: pools.refuse(s, m, "否", by=BY, now=t),
        {"applied", "prechecked", "publicised"},
    ),
    "withdraw": (
        lambda s, m, t: pools.withdraw(s, m, by=BY, now=t),
        {"applied", "returned", "prechecked", "publicised", "admitted", "warned"},
    ),
}


@pytest.mark.parametrize("status", [status.value for status in MembershipStatus])
@pytest.mark.parametrize("name", ACTS)
def test_every_act_works_from_its_states_and_from_no_other(session, now, name, status):
    membership = makers.membership(session, makers.provider(session), makers.pool(session), status=status)
    act, states = ACTS[name]
    if status in states:
        act(session, membership, now + timedelta(days=60))
    else:
        with pytest.raises(NotInThisState) as caught:
            act(session, membership, now + timedelta(days=60))
        assert (caught.value.status, membership.status) == (status, status)


def test_of_two_people_deciding_at_once_one_gets_through(engine, now):
    with Session(engine) as first, Session(engine) as second:
        membership = makers.membership(first, makers.provider(first), makers.pool(first), status="applied")
        first.commit()
        seen = second.get(PoolMembership, membership.id)
        second.commit()
        _ = seen.status
        second.expunge(seen)
        pools.precheck(first, membership, by="甲", now=now)
        first.commit()
        second.add(seen)
        with pytest.raises(NotInThisState) as caught:
            pools.refuse(second, seen, "否", by="乙", now=now)
        assert caught.value.status == "prechecked"
        second.rollback()
        assert [step.by for step in queries.steps_of(second, seen)] == ["maker", "甲"]
