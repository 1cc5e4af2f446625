"""Reading events through who may read them: the office of the region, a firm, the desk, the public."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlmodel import Session, SQLModel, case, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from demands.models import Demand, Factory
from matchmaker.accounts.models import Account, Office, OfficeMember
from matchmaker.classifications.regions import prefix, within
from matchmaker.events.firms import Firm, firm_of
from matchmaker.events.models import (
    Block,
    DeskDuty,
    Event,
    EventStatus,
    MeetingTable,
    Participant,
    ParticipantStatus,
    ParticipantTopic,
    ProgrammeItem,
    Side,
    Slot,
    Unavailability,
)
from providers.models import Offering, Provider

Part = TypeVar("Part", bound=SQLModel)
PUBLIC = (EventStatus.OPEN, EventStatus.CLOSED, EventStatus.FINISHED)


@dataclass(frozen=True)
class EventRow:
    """An event with its days (`None` while no block is planned) and how many approved firms each side has."""

    event: Event
    first_day: date | None
    last_day: date | None
    factories: int
    providers: int


@dataclass(frozen=True)
class Attendee:
    """A participant with its firm."""

    participant: Participant
    firm: Firm


@dataclass(frozen=True)
class Topic:
    """A need or offering a firm comes for."""

    id: uuid.UUID
    title: str
    demand: Demand | None = None
    offering: Offering | None = None


def event_in(session: Session, region_code: str, event_id: uuid.UUID) -> Event | None:
    """An event of the office's region."""
    return session.exec(select(Event).where(Event.id == event_id, _within(region_code))).first()


def events_in(session: Session, region_code: str, *, status: str = "") -> list[EventRow]:
    """Events of the office's region, the newest first."""
    query = select(Event).where(_within(region_code))
    return _rows(session, query.where(Event.status == status) if status else query)


def public_event(session: Session, event_id: uuid.UUID) -> Event | None:
    """An event everybody may read about: not a draft, not called off."""
    return session.exec(select(Event).where(Event.id == event_id, col(Event.status).in_(PUBLIC))).first()


def public_events(session: Session, *, status: str = "") -> list[EventRow]:
    """Events everybody may read about, the newest first."""
    query = select(Event).where(col(Event.status).in_(PUBLIC))
    return _rows(session, query.where(Event.status == status) if status else query)


def event_for(session: Session, firm: Firm, event_id: uuid.UUID) -> Event | None:
    """An event a firm may see: a public one, or one it takes part in (also when called off), never a draft."""
    event = session.get(Event, event_id)
    if event is None or event.status == EventStatus.DRAFT:
        return None
    mine = select(Participant.id).where(Participant.event_id == event_id, _mine(firm))
    return event if event.status in PUBLIC or session.exec(mine).first() else None


def participations(session: Session, firm: Firm) -> list[tuple[Event, Participant]]:
    """The events a firm was ever asked to or applied for, the newest first."""
    query = select(Event, Participant).join(Participant).where(_mine(firm), Event.status != EventStatus.DRAFT)
    return list(session.exec(query.order_by(col(Event.created_at).desc())))


def event_at_desk(session: Session, account: Account, event_id: uuid.UUID) -> Event | None:
    """A running event at whose desk the account helps, or that lies in the region of an office it works in."""
    event = session.get(Event, event_id)
    if event is None or event.status not in {EventStatus.OPEN, EventStatus.CLOSED}:
        return None
    duty = select(DeskDuty.id).where(DeskDuty.event_id == event_id, DeskDuty.account_id == account.id)
    return event if session.exec(duty).first() or _works_in(session, account, event.region_code) else None


def events_at_desk(session: Session, account: Account) -> list[EventRow]:
    """All running events at whose desk the account helps."""
    query = select(Event).join(DeskDuty).where(DeskDuty.account_id == account.id)
    return _rows(session, query.where(col(Event.status).in_([EventStatus.OPEN, EventStatus.CLOSED])))


def desk_of(session: Session, event: Event) -> list[tuple[DeskDuty, Account]]:
    """Who helps at the desk, by name."""
    query = select(DeskDuty, Account).join(Account).where(DeskDuty.event_id == event.id)
    return list(session.exec(query.order_by(Account.name)))


def part_of(session: Session, event: Event, model: type[Part], part_id: uuid.UUID) -> Part | None:
    """A block, slot, item, table, participant or desk duty of this event and no other."""
    return session.exec(select(model).where(model.id == part_id, model.event_id == event.id)).first()


def blocks_of(session: Session, event: Event) -> list[Block]:
    """The blocks in order of time."""
    return list(session.exec(select(Block).where(Block.event_id == event.id).order_by(Block.starts_at)))


def items_of(session: Session, event: Event) -> list[ProgrammeItem]:
    """The programme in order of time."""
    query = select(ProgrammeItem).where(ProgrammeItem.event_id == event.id)
    return list(session.exec(query.order_by(ProgrammeItem.starts_at)))


def slots_of(session: Session, event: Event) -> list[Slot]:
    """The slots in order of time, which is also that of `position`."""
    return list(session.exec(select(Slot).where(Slot.event_id == event.id).order_by(Slot.position)))


def tables_of(session: Session, event: Event) -> list[MeetingTable]:
    """The tables by number."""
    query = select(MeetingTable).where(MeetingTable.event_id == event.id)
    return list(session.exec(query.order_by(MeetingTable.number)))


