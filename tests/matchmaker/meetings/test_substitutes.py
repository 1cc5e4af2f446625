import pytest

from matchmaker.events import attendance
from matchmaker.events import queries as events
from matchmaker.meetings import moving, proposing, queries, requests, substitutes
from tests import event_makers as make
from tests import makers

NOW = make.NOW
APS = "车间排产 APS 系统,插单后自动重排,有限产能排程。"


@pytest.fixture
def event(session):
    return make.event(session, makers.office(session))


@pytest.fixture
def plant(session, event):
    owner = make.factory(session, "排产厂")
    return make.participant(session, event, owner, demand_ids=[make.need(session, owner).id])


@pytest.fixture
def firm(session, event):
    pool = makers.pool(session)

    def listed(name, **wish):
        made = makers.provider(session, name=name, summary=APS)
        makers.membership(session, made, pool)
        return make.participant(session, event, made, **wish)

    return listed


def test_pairs_of_the_event_are_suggested_until_somebody_has_spoken(session, event, plant, firm):
    seats = [firm(name) for name in ("甲软件", "乙软件")]
    need = events.topics_of(session, plant)[0]
    found = proposing.suggestions(session, event)
    assert {one.provider.firm.name for one in found} == {"甲软件", "乙软件"} and all(0 < one.score <= 1 for one in found)
    asked = requests.ask(session, event, asker=plant, guest=seats[0], demand_id=need.id, now=NOW)
    assert [one.provider.firm.name for one in proposing.suggestions(session, event)] == ["乙软件"]
    requests.decline(session, event, asked, "provider", now=NOW)
    assert [one.provider.firm.name for one in proposing.suggestions(session, event)] == ["乙软件"]


def test_substitutes_are_here_free_and_not_ruled_out(session, event, plant, firm):
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    here, _absent, busy, away = firm("在场"), firm("没到"), firm("在谈"), firm("走了", unavailable_slot_ids=[slots[0].id])
    for one in (here, busy, away, plant):
        attendance.check_in(session, one, now=NOW)
    other = make.participant(session, event, make.factory(session, "别厂"))
    row = make.meeting(session, event, other, busy)
    moving.move(session, event, row.meeting, slots[0], tables[0], now=NOW)

    def names(slot):
        return sorted(one.firm.firm.name for one in substitutes.substitutes(session, event, plant, slots[slot]))

    assert names(0) == ["在场"]
    assert names(1) == ["在场", "在谈", "走了"]
    assert [one.firm.firm.name for one in substitutes.substitutes(session, event, here, slots[0])] == ["排产厂"]
    assert len(substitutes.free_slots_of(session, event, busy, now=NOW)) == 5


def test_the_two_are_brought_together_at_once(session, event, plant, firm):
    seat, slots = firm("在场"), events.slots_of(session, event)
    need = events.topics_of(session, plant)[0]
    meeting = substitutes.bring_together(session, event, plant, seat, demand_id=need.id, slot=slots[0], now=NOW)
    row = queries.meeting_in(session, event, meeting.id)
    assert (row.request.status, row.meeting.status, row.meeting.slot_id) == ("accepted", "scheduled", slots[0].id)
