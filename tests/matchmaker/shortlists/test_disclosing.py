"""The shortlist of a need, and the door to its confidential part."""

from datetime import timedelta

import pytest

from matchmaker.shortlists import disclosing, keeping, queries, reading
from matchmaker.shortlists.errors import NotHandedIn, NothingConfidential, OwnFirm
from matchmaker.shortlists.models import OpenedBy
from tests import makers


@pytest.fixture
def case(session):
    factory = makers.factory(session)
    demand = makers.demand(session, factory, status="published", confidential="配方温度 183 度")
    return (
        factory,
        demand,
        makers.provider(session, name="合肥甲软件"),
        makers.provider(session, name="合肥乙软件"),
    )


def opened(session, case, now, **changes):
    factory, demand, provider, _ = case
    given = {"opened_by": OpenedBy.owner, "by": "张三", "now": now} | changes
    return disclosing.disclose(session, factory, demand, provider, **given)


def test_only_the_provider_that_was_let_in_reads_it(session, case, now):
    _, demand, provider, other = case
    assert queries.confidential_for(session, provider, demand.id) is None
    opened(session, case, now)
    assert queries.confidential_for(session, provider, demand.id) == "配方温度 183 度"
    assert queries.confidential_for(session, other, demand.id) is None
    assert queries.disclosed_ids(session, demand) == {provider.id}
    assert [row[1].id for row in queries.opened_to(session, provider)] == [demand.id]


def test_revoking_closes_the_door_and_opening_again_opens_it(session, case, now):
    _, demand, provider, _ = case
    opened(session, case, now)
    disclosing.revoke(session, demand, provider, now=now)
    assert (
        queries.confidential_for(session, provider, demand.id) is None
        and queries.opened_to(session, provider) == []
    )
    row = opened(session, case, now, opened_by=OpenedBy.organiser, by="工信局")
    assert (row.opened_by, row.by, row.revoked_at) == ("organiser", "工信局", None)
    assert len(queries.disclosures_of(session, demand)) == 1


def test_opening_twice_keeps_who_opened_first(session, case, now):
    opened(session, case, now)
    assert opened(session, case, now, by="李四").by == "张三"


def test_what_cannot_be_opened(session, case, now):
    factory, demand, provider, _ = case
    nothing = makers.demand(session, factory, status="published")
    draft = makers.demand(session, factory, confidential="秘密")
    twin = makers.provider(session, credit_code=factory.credit_code)
    for refusal, what, whom in (
        (NothingConfidential, nothing, provider),
        (NotHandedIn, draft, provider),
        (OwnFirm, demand, twin),
    ):
        with pytest.raises(refusal):
            disclosing.disclose(session, factory, what, whom, opened_by=OpenedBy.owner, by="x", now=now)


def test_a_shortlist_keeps_each_provider_once(session, case, now):
    factory, demand, provider, other = case
    keeping.save(session, factory, demand, provider, now=now)
    keeping.save(session, factory, demand, provider, now=now, note=" 先联系 ")
    keeping.save(session, factory, demand, other, now=now + timedelta(minutes=1))
    assert [(kept.note, found.name) for kept, found in queries.saved_for(session, demand)] == [
        ("先联系", "合肥甲软件"),
        ("", "合肥乙软件"),
    ]
    keeping.drop(session, demand, provider)
    assert queries.saved_ids(session, demand) == {other.id} and queries.saved_counts(
        session, [demand.id]
    ) == {demand.id: 1}
    with pytest.raises(OwnFirm):
        keeping.save(
            session, factory, demand, makers.provider(session, credit_code=factory.credit_code), now=now
        )


def test_reading_leaves_a_trace_and_is_refused_to_others(session, case, now):
    _, demand, provider, other = case
    opened(session, case, now)
    assert reading.as_provider(session, other, demand.id, by="李四", now=now) is None
    assert queries.readings_of(session, demand) == []
    assert reading.as_provider(session, provider, demand.id, by="李四", now=now) == "配方温度 183 度"
    assert reading.as_office(session, demand, office="工信局", by="王五", now=now) == "配方温度 183 度"
    assert {(row.party, row.by) for row in queries.readings_of(session, demand)} == {
        ("合肥甲软件", "李四"),
        ("工信局", "王五"),
    }
