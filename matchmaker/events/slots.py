"""Blocks cut into slots, and slots kept in step with the plan."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, delete, select

from matchmaker.events.errors import SlotsInUse, TooMuch
from matchmaker.events.models import Block, Event, ProgrammeItem, Slot, Unavailability

# More than any event has; the engine and a page could not show more in one piece.
MOST = 1_000


def moment(event: Event, day: date, clock: time) -> datetime:
    """The aware moment of a local day and time of the event's zone."""
    return datetime.combine(day, clock, ZoneInfo(event.zone))


def local(zone: str, moment: datetime) -> datetime:
    """The same moment on the clock of a zone."""
    return moment.astimezone(ZoneInfo(zone))


def carry_over(session: Session, event: Event, old_zone: str) -> None:
    """Give blocks and programme the same clock times in the event's new zone, and cut the slots anew."""
    for model in (Block, ProgrammeItem):
        for row in session.exec(select(model).where(model.event_id == event.id)):
            row.starts_at = local(old_zone, row.starts_at).replace(tzinfo=ZoneInfo(event.zone))
            row.ends_at = local(old_zone, row.ends_at).replace(tzinfo=ZoneInfo(event.zone))
    session.flush()
    recut(session, event)


def cut(block: Block) -> Iterator[tuple[datetime, datetime]]:
    """Start and end of each slot of a block, in order; what does not fill a whole slot is left over."""
    length, step = timedelta(minutes=block.slot_minutes), timedelta(minutes=block.slot_minutes + block.break_minutes)
    start = block.starts_at
    while start + length <= block.ends_at:
        yield start, start + length
        start += step


def recut(session: Session, event: Event) -> None:
    """Make the slots of an event equal to what its blocks and blocking items say.

    Slots whose times stay keep their identity, and with it the meetings placed there. Raises `SlotsInUse` when a
    slot that would go has a meeting: the meetings must be moved first; `TooMuch` beyond 1,000 slots. Costs a few
    queries plus one per change.
    """
    wanted = _wanted(session, event)
    if len(wanted) > MOST:
        raise TooMuch(MOST)
    existing = {(slot.starts_at, slot.ends_at): slot for slot in _slots(session, event)}
    remove(session, [slot for times, slot in existing.items() if times not in wanted])
    for position, times in enumerate(sorted(wanted)):
        slot = existing.get(times) or Slot(event_id=event.id, starts_at=times[0], ends_at=times[1])
        slot.position, slot.block_id = position, wanted[times].id
        session.add(slot)
    session.flush()


def _wanted(session: Session, event: Event) -> dict[tuple[datetime, datetime], Block]:
    blocks = session.exec(select(Block).where(Block.event_id == event.id))
    items = session.exec(
        select(ProgrammeItem).where(ProgrammeItem.event_id == event.id, ProgrammeItem.blocking)
    ).all()
    return {
        (start, end): block
        for block in blocks
        for start, end in cut(block)
        if not any(item.starts_at < end and start < item.ends_at for item in items)
    }


def _slots(session: Session, event: Event) -> list[Slot]:
    return list(session.exec(select(Slot).where(Slot.event_id == event.id)))


def remove(session: Session, slots: list[Slot]) -> None:
    """Delete slots and what firms said about them; `SlotsInUse` when one has a meeting."""
    if not slots:
        return
    ids = [slot.id for slot in slots]
    session.exec(delete(Unavailability).where(Unavailability.slot_id.in_(ids)))
    try:
        with session.begin_nested():
            for slot in slots:
                session.delete(slot)
    except IntegrityError as error:
        raise SlotsInUse(len(slots)) from error
