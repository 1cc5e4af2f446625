"""Changing the draft by hand: lock, move, unschedule, each with every conflict named."""

import uuid
from datetime import datetime

from sqlmodel import Session, col, func, select

from matchmaker.events.firms import firm_of
from matchmaker.events.models import Event, MeetingTable, Participant, Slot, Unavailability
from matchmaker.meetings import seats
from matchmaker.meetings.cancelling import AHEAD
from matchmaker.meetings.errors import CannotMove, ChangedMeanwhile, Conflict, MeetingOver
from matchmaker.meetings.models import Meeting, MeetingSeat
from matchmaker.meetings.seats import Place


def move(
    session: Session,
    event: Event,
    meeting: Meeting,
    slot: Slot,
    table: MeetingTable,
    *,
    seen_version: int | None = None,
    now: datetime,
) -> None:
    """Put a meeting into a slot at a table; it is locked then, so that no later run moves it away again.

    A lock keeps the engine off, not a person: a locked meeting may be moved by hand. Raises `CannotMove` with all
    conflicts, `MeetingOver`, and `ChangedMeanwhile` when `seen_version`, the version the page showed, is not the
    present one or somebody moves at the same moment.
    """
    _movable(meeting, seen_version)
    found = conflicts(session, event, meeting, slot, table, now=now)
    if found:
        raise CannotMove(found)
    seats.sit(session, meeting, Place(slot.id, table.id), seats.sides_of(session, meeting))
    meeting.locked = True
    session.flush()


def unschedule(session: Session, meeting: Meeting, *, seen_version: int | None = None) -> None:
    """Take a meeting out of the draft; its request stays accepted. Raises as `move` does."""
    _movable(meeting, seen_version)
    seats.stand_up(session, meeting)
    meeting.locked = False
    session.flush()


def unschedule_all(session: Session, event: Event) -> int:
    """Empty the draft but for locked and begun meetings; returns how many were taken out."""
    free = select(Meeting).where(
        Meeting.event_id == event.id, col(Meeting.slot_id).is_not(None), col(Meeting.locked).is_(False)
    )
    rows = [meeting for meeting in session.exec(free) if meeting.status in AHEAD]
    for meeting in rows:
        seats.stand_up(session, meeting)
    return len(rows)


def lock(session: Session, meeting: Meeting) -> None:
    """Keep a placed meeting where it is, whatever is computed later. Raises `MeetingOver`."""
    _ahead(meeting)
    meeting.locked = meeting.slot_id is not None
    session.flush()


def unlock(session: Session, meeting: Meeting) -> None:
    """Let the engine move the meeting again."""
    meeting.locked = False
    session.flush()


def clear_slot(session: Session, slot: Slot) -> int:
    """Unschedule everything in a slot, so that it can be taken away; returns how many meetings it hit."""
    return _clear(session, select(Meeting).where(Meeting.slot_id == slot.id))


def clear_table(session: Session, table: MeetingTable) -> int:
    """Unschedule everything at a table, so that it can be taken away; returns how many meetings it hit."""
    return _clear(session, select(Meeting).where(Meeting.table_id == table.id))


def conflicts(
    session: Session, event: Event, meeting: Meeting, slot: Slot, table: MeetingTable, *, now: datetime
) -> list[Conflict]:
    """Everything that speaks against a move, in words' worth of facts; empty when it may be done."""
    found = [Conflict("past")] if slot.starts_at <= now else []
    there = session.exec(
        select(Meeting.id).where(Meeting.slot_id == slot.id, Meeting.table_id == table.id, Meeting.id != meeting.id)
    ).first()
    if there:
        found.append(Conflict("table", meeting_id=there))
    for person in seats.sides_of(session, meeting):
        cap = person.cap or event.cap_per_firm
        found += _conflicts_of(session, meeting, person, Place(slot.id, table.id), cap=cap)
    return found


def _conflicts_of(
    session: Session, meeting: Meeting, person: Participant, place: Place, *, cap: int | None
) -> list[Conflict]:
    firm = firm_of(session, person).name
    found = []
    if session.exec(_away(person, place.slot_id)).first():
        found.append(Conflict("unavailable", firm))
    busy = session.exec(_others(meeting, person).where(MeetingSeat.slot_id == place.slot_id)).all()
    if len(busy) >= person.delegates:
        found.append(Conflict("firm", firm, busy[0]))
    if person.table_id and person.table_id != place.table_id:
        found.append(Conflict("fixed", firm))
    if cap and session.exec(_others(meeting, person).with_only_columns(func.count())).one() >= cap:
        found.append(Conflict("cap", firm))
    return found


def _away(person: Participant, slot_id: uuid.UUID):  # type: ignore[no-untyped-def]
    return select(Unavailability.id).where(
        Unavailability.participant_id == person.id, Unavailability.slot_id == slot_id
    )


def _others(meeting: Meeting, person: Participant):  # type: ignore[no-untyped-def]
    return select(MeetingSeat.meeting_id).where(
        MeetingSeat.participant_id == person.id, MeetingSeat.meeting_id != meeting.id
    )


def _movable(meeting: Meeting, seen_version: int | None) -> None:
    _ahead(meeting)
    if seen_version is not None and seen_version != meeting.version:
        raise ChangedMeanwhile


def _ahead(meeting: Meeting) -> None:
    if meeting.status not in AHEAD:
        raise MeetingOver(meeting.status)


def _clear(session: Session, query) -> int:  # type: ignore[no-untyped-def]
    rows = session.exec(query).all()
    for meeting in rows:
        unschedule(session, meeting)
    return len(rows)