def attendee(session: Session, participant: Participant) -> Attendee:
    """One participant with its firm."""
    return Attendee(participant, firm_of(session, participant))


def attendees(
    session: Session,
    event: Event,
    *,
    side: str = "",
    statuses: Collection[str] = (),
    words: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> list[Attendee]:
    """Participants with their firms by name, narrowed by side, status and words of the name; one query."""
    query = _attendees(select(Participant, Factory, Provider), event, side, statuses, words)
    query = query.order_by(func.coalesce(Factory.name, Provider.name), Participant.id).limit(limit).offset(offset)
    return [Attendee(participant, factory or provider) for participant, factory, provider in session.exec(query)]


def count_attendees(
    session: Session, event: Event, *, side: str = "", statuses: Collection[str] = (), words: str = ""
) -> int:
    """How many `attendees` would find without a limit."""
    query = _attendees(select(func.count(Participant.id)).select_from(Participant), event, side, statuses, words)
    return session.exec(query).one()


def status_counts(session: Session, event: Event) -> dict[tuple[str, str], int]:
    """(side, status) → number of firms; what nobody has is missing."""
    query = select(Participant.side, Participant.status, func.count()).where(Participant.event_id == event.id)
    rows = session.exec(query.group_by(Participant.side, Participant.status))
    return {(side, status): count for side, status, count in rows}


def present_counts(session: Session, event: Event) -> dict[str, int]:
    """side → firms checked in."""
    query = select(Participant.side, func.count()).where(Participant.event_id == event.id)
    rows = session.exec(query.where(col(Participant.checked_in_at).is_not(None)).group_by(Participant.side))
    return {Side.FACTORY: 0, Side.PROVIDER: 0} | dict(rows.all())


def topics_of(session: Session, participant: Participant) -> list[Topic]:
    """What a firm comes for, by title."""
    return topics_by_participant(session, [participant]).get(participant.id, [])


def topics_by_participant(session: Session, participants: Collection[Participant]) -> dict[uuid.UUID, list[Topic]]:
    """participant id → its topics by title; one query however many there are."""
    query = (
        select(ParticipantTopic.participant_id, Demand, Offering)
        .outerjoin(Demand, Demand.id == ParticipantTopic.demand_id)
        .outerjoin(Offering, Offering.id == ParticipantTopic.offering_id)
        .where(col(ParticipantTopic.participant_id).in_([one.id for one in participants]))
        .order_by(func.coalesce(Demand.title, Offering.title))
    )
    found: dict[uuid.UUID, list[Topic]] = {}
    for participant_id, demand, offering in session.exec(query):
        topic = demand or offering
        found.setdefault(participant_id, []).append(Topic(topic.id, topic.title, demand, offering))
    return found


def unavailable(session: Session, event: Event) -> dict[uuid.UUID, set[uuid.UUID]]:
    """participant id → ids of the slots in which the firm cannot meet."""
    query = select(Unavailability.participant_id, Unavailability.slot_id).join(Slot).where(Slot.event_id == event.id)
    found: dict[uuid.UUID, set[uuid.UUID]] = {}
    for participant_id, slot_id in session.exec(query):
        found.setdefault(participant_id, set()).add(slot_id)
    return found


def _works_in(session: Session, account: Account, region_code: str) -> bool:
    offices = select(Office.region_code).join(OfficeMember).where(OfficeMember.account_id == account.id)
    return any(within(own, region_code) for own in session.exec(offices))


def _within(region_code: str):  # type: ignore[no-untyped-def]
    return col(Event.region_code).startswith(prefix(region_code))


def _mine(firm: Firm):  # type: ignore[no-untyped-def]
    return (Participant.factory_id if isinstance(firm, Factory) else Participant.provider_id) == firm.id


def _rows(session: Session, query: SelectOfScalar[Event]) -> list[EventRow]:
    events = session.exec(query.order_by(col(Event.created_at).desc())).all()
    ids = [event.id for event in events]
    spans = select(Block.event_id, func.min(Block.day), func.max(Block.day)).where(col(Block.event_id).in_(ids))
    days = {row[0]: row[1:] for row in session.exec(spans.group_by(Block.event_id))}
    firms = _approved_by_event(session, ids)
    return [EventRow(event, *days.get(event.id, (None, None)), *firms.get(event.id, (0, 0))) for event in events]


def _approved_by_event(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[int, int]]:
    factories = func.sum(case((Participant.side == Side.FACTORY, 1), else_=0))
    query = select(Participant.event_id, factories, func.count()).where(
        col(Participant.event_id).in_(ids), Participant.status == ParticipantStatus.APPROVED
    )
    rows = session.exec(query.group_by(Participant.event_id))
    return {event_id: (int(some), total - int(some)) for event_id, some, total in rows}


def _attendees(query, event: Event, side: str, statuses: Collection[str], words: str):  # type: ignore[no-untyped-def]
    query = query.outerjoin(Factory, Factory.id == Participant.factory_id)
    query = query.outerjoin(Provider, Provider.id == Participant.provider_id).where(Participant.event_id == event.id)
    if side:
        query = query.where(Participant.side == side)
    if statuses:
        query = query.where(col(Participant.status).in_(statuses))
    if words:
        named = [col(model.name).contains(words, autoescape=True) for model in (Factory, Provider)]
        query = query.where(or_(*named))
    return query
