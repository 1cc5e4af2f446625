"""Who may ask whom for a meeting, checked before a request is written."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from demands.models import Demand
from matchmaker.events.firms import firm_of
from matchmaker.events.models import Event, Participant, ParticipantStatus, PhaseKind, Side, WhoAsks
from matchmaker.events.phases import allows
from matchmaker.events.topics import PUBLIC
from matchmaker.meetings.errors import (
    MayNotAsk,
    NotTakingPart,
    OwnFirm,
    RequestsClosed,
    SaidNo,
    TooManyOpen,
    WrongNeed,
)
from matchmaker.meetings.models import MeetingRequest, RequestStatus

# So many unanswered requests of one firm are enough; more would be spam.
MOST_OPEN = 20
ASKING_SIDES = {
    WhoAsks.BOTH: {Side.FACTORY, Side.PROVIDER},
    WhoAsks.FACTORIES: {Side.FACTORY},
    WhoAsks.PROVIDERS: {Side.PROVIDER},
    WhoAsks.ORGANISER: set(),
}


@dataclass(frozen=True)
class Pair:
    """Who shall meet, and about which need of the factory (`None`: in general)."""

    factory: Participant
    provider: Participant
    demand_id: uuid.UUID | None = None


def check_pair(session: Session, event: Event, pair: Pair, by: str) -> None:
    """Both take part on their sides, are two companies, the need is public, and the pair is not ruled out."""
    wanted = (ParticipantStatus.APPROVED, event.id)
    if any((one.status, one.event_id) != wanted for one in (pair.factory, pair.provider)):
        raise NotTakingPart
    if (pair.factory.side, pair.provider.side) != (Side.FACTORY, Side.PROVIDER):
        raise MayNotAsk
    if firm_of(session, pair.factory).credit_code == firm_of(session, pair.provider).credit_code:
        raise OwnFirm
    _check_need(session, pair)
    _check_no_veto(session, pair, by)


def check_asker(session: Session, event: Event, asker: Participant, now: datetime) -> None:
    """The phase and the event let this side ask, and it does not wait for too many answers already."""
    if not allows(session, event, PhaseKind.REQUESTS, now):
        raise RequestsClosed
    if asker.side not in ASKING_SIDES[WhoAsks(event.who_asks)]:
        raise MayNotAsk
    mine = getattr(MeetingRequest, f"{asker.side}_participant_id") == asker.id
    pending = (MeetingRequest.status == RequestStatus.PENDING, MeetingRequest.asked_by == asker.side)
    if session.exec(select(func.count()).select_from(MeetingRequest).where(mine, *pending)).one() >= MOST_OPEN:
        raise TooManyOpen(MOST_OPEN)


def requests_of(pair: Pair) -> SelectOfScalar[MeetingRequest]:
    """Every request there was for this pair and need, as a query."""
    need = col(MeetingRequest.demand_id)
    return select(MeetingRequest).where(
        MeetingRequest.factory_participant_id == pair.factory.id,
        MeetingRequest.provider_participant_id == pair.provider.id,
        need.is_(None) if pair.demand_id is None else need == pair.demand_id,
    )


def _check_need(session: Session, pair: Pair) -> None:
    if pair.demand_id is None:
        return
    demand = session.get(Demand, pair.demand_id)
    if demand is None or demand.factory_id != pair.factory.factory_id or demand.status not in PUBLIC:
        raise WrongNeed


def _check_no_veto(session: Session, pair: Pair, by: str) -> None:
    """One "no thanks" of a side rules the pair out, unless that side itself asks now."""
    said_no = [getattr(MeetingRequest, f"{side}_said") == "no" for side in Side if side != by]
    if session.exec(requests_of(pair).where(or_(*said_no))).first():
        raise SaidNo
