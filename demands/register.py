"""The counter that tells an index whether anything public changed since it was built."""

import uuid

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select, update

from demands.models import DemandVersion

_THE_ROW = uuid.UUID(int=1)


def touch(session: Session) -> None:
    """Counts one change of what the public may read."""
    counted = (
        update(DemandVersion).where(DemandVersion.id == _THE_ROW).values(number=DemandVersion.number + 1)
    )
    if session.exec(counted).rowcount == 0:
        _begin(session)
        session.exec(counted)


def number(session: Session) -> int:
    """Changes counted so far; one indexed read."""
    return session.exec(select(DemandVersion.number).where(DemandVersion.id == _THE_ROW)).first() or 0


def _begin(session: Session) -> None:
    try:
        with session.begin_nested():
            session.add(DemandVersion(id=_THE_ROW))
    except IntegrityError:
        pass  # Another process made the row in this very moment; it is there now.
