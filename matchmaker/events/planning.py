"""How an organiser plans an event: basics, blocks, programme, tables, phases and its way from draft to finished."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, delete, func, select, update

from matchmaker.accounts.models import Account, Office
from matchmaker.events import slots
from matchmaker.events.drafts import BlockPlan, EventPlan, ItemPlan, PhasePlan
from matchmaker.events.errors import (
    BlocksOverlap,
    EventNotEditable,
    NothingPlanned,
    TableInUse,
    TooMuch,
    WrongOrder,
)
from matchmaker.events.models import (
    Block,
    DeskDuty,
    Event,
    EventKind,
    EventPhase,
    EventStatus,
    MeetingTable,
    ProgrammeItem,
    Slot,
)
from providers import text

# Where an event may go from where. A cancelled or finished one stays so.
WAYS = {
    EventStatus.DRAFT: {EventStatus.OPEN, EventStatus.CANCELLED},
    EventStatus.OPEN: {EventStatus.CLOSED, EventStatus.CANCELLED, EventStatus.FINISHED},
    EventStatus.CLOSED: {EventStatus.OPEN, EventStatus.CANCELLED, EventStatus.FINISHED},
}


def create(session: Session, office: Office, plan: EventPlan, *, now: datetime) -> Event:
    """A new event of the office, as a draft that only the office sees."""
    event = Event(office_id=office.id, region_code=office.region_code, created_at=now, **plan.model_dump())
    session.add(event)
    session.flush()
    return event


def amend(session: Session, event: Event, plan: EventPlan) -> None:
    """Change the basics. A new zone keeps the clock times of the plan, so its slots are cut anew (`SlotsInUse`)."""
    _still_editable(event)
    old_zone = event.zone
    for name, value in plan.model_dump().items():
        setattr(event, name, value)
    event.version += 1
    if event.zone != old_zone:
        slots.carry_over(session, event, old_zone)
    session.flush()


def add_block(session: Session, event: Event, plan: BlockPlan) -> Block:
    """Add a block and cut its slots; raises `BlocksOverlap`."""
    _still_editable(event)
    block = Block(event_id=event.id, **_block_columns(event, plan))
    _refuse_overlap(session, block)
    session.add(block)
    session.flush()
    slots.recut(session, event)
    return block


def amend_block(session: Session, event: Event, block: Block, plan: BlockPlan) -> None:
    """Change a block; slots with unchanged times keep their meetings. Raises `BlocksOverlap`, `SlotsInUse`."""
    _still_editable(event)
    for name, value in _block_columns(event, plan).items():
        setattr(block, name, value)
    with session.no_autoflush:
        _refuse_overlap(session, block)
    session.flush()
    slots.recut(session, event)


def remove_block(session: Session, event: Event, block: Block) -> None:
    """Take a block away with its slots; raises `SlotsInUse` while meetings are placed in them."""
    _still_editable(event)
    slots.remove(session, list(session.exec(select(Slot).where(Slot.block_id == block.id))))
    session.delete(block)
    session.flush()
    slots.recut(session, event)


def add_item(session: Session, event: Event, plan: ItemPlan) -> ProgrammeItem:
    """Add a programme item; slots under a blocking one go, `SlotsInUse` when they have meetings."""
    _still_editable(event)
    starts, ends = slots.moment(event, plan.day, plan.starts), slots.moment(event, plan.day, plan.ends)
    words = plan.model_dump(exclude={"day", "starts", "ends"})
    item = ProgrammeItem(event_id=event.id, starts_at=starts, ends_at=ends, **words)
    session.add(item)
    session.flush()
    slots.recut(session, event)
    return item


def remove_item(session: Session, event: Event, item: ProgrammeItem) -> None:
    """Take a programme item away; the slots it kept free come back."""
    _still_editable(event)
    session.delete(item)
    session.flush()
    slots.recut(session, event)


def add_tables(
    session: Session, event: Event, count: int, *, place: str = "", equipment: str = ""
) -> list[MeetingTable]:
    """Add `count` (1 … 500) tables, numbered on from the highest number there is; `TooMuch` beyond number 1,000."""
    _still_editable(event)
    if not 1 <= count <= 500:
        raise ValueError("count must be between 1 and 500")
    highest = session.exec(select(func.max(MeetingTable.number)).where(MeetingTable.event_id == event.id)).one() or 0
    if highest + count > slots.MOST:
        raise TooMuch(slots.MOST)
    numbers = range(highest + 1, highest + count + 1)
    tables = [MeetingTable(event_id=event.id, number=n, place=text.line(place)[:120], equipment=text.line(equipment)[:200]) for n in numbers]
    session.add_all(tables)
    session.flush()
    return tables


def amend_table(session: Session, event: Event, table: MeetingTable, *, place: str, equipment: str) -> None:
    """Say where a table stands and what it has."""
    _still_editable(event)
    table.place, table.equipment = text.line(place)[:120], text.line(equipment)[:200]
    session.flush()


def remove_table(session: Session, event: Event, table: MeetingTable) -> None:
    """Take a table away; raises `TableInUse` while meetings or a firm are there."""
    _still_editable(event)
    try:
        with session.begin_nested():
            session.delete(table)
    except IntegrityError as error:
        raise TableInUse(table.number) from error


def set_phases(session: Session, event: Event, plans: Iterable[PhasePlan]) -> None:
    """Replace all phases; each kind at most once."""
    _still_editable(event)
    session.exec(delete(EventPhase).where(EventPhase.event_id == event.id))
    session.add_all(EventPhase(event_id=event.id, **plan.model_dump()) for plan in plans)
    session.flush()


def set_phase_by_hand(session: Session, event: Event, kind: str | None) -> None:
    """Hold the event in one phase whatever the clock says; `None` gives it back to the clock."""
    _still_editable(event)
    event.phase_by_hand = kind
    session.flush()


def open_registration(session: Session, event: Event) -> None:
    """Show the event and take registrations; raises `NothingPlanned` when there is no slot or table to meet at."""
    if event.kind != EventKind.ROADSHOW and not _has_room(session, event):
        raise NothingPlanned
    _go(session, event, EventStatus.OPEN)


def close_registration(session: Session, event: Event) -> None:
    """Take no more registrations; the event itself goes on."""
    _go(session, event, EventStatus.CLOSED)


def finish(session: Session, event: Event) -> None:
    """Close the books: plan and registrations stay as they are, feedback and outcomes go on."""
    _go(session, event, EventStatus.FINISHED)


def cancel(session: Session, event: Event) -> None:
    """Call the event off. Telling the firms is `meetings.leaving.cancel_event`, which calls this."""
    _go(session, event, EventStatus.CANCELLED)


def give_desk_duty(session: Session, event: Event, account: Account, *, now: datetime) -> DeskDuty:
    """Let an account help at the desk of this event; asking twice changes nothing."""
    existing = session.exec(
        select(DeskDuty).where(DeskDuty.event_id == event.id, DeskDuty.account_id == account.id)
    ).first()
    duty = existing or DeskDuty(event_id=event.id, account_id=account.id, created_at=now)
    session.add(duty)
    session.flush()
    return duty


def end_desk_duty(session: Session, duty: DeskDuty) -> None:
    """Take the desk back from an account; its next page is refused."""
    session.delete(duty)
    session.flush()


def clone(session: Session, event: Event, office: Office, *, name: str, first_day: date, now: datetime) -> Event:
    """A new draft with the same basics, blocks, programme and tables, beginning on `first_day`; no firms, no phases."""
    columns = {field: getattr(event, field) for field in EventPlan.model_fields} | {"name": name}
    copy = create(session, office, EventPlan.model_validate(columns), now=now)
    for block in session.exec(select(Block).where(Block.event_id == event.id).order_by(Block.starts_at)):
        add_block(session, copy, _shifted(event, block, first_day, _first_day(session, event)))
    for table in session.exec(select(MeetingTable).where(MeetingTable.event_id == event.id)):
        words = {"number": table.number, "place": table.place, "equipment": table.equipment}
        session.add(MeetingTable(event_id=copy.id, **words))
    session.flush()
    return copy


def _still_editable(event: Event) -> None:
    if event.status in {EventStatus.FINISHED, EventStatus.CANCELLED}:
        raise EventNotEditable


def _go(session: Session, event: Event, status: EventStatus) -> None:
    """Compare-and-set: of two people at the same button one wins."""
    allowed = status in WAYS.get(EventStatus(event.status), set())
    move = update(Event).where(Event.id == event.id, Event.status == event.status)
    if not allowed or session.exec(move.values(status=status, version=Event.version + 1)).rowcount != 1:
        raise WrongOrder(event.status)
    session.refresh(event)


def _has_room(session: Session, event: Event) -> bool:
    slot = session.exec(select(Slot.id).where(Slot.event_id == event.id)).first()
    return bool(slot and session.exec(select(MeetingTable.id).where(MeetingTable.event_id == event.id)).first())


def _block_columns(event: Event, plan: BlockPlan) -> dict[str, object]:
    columns = plan.model_dump(exclude={"starts", "ends"})
    columns["starts_at"] = slots.moment(event, plan.day, plan.starts)
    columns["ends_at"] = slots.moment(event, plan.day, plan.ends)
    return columns


def _refuse_overlap(session: Session, block: Block) -> None:
    others = select(Block).where(Block.event_id == block.event_id, Block.id != block.id)
    for other in session.exec(others):
        if other.starts_at < block.ends_at and block.starts_at < other.ends_at:
            raise BlocksOverlap(other.label)


def _first_day(session: Session, event: Event) -> date:
    return session.exec(select(func.min(Block.day)).where(Block.event_id == event.id)).one()


def _shifted(event: Event, block: Block, first_day: date, old_first: date) -> BlockPlan:
    local = [slots.local(event.zone, moment).time() for moment in (block.starts_at, block.ends_at)]
    return BlockPlan(
        day=first_day + (block.day - old_first), starts=local[0], ends=local[1],
        slot_minutes=block.slot_minutes, break_minutes=block.break_minutes, label=block.label,
    )
