"""Sitting down: a meeting gets a slot, a table and a seat for each side, and the database excludes double booking."""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select, update

from matchmaker.events.models import Participant
from matchmaker.meetings.errors import ChangedMeanwhile, SlotTaken, TableTaken
from matchmaker.meetings.models import BEGUN, Meeting, MeetingRequest, MeetingSeat, MeetingStatus


@dataclass(frozen=True)
class Place:
    """A slot and a table of one event."""

    slot_id: uuid.UUID
    table_id: uuid.UUID


def sit(session: Session, meeting: Meeting, place: Place, people: tuple[Participant, Participant]) -> None:
    """Move one meeting to a place; raises `SlotTaken`, `TableTaken`, and `ChangedMeanwhile` when it was just moved."""
    stand_up(session, meeting)
    lanes = {person.id: _free_lane(session, place.slot_id, person) for person in people}
    seats = [_seat(meeting.id, place.slot_id, person.id, lanes[person.id]) for person in people]
    try:
        with session.begin_nested():
            session.add_all(MeetingSeat(**seat) for seat in seats)
    except IntegrityError as error:
        raise SlotTaken from error
    _put(session, meeting, place)


def stand_up(session: Session, meeting: Meeting) -> None:
    """Free the seats and the table of a meeting; it is unscheduled then."""
    session.exec(delete(MeetingSeat).where(col(MeetingSeat.meeting_id) == meeting.id))
    _put(session, meeting, None)


def seat_all(session: Session, event_id: uuid.UUID, places: Mapping[uuid.UUID, Place]) -> None:
    """Replace the whole draft of an event: meeting id → place, everything else unscheduled.

    Meetings that have begun or are over must be among `places` where they are. All seats are taken away first,
    because the constraints are checked row by row. Seats are written in one statement: 2,000 meetings take well under a second.
    """
    standing = select(Meeting.id).where(Meeting.event_id == event_id)
    session.flush()
    session.exec(delete(MeetingSeat).where(col(MeetingSeat.meeting_id).in_(standing)))
    rows = {row.id: row for row in session.exec(select(Meeting).where(Meeting.event_id == event_id))}
    _clear(session, event_id)
    try:
        with session.begin_nested():
            _write(session, rows, places)
    except IntegrityError as error:
        raise SlotTaken from error
    session.expire_all()


def sides_of(session: Session, meeting: Meeting) -> tuple[Participant, Participant]:
    """The factory and the provider of a meeting."""
    request = session.get_one(MeetingRequest, meeting.request_id)
    ids = (request.factory_participant_id, request.provider_participant_id)
    return session.get_one(Participant, ids[0]), session.get_one(Participant, ids[1])


def _free_lane(session: Session, slot_id: uuid.UUID, person: Participant) -> int:
    taken = session.exec(
        select(MeetingSeat.lane).where(MeetingSeat.slot_id == slot_id, MeetingSeat.participant_id == person.id)
    ).all()
    free = [lane for lane in range(person.delegates) if lane not in taken]
    if not free:
        raise SlotTaken
    return free[0]


def _put(session: Session, meeting: Meeting, place: Place | None) -> None:
    """Compare-and-set on the version, so that of two organisers who move a meeting at the same moment one is told."""
    change = update(Meeting).where(col(Meeting.id) == meeting.id, col(Meeting.version) == meeting.version)
    try:
        with session.begin_nested():
            changed = session.exec(change.values(version=meeting.version + 1, **_columns(place))).rowcount
    except IntegrityError as error:
        raise TableTaken from error
    if changed != 1:
        raise ChangedMeanwhile
    session.refresh(meeting)


def _columns(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"slot_id": None, "table_id": None, "status": MeetingStatus.UNSCHEDULED}
    return {"slot_id": place.slot_id, "table_id": place.table_id, "status": MeetingStatus.SCHEDULED}


def _clear(session: Session, event_id: uuid.UUID) -> None:
    session.exec(update(Meeting).where(col(Meeting.event_id) == event_id).values(slot_id=None, table_id=None))
    planned = update(Meeting).where(
        col(Meeting.event_id) == event_id, col(Meeting.status) == MeetingStatus.SCHEDULED
    )
    session.exec(planned.values(status=MeetingStatus.UNSCHEDULED))


def _write(session: Session, meetings: Mapping[uuid.UUID, Meeting], places: Mapping[uuid.UUID, Place]) -> None:
    if not places:
        return
    lanes: Counter[tuple[uuid.UUID, uuid.UUID]] = Counter()
    seats = [
        _seat(meeting_id, slot_id, person, _next_lane(lanes, slot_id, person, delegates))
        for meeting_id, person, delegates in _people(session, list(places))
        for slot_id in [places[meeting_id].slot_id]
    ]
    session.execute(insert(MeetingSeat), seats)
    session.execute(update(Meeting), [_move(meetings[meeting_id], place) for meeting_id, place in places.items()])


def _next_lane(lanes: Counter[tuple[uuid.UUID, uuid.UUID]], slot_id: uuid.UUID, person: uuid.UUID, delegates: int) -> int:
    lane = lanes[slot_id, person]
    if lane >= delegates:
        raise SlotTaken
    lanes[slot_id, person] += 1
    return lane


def _move(meeting: Meeting, place: Place) -> dict[str, object]:
    status = meeting.status if meeting.status in BEGUN else MeetingStatus.SCHEDULED
    return {"id": meeting.id, "slot_id": place.slot_id, "table_id": place.table_id, "status": status}


def _people(session: Session, meeting_ids: list[uuid.UUID]) -> list[tuple[uuid.UUID, uuid.UUID, int]]:
    """(meeting, participant, delegates), two rows for each meeting."""
    both = (MeetingRequest.factory_participant_id, MeetingRequest.provider_participant_id)
    query = (
        select(Meeting.id, Participant.id, Participant.delegates)
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .join(Participant, col(Participant.id).in_(both))
    )
    return list(session.exec(query.where(col(Meeting.id).in_(meeting_ids))))


def _seat(meeting_id: uuid.UUID, slot_id: uuid.UUID, participant_id: uuid.UUID, lane: int) -> dict[str, object]:
    return {
        "id": uuid.uuid4(),
        "meeting_id": meeting_id,
        "slot_id": slot_id,
        "participant_id": participant_id,
        "lane": lane,
    }
