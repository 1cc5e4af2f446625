"""Proposals from the matching: which need of which factory should meet which provider at this event."""

import uuid
from dataclasses import dataclass

from sqlmodel import Session, col, select

from matchmaker.events import queries as events
from matchmaker.events.models import Event, ParticipantStatus, Side
from matchmaker.events.queries import Attendee, Topic
from matchmaker.meetings.models import MeetingRequest, RequestStatus
from matchmaker.shortlists import candidates


@dataclass(frozen=True)
class Suggestion:
    """A pair nobody has asked for yet, with the score of the matching (0 … 1)."""

    factory: Attendee
    provider: Attendee
    need: Topic
    score: float


def suggestions(session: Session, event: Event, *, per_need: int = 5) -> list[Suggestion]:
    """The best pairs of the event, the highest score first.

    For every need an approved factory brings, the `per_need` best approved and listed providers, without pairs that
    have an open request or that a side has said no to. Ranks once per need; public text only.
    """
    firms = events.attendees(session, event, statuses=[ParticipantStatus.APPROVED])
    plants = [one for one in firms if one.participant.side == Side.FACTORY]
    providers = {one.firm.id: one for one in firms if one.participant.side == Side.PROVIDER}
    topics = events.topics_by_participant(session, [one.participant for one in plants])
    owners = {topic.id: (plant, topic) for plant in plants for topic in topics.get(plant.participant.id, [])}
    scores = candidates.pairs(session, list(owners), list(providers), top=per_need)
    ruled_out = settled(session, event)
    found = [
        Suggestion(owners[need][0], providers[firm], owners[need][1], score)
        for (need, firm), score in scores.items()
        if (need, providers[firm].participant.id) not in ruled_out
    ]
    return sorted(found, key=lambda one: (-one.score, one.factory.firm.name, one.provider.firm.name))


def settled(session: Session, event: Event) -> set[tuple[uuid.UUID | None, uuid.UUID]]:
    """(need, provider participant) that are asked for, agreed or ruled out; withdrawn and expired ones may come again."""
    over = [RequestStatus.WITHDRAWN, RequestStatus.EXPIRED]
    query = select(MeetingRequest.demand_id, MeetingRequest.provider_participant_id)
    rows = session.exec(query.where(MeetingRequest.event_id == event.id, col(MeetingRequest.status).not_in(over)))
    return {tuple(row) for row in rows}
