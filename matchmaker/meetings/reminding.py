"""The day before: every firm with published meetings is reminded once, with its times and tables."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from matchmaker.events.letters import to_participant, when
from matchmaker.events.models import Event, EventStatus, Participant, Slot
from matchmaker.events.slots import local
from matchmaker.meetings import agenda
from matchmaker.meetings.agenda import Line
from matchmaker.meetings.models import MeetingStatus

# Nobody is written to at night: the reminder goes at nine in the morning of the day before, on the event's own clock.
MORNING = 9


def remind(session: Session, *, now: datetime) -> int:
    """Write the reminders that are due; returns how many letters. Safe to call often: each goes once a day of the event.

    Firms that are there already, and meetings called off, are left out.
    """
    return sum(_remind_of(session, event, now) for event in _soon(session, now))


def _soon(session: Session, now: datetime) -> list[Event]:
    """Running events that have a slot within the next two days; one query."""
    ahead = select(Slot.event_id).where(Slot.starts_at > now, Slot.starts_at < now + timedelta(days=2))
    running = col(Event.status).in_([EventStatus.OPEN, EventStatus.CLOSED])
    return list(session.exec(select(Event).where(running, col(Event.id).in_(ahead))))


def _remind_of(session: Session, event: Event, now: datetime) -> int:
    here = local(event.zone, now)
    if here.hour < MORNING:
        return 0
    tomorrow = here.date() + timedelta(days=1)
    lines = [line for line in agenda.agenda(session, event) if _counts(event, line, tomorrow)]
    days = agenda.by_participant(lines)
    people = session.exec(select(Participant).where(col(Participant.id).in_(days))).all()
    key = f"{event.id}:{tomorrow}"
    return sum(_write(session, event, one, days[one.id], key=key, now=now) for one in people)


def _counts(event: Event, line: Line, day: date) -> bool:
    return line.status == MeetingStatus.SCHEDULED and local(event.zone, line.starts_at).date() == day


def _write(session: Session, event: Event, one: Participant, lines: list[Line], *, key: str, now: datetime) -> int:
    times = [(when(event, line.starts_at), line.table_number) for line in lines]
    return to_participant(session, event, one, "event-reminder", key=f"{key}:{one.id}", now=now, times=times)
