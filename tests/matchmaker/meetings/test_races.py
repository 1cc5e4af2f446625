"""Two people at the same moment: exactly one wins, and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import select

from matchmaker.db import open_session
from matchmaker.events import attendance, registering
from matchmaker.events import queries as events
from matchmaker.events.drafts import Registration
from matchmaker.events.errors import AlreadyRegistered
from matchmaker.events.models import Event, Participant
from matchmaker.meetings import moving, queries, requests
from matchmaker.meetings.errors import Refusal
from matchmaker.meetings.models import Meeting, MeetingRequest
from tests import event_makers as make

NOW = make.NOW


def at_once(engine, *acts):
    """Run each act in a transaction and thread of its own, all at the same moment; the names of what was refused."""
    start = Barrier(len(acts))

    def run(act):
        with open_session(engine) as session:
            start.wait()
            try:
                act(session)
                session.commit()
            except (Refusal, AlreadyRegistered) as refusal:
                session.rollback()
                return type(refusal).__name__
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


@pytest.mark.parametrize("_round", range(3))
def test_two_meetings_for_one_table(engine, session, event, _round):
    plants, firms = make.sides(session, event, 2, 2)
    rows = [make.meeting(session, event, plants[n], firms[n]) for n in (0, 1)]
    slot, table = events.slots_of(session, event)[0], events.tables_of(session, event)[0]
    session.commit()

    def move(row):
        return lambda own: moving.move(
            own, own.get_one(Event, event.id), own.get_one(Meeting, row.meeting.id), slot, table, now=NOW
        )

    refused = at_once(engine, *(move(row) for row in rows))
    assert refused[0] == "" and refused[1] in {"CannotMove", "TableTaken"}
    session.expire_all()
    assert len(queries.grid(session, session.get_one(Event, event.id)).cells) == 1


@pytest.mark.parametrize("_round", range(3))
def test_accept_against_withdraw(engine, session, event, pair, _round):
    request = requests.ask(session, event, asker=pair[0], guest=pair[1], demand_id=None, now=NOW)
    session.commit()

    def own(one):
        return one.get_one(Event, event.id), one.get_one(MeetingRequest, request.id)

    refused = at_once(
        engine,
        lambda one: requests.accept(one, *own(one), "provider", now=NOW),
        lambda one: requests.withdraw(one, *own(one), "factory", now=NOW),
    )
    session.expire_all()
    row = queries.request_in(session, session.get_one(Event, event.id), request.id)
    # Accepted first, it may still be called off, or the withdrawal is refused; withdrawn first, no yes comes any more.
    ends = {
        ("withdrawn", "cancelled"): ["", ""],
        ("withdrawn", None): ["", "NotPending"],
        ("accepted", "unscheduled"): ["", "NotPending"],
    }
    assert ends[row.request.status, row.meeting and row.meeting.status] == refused


def test_both_sides_say_yes_to_a_proposal_at_once(engine, session, event, pair):
    proposal = requests.propose(session, event, factory=pair[0], provider=pair[1], demand_id=None, now=NOW)
    session.commit()

    def accept(side):
        return lambda one: requests.accept(
            one, one.get_one(Event, event.id), one.get_one(MeetingRequest, proposal.id), side, now=NOW
        )

    assert at_once(engine, accept("factory"), accept("provider")) == ["", ""]
    assert len(session.exec(select(Meeting)).all()) == 1


def test_a_double_click_on_register_makes_one_participant(engine, session, event):
    firm = make.factory(session)
    session.commit()

    def apply(one):
        own = one.get_one(type(firm), firm.id)
        registering.apply(one, one.get_one(Event, event.id), own, Registration(consent=True), now=NOW)

    assert at_once(engine, apply, apply) == ["", "AlreadyRegistered"]
    assert events.count_attendees(session, event) == 1


def test_two_scans_of_one_badge(engine, session, event, pair):
    session.commit()
    firsts = []

    def scan(one):
        firsts.append(attendance.check_in(one, one.get_one(Participant, pair[0].id), now=NOW).first)

    at_once(engine, scan, scan)
    assert sorted(firsts) == [False, True]
