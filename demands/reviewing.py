"""What an organiser's office does with a need that was handed in."""

from datetime import datetime

from sqlmodel import Session

from demands import moving
from demands.errors import ReasonMissing
from demands.models import Demand, DemandStatus

_NEW = frozenset({DemandStatus.submitted})


def publish(session: Session, demand: Demand, *, by: str, now: datetime) -> None:
    """Lets the public part be seen and matched."""
    moving.move(session, demand, DemandStatus.published, by=by, now=now, start=_NEW, published_at=now)


def return_for_correction(session: Session, demand: Demand, reason: str, *, by: str, now: datetime) -> None:
    """Back to the owner. Raises `ReasonMissing` when nothing says what to mend."""
    moving.move(session, demand, DemandStatus.returned, by=by, now=now, reason=_said(reason))


def hold(session: Session, demand: Demand, reason: str, *, by: str, now: datetime) -> None:
    """Puts the need aside because the plant must be diagnosed first. Raises `ReasonMissing`."""
    moving.move(session, demand, DemandStatus.on_hold, by=by, now=now, reason=_said(reason))


def long_term(session: Session, demand: Demand, reason: str, *, by: str, now: datetime) -> None:
    """Keeps the need in view although nobody can answer it now. Raises `ReasonMissing`."""
    moving.move(session, demand, DemandStatus.long_term, by=by, now=now, reason=_said(reason))


def reopen(session: Session, demand: Demand, *, by: str, now: datetime, reason: str = "") -> None:
    """From aside, long-term or matching back into the public list."""
    start = frozenset({DemandStatus.on_hold, DemandStatus.long_term, DemandStatus.matching})
    moving.move(
        session, demand, DemandStatus.published, by=by, now=now, reason=reason, start=start, published_at=now
    )


def _said(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()[:500]
