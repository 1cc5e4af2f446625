"""A need on its way after publication: talks, contract, work, acceptance."""

from datetime import datetime

from sqlmodel import Session

from demands import moving
from demands.models import Demand, DemandStatus


def begin_matching(session: Session, demand: Demand, *, by: str, now: datetime) -> None:
    """A first meeting or talk is agreed. A need that is already in talks stays as it is."""
    if demand.status != DemandStatus.matching:
        moving.move(
            session, demand, DemandStatus.matching, by=by, now=now, start=frozenset({DemandStatus.published})
        )


def sign(session: Session, demand: Demand, *, by: str, now: datetime, note: str = "") -> None:
    """A contract is signed; the need leaves the public list."""
    moving.move(session, demand, DemandStatus.signed, by=by, now=now, reason=note)


def fall_through(session: Session, demand: Demand, *, by: str, now: datetime, note: str = "") -> None:
    """The contract came to nothing; the search goes on."""
    start = frozenset({DemandStatus.signed})
    moving.move(session, demand, DemandStatus.matching, by=by, now=now, reason=note, start=start)


def begin_work(session: Session, demand: Demand, *, by: str, now: datetime, note: str = "") -> None:
    """The project has begun."""
    moving.move(session, demand, DemandStatus.implementing, by=by, now=now, reason=note)


def accept(session: Session, demand: Demand, *, by: str, now: datetime, note: str = "") -> None:
    """The owner has accepted the work. The last step."""
    moving.move(session, demand, DemandStatus.accepted, by=by, now=now, reason=note)
