"""Asking for meetings and answering: every change of a request is an act here."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from demands import progress
from demands.models import Demand, DemandStatus
from matchmaker import journal
from matchmaker.events.models import Event, Participant, PhaseKind, RequestMode, Side
from matchmaker.events.phases import phase_of
from matchmaker.meetings import asking, letters
from matchmaker.meetings.asking import Pair
from matchmaker.meetings.cancelling import cancel
from matchmaker.meetings.errors import AlreadyAsked, NotPending, NotYours
from matchmaker.meetings.models import AskedBy, Meeting, MeetingRequest, RequestStatus, Wish
from providers import text

OTHER = {Side.FACTORY: Side.PROVIDER, Side.PROVIDER: Side.FACTORY}


def ask(
    session: Session,
    event: Event,
    *,
    asker: Participant,
    guest: Participant,
    demand_id: uuid.UUID | None,
    message: str = "",
    wish: Wish = Wish.MEET,
    now: datetime,
) -> MeetingRequest:
    """Ask for a meeting about one need (or in general) and write to the other side.

    When the other side has asked for the same already, this is its yes. At an event where requests count at once the
    request comes back accepted. Raises the refusals of `asking` and `AlreadyAsked`.
    """
    pair = Pair(asker, guest, demand_id) if asker.side == Side.FACTORY else Pair(guest, asker, demand_id)
    asking.check_pair(session, event, pair, asker.side)
    asking.check_asker(session, event, asker, now)
    crossing = _open_request(session, pair)
    if crossing and crossing.status == RequestStatus.PENDING and getattr(crossing, f"{asker.side}_said") is None:
        return accept(session, event, crossing, asker.side, message=message, wish=wish, now=now)
    request = _new(event, pair, asker.side, message)
    _say_yes(request, asker.side, wish, now)
    _save(session, event, request, now)
    if event.request_mode == RequestMode.AT_ONCE:
        _answer(session, request, OTHER[Side(asker.side)], wish=Wish.MEET, message="", now=now)
        _agree(session, event, request, tell=OTHER[Side(asker.side)], now=now)
        return request
    letters.asked(session, event, request, OTHER[Side(asker.side)], now)
    return request


def propose(
    session: Session,
    event: Event,
    *,
    factory: Participant,
    provider: Participant,
    demand_id: uuid.UUID | None,
    message: str = "",
    score: float | None = None,
    now: datetime,
) -> MeetingRequest:
    """The organiser proposes a meeting; both sides must say yes. `score` (0 … 1) is that of the matching."""
    pair = Pair(factory, provider, demand_id)
    asking.check_pair(session, event, pair, AskedBy.ORGANISER)
    request = _new(event, pair, AskedBy.ORGANISER, message)
    request.score = score
    _save(session, event, request, now)
    for side in Side:
        letters.asked(session, event, request, side, now)
    return request


def accept(
    session: Session,
    event: Event,
    request: MeetingRequest,
    side: str,
    *,
    message: str = "",
    wish: Wish = Wish.MEET,
    now: datetime,
) -> MeetingRequest:
    """Say yes for one side; with both yes the request is accepted and its meeting exists, unscheduled.

    Raises `NotPending` when it was answered meanwhile or is over, `NotYours` when this side said yes before.
    """
    _answer(session, request, side, wish=wish, message=message, now=now)
    if request.factory_said == request.provider_said == "yes":
        _agree(session, event, request, tell=OTHER[Side(side)], now=now)
    return request


def decline(
    session: Session, event: Event, request: MeetingRequest, side: str, *, message: str = "", now: datetime
) -> None:
    """Say no for one side, which ends the request and rules the pair out. Raises `NotPending`, `NotYours`."""
    _answer(session, request, side, wish=Wish.NO, message=message, now=now)
    _close(session, request, RequestStatus.DECLINED, now)
    letters.declined(session, event, request, side, now)


def withdraw(
    session: Session, event: Event, request: MeetingRequest, side: str, *, reason: str = "", now: datetime
) -> None:
    """Take back what this side asked for or agreed to; a meeting that exists is cancelled and the other side told.

    Raises `NotPending` for a request that is over, `NotYours` for one this side never said yes to.
    """
    if side != AskedBy.ORGANISER and getattr(request, f"{side}_said") != "yes":
        raise NotYours
    meeting = session.exec(select(Meeting).where(Meeting.request_id == request.id)).first()
    if meeting is not None:
        cancel(session, event, meeting, by=side, reason=reason, now=now)
        return
    _close(session, request, RequestStatus.WITHDRAWN, now)


def put_back(session: Session, event: Event, request: MeetingRequest, *, now: datetime) -> None:
    """The organiser reopens an expired or withdrawn request; each side's yes stays. Raises `AlreadyAsked`."""
    if request.status not in {RequestStatus.EXPIRED, RequestStatus.WITHDRAWN} or _meeting_exists(session, request):
        raise NotPending(request.status)
    request.status, request.closed_at = RequestStatus.PENDING, None
    _save(session, event, request, now)


