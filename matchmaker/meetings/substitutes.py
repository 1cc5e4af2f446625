"""Somebody has a free slot on the day: who is here, free then, and suits; and bringing the two together at once."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from matchmaker.events import queries as events
from matchmaker.events.models import Event, MeetingTable, Participant, ParticipantStatus, Side, Slot
from matchmaker.events.queries import Attendee, Topic
from matchmaker.meetings import choosing, moving, requests
from matchmaker.meetings.errors import CannotMove, Conflict
from matchmaker.meetings.models import Meeting, MeetingSeat
from matchmaker.meetings.proposing import settled
from matchmaker.shortlists import candidates

NEVER = 1_000  # more than any firm has delegates


@dataclass(frozen=True)
class Substitute:
    """A firm that could fill the slot, the need it would be about, and the score of the matching (0 … 1)."""

    firm: Attendee
    need: Topic
    score: float


def substitutes(
    session: Session, event: Event, participant: Participant, slot: Slot, *, most: int = 10
) -> list[Substitute]:
    """The best partners for a firm in a slot: checked in, free then, not met, not asked and not ruled out.

    Best first, at most `most`, one line for each partner; ranks once per need.
    """
    others = [one for one in _here(session, event) if one.participant.side != participant.side]
    busy = _busy(session, event, slot)
    free = [one for one in others if busy[one.participant.id] < one.participant.delegates]
    plants = free if participant.side == Side.PROVIDER else [events.attendee(session, participant)]
    firms = free if participant.side == Side.FACTORY else [events.attendee(session, participant)]
    needs = _needs(session, plants)
    scores = candidates.pairs(session, list(needs), [one.firm.id for one in firms], top=len(firms) or 1)
    ruled_out, providers = settled(session, event), {one.firm.id: one for one in firms}
    found: dict[uuid.UUID, Substitute] = {}
    for (need, firm_id), score in sorted(scores.items(), key=lambda item: -item[1]):
        plant, topic = needs[need]
        partner = providers[firm_id] if participant.side == Side.FACTORY else plant
        if (need, providers[firm_id].participant.id) not in ruled_out:
            found.setdefault(partner.participant.id, Substitute(partner, topic, score))
    return list(found.values())[:most]


def free_slots_of(session: Session, event: Event, participant: Participant, *, now: datetime) -> list[Slot]:
    """The slots ahead in which the firm has nothing to do and could come."""
    taken = session.exec(select(MeetingSeat.slot_id).where(col(MeetingSeat.participant_id) == participant.id)).all()
    away = events.unavailable(session, event).get(participant.id, set())
    ahead = [slot for slot in events.slots_of(session, event) if slot.starts_at > now and slot.id not in away]
    return [slot for slot in ahead if taken.count(slot.id) < participant.delegates]


def bring_together(
    session: Session,
    event: Event,
    factory: Participant,
    provider: Participant,
    *,
    demand_id: uuid.UUID,
    slot: Slot,
    now: datetime,
) -> Meeting:
    """Both said yes to the organiser's face: the meeting is agreed and placed at the first free table of the slot.

    Raises what `requests.propose` and `moving.move` raise.
    """
    request = requests.propose(session, event, factory=factory, provider=provider, demand_id=demand_id, now=now)
    for side in Side:
        requests.accept(session, event, request, side, now=now)
    meeting = session.exec(select(Meeting).where(Meeting.request_id == request.id)).one()
    table = _table(session, event, slot, factory, provider)
    moving.move(session, event, meeting, slot, table, now=now)
    return meeting


def _table(
    session: Session, event: Event, slot: Slot, factory: Participant, provider: Participant
) -> MeetingTable:
    tables = choosing.free_tables(session, event, slot, [factory, provider])
    if not tables:
        raise CannotMove([Conflict("table")])
    return tables[0]


def _here(session: Session, event: Event) -> list[Attendee]:
    firms = events.attendees(session, event, statuses=[ParticipantStatus.APPROVED])
    return [one for one in firms if one.participant.checked_in_at]


def _busy(session: Session, event: Event, slot: Slot) -> Counter[uuid.UUID]:
    """participant id → seats taken in the slot; one that cannot come then counts as having no seat left."""
    taken = session.exec(select(MeetingSeat.participant_id).where(MeetingSeat.slot_id == slot.id)).all()
    busy = Counter(taken)
    for participant_id, slots in events.unavailable(session, event).items():
        busy[participant_id] += NEVER * (slot.id in slots)
    return busy


def _needs(session: Session, plants: list[Attendee]) -> dict[uuid.UUID, tuple[Attendee, Topic]]:
    topics = events.topics_by_participant(session, [one.participant for one in plants])
    return {topic.id: (plant, topic) for plant in plants for topic in topics.get(plant.participant.id, [])}
