"""Events at which the guest picks the time when saying yes: which slots are free for both, and taking one."""

from datetime import datetime

from sqlmodel import Session, col, select

from matchmaker.events import queries as events
from matchmaker.events.models import Event, MeetingTable, Participant, Slot
from matchmaker.meetings import moving, requests
from matchmaker.meetings.errors import CannotMove, Conflict
from matchmaker.meetings.models import Meeting, MeetingRequest, MeetingSeat, RequestStatus, Wish


def free_slots(session: Session, event: Event, request: MeetingRequest, *, now: datetime) -> list[Slot]:
    """The slots ahead in which both firms are free and a table is, by time; half a dozen queries."""
    sides = [
        session.get_one(Participant, request.factory_participant_id),
        session.get_one(Participant, request.provider_participant_id),
    ]
    away = events.unavailable(session, event)
    closed = set().union(*(away.get(one.id, set()) | _full(session, one) for one in sides))
    slots = [slot for slot in events.slots_of(session, event) if slot.starts_at > now and slot.id not in closed]
    return [slot for slot in slots if free_tables(session, event, slot, sides)]


def free_tables(session: Session, event: Event, slot: Slot, sides: list[Participant]) -> list[MeetingTable]:
    """The tables nobody meets at in a slot, by number; only the kept one where a side keeps a table."""
    taken = set(session.exec(select(Meeting.table_id).where(Meeting.slot_id == slot.id)))
    kept = {one.table_id for one in sides if one.table_id}
    free = [table for table in events.tables_of(session, event) if table.id not in taken]
    return [table for table in free if not kept or table.id in kept]


def accept_at(
    session: Session,
    event: Event,
    request: MeetingRequest,
    side: str,
    slot: Slot,
    *,
    message: str = "",
    wish: Wish = Wish.MEET,
    now: datetime,
) -> Meeting | None:
    """Say yes and take a slot at the first free table; the meeting is locked there, as its own people chose it.

    `None` when the other side has yet to say yes: then there is no meeting to place. Raises what `requests.accept` and `moving.move` raise; nothing is changed when the slot was taken meanwhile,
    because the caller's transaction is rolled back.
    """
    requests.accept(session, event, request, side, message=message, wish=wish, now=now)
    if request.status != RequestStatus.ACCEPTED:
        return None
    meeting = session.exec(select(Meeting).where(Meeting.request_id == request.id)).one()
    sides = [session.get_one(Participant, request.factory_participant_id)]
    sides.append(session.get_one(Participant, request.provider_participant_id))
    tables = free_tables(session, event, slot, sides)
    if not tables:
        raise CannotMove([Conflict("table")])
    moving.move(session, event, meeting, slot, tables[0], now=now)
    return meeting


def _full(session: Session, person: Participant) -> set[object]:
    """Slots in which all delegates of a firm are busy."""
    taken = session.exec(select(MeetingSeat.slot_id).where(col(MeetingSeat.participant_id) == person.id)).all()
    return {slot for slot in taken if taken.count(slot) >= person.delegates}
