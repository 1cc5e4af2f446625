"""Letters about requests and meetings. They name companies and needs, never contact data."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from demands.models import Demand
from matchmaker.events.firms import firm_of
from matchmaker.events.letters import to_participant, when
from matchmaker.events.models import Event, Participant, Side
from matchmaker.meetings.models import MeetingRequest

SIDES = {Side.FACTORY: Side.PROVIDER, Side.PROVIDER: Side.FACTORY}


def asked(session: Session, event: Event, request: MeetingRequest, side: str, now: datetime) -> None:
    """Tell `side` that it is asked for a meeting."""
    words = {"message": request.message, "answer_by": when(event, request.expires_at)}
    _write(session, event, request, side, "request-received", now=now, proposed=request.asked_by == "organiser", **words)


def accepted(session: Session, event: Event, request: MeetingRequest, side: str, now: datetime) -> None:
    """Tell `side` that both have said yes."""
    _write(session, event, request, side, "request-accepted", now=now, message=request.answer)


def declined(session: Session, event: Event, request: MeetingRequest, by: str, now: datetime) -> None:
    """Tell the side that had said yes that the other says no; a side that never spoke is left in peace."""
    other = SIDES[Side(by)]
    if getattr(request, f"{other}_said") == "yes":
        _write(session, event, request, other, "request-declined", now=now, message=request.answer)


def cancelled(
    session: Session, event: Event, request: MeetingRequest, side: str, *, reason: str, now: datetime
) -> None:
    """Tell `side` that the meeting is called off."""
    _write(session, event, request, side, "meeting-cancelled", now=now, reason=reason)


def _write(
    session: Session, event: Event, request: MeetingRequest, side: str, kind: str, *, now: datetime, **words: Any
) -> None:
    recipient = session.get_one(Participant, getattr(request, f"{side}_participant_id"))
    partner = session.get_one(Participant, getattr(request, f"{SIDES[Side(side)]}_participant_id"))
    demand = session.get(Demand, request.demand_id) if request.demand_id else None
    context = {"partner": firm_of(session, partner).name, "need": demand.title if demand else "", **words}
    key = f"{request.id}:{side}:{now:%Y%m%d%H%M%S}"
    to_participant(session, event, recipient, kind, key=key, now=now, **context)
