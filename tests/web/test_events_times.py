"""At an event where the guest picks the time, it is offered with the yes and taken with it."""

from matchmaker.accounts import representing
from matchmaker.events import queries as events
from matchmaker.meetings import queries, requests
from tests import event_makers as make
from tests import makers


def test_the_guest_picks_a_free_time_when_saying_yes(client, session):
    event = make.event(session, makers.office(session), scheduling_mode="at_acceptance")
    plants, firms = make.sides(session, event, 1, 2)
    asked = [requests.ask(session, event, asker=plants[0], guest=one, demand_id=None, now=make.NOW) for one in firms]
    slots = events.slots_of(session, event)
    here = f"/provider/{firms[0].provider_id}/events/{event.id}/requests"
    person = makers.account(session)
    representing.represent(session, person, provider_id=firms[0].provider_id, now=makers.NOW)
    makers.sign_in(client, session, person)
    page = client.get(here).get_data(as_text=True)
    assert page.count("<option") == 1 + len(slots)
    client.post(f"{here}/{asked[0].id}/accept", data={"slot": str(slots[3].id)})
    row = queries.request_in(session, event, asked[0].id)
    session.commit()
    assert (row.meeting.slot_id, row.meeting.locked) == (slots[3].id, True)
    assert client.post(f"{here}/{asked[0].id}/accept", data={"slot": "nonsense"}).status_code == 404