def expire_due(session: Session, *, now: datetime) -> int:
    """End every request whose time is over; returns how many. Called by the worker, safe to call often."""
    due = update(MeetingRequest).where(
        col(MeetingRequest.status) == RequestStatus.PENDING, col(MeetingRequest.expires_at) <= now
    )
    return session.exec(due.values(status=RequestStatus.EXPIRED, closed_at=now)).rowcount


def _agree(session: Session, event: Event, request: MeetingRequest, *, tell: str, now: datetime) -> None:
    _close(session, request, RequestStatus.ACCEPTED, now)
    session.add(Meeting(event_id=event.id, request_id=request.id, created_at=now))
    session.flush()
    _need_is_in_talks(session, request, now)
    letters.accepted(session, event, request, tell, now)


def _need_is_in_talks(session: Session, request: MeetingRequest, now: datetime) -> None:
    demand = session.get(Demand, request.demand_id) if request.demand_id else None
    if demand and demand.status == DemandStatus.published:
        progress.begin_matching(session, demand, by=journal.actor(session).label, now=now)


def _new(event: Event, pair: Pair, by: str, message: str) -> MeetingRequest:
    return MeetingRequest(
        event_id=event.id,
        demand_id=pair.demand_id,
        factory_participant_id=pair.factory.id,
        provider_participant_id=pair.provider.id,
        asked_by=by,
        message=text.prose(message)[:500],
    )


def _save(session: Session, event: Event, request: MeetingRequest, now: datetime) -> None:
    request.created_at = request.created_at or now
    request.expires_at = _expiry(session, event, now)
    try:
        with session.begin_nested():
            session.add(request)
    except IntegrityError as error:
        raise AlreadyAsked from error


def _expiry(session: Session, event: Event, now: datetime) -> datetime:
    """The event's time for an answer, but not beyond the phase of requests (which may be prolonged by hand)."""
    latest = now + timedelta(hours=event.expires_hours)
    phase = phase_of(session, event, PhaseKind.REQUESTS)
    return min(latest, phase.ends_at) if phase and phase.ends_at > now else latest


def _open_request(session: Session, pair: Pair) -> MeetingRequest | None:
    standing = col(MeetingRequest.status).in_([RequestStatus.PENDING, RequestStatus.ACCEPTED])
    return session.exec(asking.requests_of(pair).where(standing)).first()


def _say_yes(request: MeetingRequest, side: str, wish: Wish, now: datetime) -> None:
    setattr(request, f"{side}_said", "yes")
    setattr(request, f"{side}_said_at", now)
    setattr(request, f"{side}_wish", wish)


def _answer(
    session: Session, request: MeetingRequest, side: str, *, wish: Wish, message: str, now: datetime
) -> None:
    """Compare-and-set: the request still waits, is not over, and this side has not spoken."""
    said = "no" if wish == Wish.NO else "yes"
    said_column = getattr(MeetingRequest, f"{side}_said")
    change = update(MeetingRequest).where(
        col(MeetingRequest.id) == request.id,
        col(MeetingRequest.status) == RequestStatus.PENDING,
        col(MeetingRequest.expires_at) > now,
        said_column.is_(None),
    )
    values = {f"{side}_said": said, f"{side}_said_at": now, f"{side}_wish": wish, "answer": text.prose(message)[:500]}
    changed = session.exec(change.values(**values)).rowcount
    session.refresh(request)
    if changed != 1:
        raise NotYours if _still_waiting(request, now) else NotPending(request.status)


def _still_waiting(request: MeetingRequest, now: datetime) -> bool:
    return request.status == RequestStatus.PENDING and request.expires_at > now


def _close(session: Session, request: MeetingRequest, status: RequestStatus, now: datetime) -> None:
    change = update(MeetingRequest).where(
        col(MeetingRequest.id) == request.id, col(MeetingRequest.status) == RequestStatus.PENDING
    )
    changed = session.exec(change.values(status=status, closed_at=now)).rowcount
    session.refresh(request)
    if changed != 1:
        raise NotPending(request.status)


def _meeting_exists(session: Session, request: MeetingRequest) -> bool:
    return session.exec(select(Meeting.id).where(Meeting.request_id == request.id)).first() is not None
