"""The figures of one event, counted anew from its rows every time."""

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from sqlmodel import Session, col, func, select

from demands.models import Factory
from matchmaker.events import queries as events
from matchmaker.events.models import Event, Participant, ParticipantStatus, ParticipantTopic, Side
from matchmaker.meetings import feedback, publishing
from matchmaker.meetings import queries as meetings
from matchmaker.meetings.models import MISSED, Answer, MeetingStatus, RequestStatus
from matchmaker.outcomes import queries as outcomes
from matchmaker.outcomes.models import Stage

UNDER_CONTRACT = {Stage.SIGNED, Stage.ACCEPTED}
OPEN_REQUESTS = {RequestStatus.PENDING, RequestStatus.ACCEPTED}
INTENTS = {Stage.VISIT, Stage.QUOTATION, *UNDER_CONTRACT}


@dataclass(frozen=True)
class EventFigures:
    """What an office reports of an event. Firms are counted once; money in 万元.

    `asked` counts requests of every status, `accepted` those that became a meeting (also when called off later),
    `placed` the published meetings, `held` and `missed` what became of them, `intents` the entries of the ledger from a
    visit on, `signed` those under contract. `answers` are the feedback's four answers, of both sides together.
    """

    factories: int
    providers: int
    factories_present: int
    providers_present: int
    needs: int
    offerings: int
    asked: int
    accepted: int
    declined: int
    expired: int
    placed: int
    held: int
    missed: int
    cancelled: int
    disputed: int
    intents: int
    signed: int
    signed_amount: Decimal
    answers: dict[str, int] = field(default_factory=dict)
    stages: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Spread:
    """How fairly meetings are spread: number of meetings → firms of each side, and the firms that got none."""

    factories: dict[int, int]
    providers: dict[int, int]
    without: list[events.Attendee]


@dataclass(frozen=True)
class Expected:
    """How many meetings the present requests may lead to, and how many slots the busiest firm needs for its own."""

    meetings: int
    busiest: int


def expected_meetings(session: Session, event: Event) -> Expected:
    """Requests that are agreed or still wait, and the largest number of them per delegate of one firm."""
    rows = [row.request for row in meetings.requests_in(session, event) if row.request.status in OPEN_REQUESTS]
    people = Counter(one for row in rows for one in (row.factory_participant_id, row.provider_participant_id))
    delegates = {one.participant.id: one.participant.delegates for one in events.attendees(session, event)}
    busiest = max((-(-count // delegates[one]) for one, count in people.items()), default=0)
    return Expected(len(rows), busiest)


def of_event(session: Session, event: Event) -> EventFigures:
    """All figures of an event; about a dozen queries whatever its size."""
    firms, present = events.status_counts(session, event), events.present_counts(session, event)
    requests, states = meetings.request_counts(session, event), meetings.meeting_counts(session, event)
    said = meetings.feedback_in(session, event)
    ledger = [row.outcome for row in outcomes.outcomes_of_event(session, event)]
    signed = [outcome for outcome in ledger if outcome.stage in UNDER_CONTRACT]
    topics = _topics(session, event)
    return EventFigures(
        factories=firms.get((Side.FACTORY, ParticipantStatus.APPROVED), 0),
        providers=firms.get((Side.PROVIDER, ParticipantStatus.APPROVED), 0),
        factories_present=present[Side.FACTORY],
        providers_present=present[Side.PROVIDER],
        needs=topics[0],
        offerings=topics[1],
        asked=sum(requests.values()),
        accepted=sum(states.values()),
        declined=requests["declined"],
        expired=requests["expired"],
        placed=len(publishing.lines_of(session, publishing.current_release(session, event))),
        held=states[MeetingStatus.HELD],
        missed=sum(states[status] for status in MISSED),
        cancelled=states[MeetingStatus.CANCELLED],
        disputed=sum(feedback.disputed({side: row.answer for side, row in both.items()}) for both in said.values()),
        intents=sum(outcome.stage in INTENTS for outcome in ledger),
        signed=len(signed),
        signed_amount=sum((outcome.amount or Decimal() for outcome in signed), Decimal()),
        answers=_tally((row.answer for both in said.values() for row in both.values()), Answer),
        stages=_tally((outcome.stage for outcome in ledger), Stage),
    )


def spread(session: Session, event: Event) -> Spread:
    """How many published meetings each approved firm has."""
    counted: Counter[object] = Counter()
    for line in publishing.lines_of(session, publishing.current_release(session, event)):
        counted.update([line.factory_participant_id, line.provider_participant_id])
    firms = events.attendees(session, event, statuses=[ParticipantStatus.APPROVED])
    sides = {
        side: Counter(counted[one.participant.id] for one in firms if one.participant.side == side) for side in Side
    }
    without = [one for one in firms if not counted[one.participant.id]]
    return Spread(_sorted(sides[Side.FACTORY]), _sorted(sides[Side.PROVIDER]), without)


def by_industry(session: Session, event: Event) -> dict[str, tuple[int, int]]:
    """Industry division (`C34`) → (approved factories, needs they bring), by code."""
    return _by(session, event, lambda factory: factory.industry_code[:3])


def by_region(session: Session, event: Event) -> dict[str, tuple[int, int]]:
    """City (`340100`) → (approved factories, needs they bring), by code."""
    return _by(session, event, lambda factory: factory.region_code[:4] + "00")


def _by(session: Session, event: Event, key) -> dict[str, tuple[int, int]]:  # type: ignore[no-untyped-def]
    query = (
        select(Factory, func.count(col(ParticipantTopic.id)))
        .join(Participant, Participant.factory_id == Factory.id)
        .outerjoin(ParticipantTopic, ParticipantTopic.participant_id == Participant.id)
        .where(Participant.event_id == event.id, Participant.status == ParticipantStatus.APPROVED)
        .group_by(col(Factory.id))
    )
    firms: Counter[str] = Counter()
    needs: Counter[str] = Counter()
    for factory, count in session.exec(query):
        firms[key(factory)] += 1
        needs[key(factory)] += count
    return {code: (firms[code], needs[code]) for code in sorted(firms)}


def _topics(session: Session, event: Event) -> tuple[int, int]:
    """(needs, offerings) that approved firms bring; a need brought twice counts once."""
    query = (
        select(
            func.count(col(ParticipantTopic.demand_id).distinct()),
            func.count(col(ParticipantTopic.offering_id).distinct()),
        )
        .join(Participant)
        .where(Participant.event_id == event.id, Participant.status == ParticipantStatus.APPROVED)
    )
    return tuple(session.exec(query).one())


def _tally(values, choices) -> dict[str, int]:  # type: ignore[no-untyped-def]
    counted = Counter(values)
    return {str(choice): counted[str(choice)] for choice in choices}


def _sorted(counted: Counter[int]) -> dict[int, int]:
    return dict(sorted(counted.items()))


