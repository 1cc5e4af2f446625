import pytest

from matchmaker.events import queries as events
from matchmaker.meetings import choosing, moving, queries, requests
from matchmaker.meetings.errors import CannotMove
from tests import event_makers as make
from tests import makers

NOW = make.NOW


@pytest.fixture
def event(session):
    return make.event(session, makers.office(session), slots=3, tables=1, scheduling_mode="at_acceptance")


def test_only_slots_free_for_both_with_a_table_are_offered(session, event):
    slots = events.slots_of(session, event)
    plant = make.participant(session, event, make.factory(session), unavailable_slot_ids=[slots[0].id])
    others, firms = make.sides(session, event, 1, 2)
    busy = make.meeting(session, event, others[0], firms[1])
    moving.move(session, event, busy.meeting, slots[1], events.tables_of(session, event)[0], now=NOW)
    request = requests.ask(session, event, asker=plant, guest=firms[0], demand_id=None, now=NOW)
    assert [slot.position for slot in choosing.free_slots(session, event, request, now=NOW)] == [2]
    assert choosing.free_slots(session, event, request, now=slots[2].starts_at) == []
    meeting = choosing.accept_at(session, event, request, "provider", slots[2], now=NOW)
    assert (meeting.slot_id, meeting.locked, meeting.status) == (slots[2].id, True, "scheduled")


def test_a_slot_that_was_taken_is_refused(session, event):
    plants, firms = make.sides(session, event, 2, 2)
    slots = events.slots_of(session, event)
    asked = [requests.ask(session, event, asker=plants[n], guest=firms[n], demand_id=None, now=NOW) for n in (0, 1)]
    choosing.accept_at(session, event, asked[0], "provider", slots[0], now=NOW)
    session.commit()
    with pytest.raises(CannotMove):
        choosing.accept_at(session, event, asked[1], "provider", slots[0], now=NOW)
    session.rollback()
    assert queries.request_for(session, plants[1], asked[1].id).request.status == "pending"


def test_the_first_yes_to_a_proposal_places_nothing(session, event):
    plants, firms = make.sides(session, event, 1, 1)
    slot = events.slots_of(session, event)[0]
    proposal = requests.propose(session, event, factory=plants[0], provider=firms[0], demand_id=None, now=NOW)
    assert choosing.accept_at(session, event, proposal, "factory", slot, now=NOW) is None
    assert choosing.accept_at(session, event, proposal, "provider", slot, now=NOW).slot_id == slot.id
