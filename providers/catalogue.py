"""The number that tells readers of the catalogue what changed since they last looked."""

import datetime
import uuid

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from providers.models import CatalogueVersion, Provider

ONLY_ROW = uuid.UUID(int=1)


def version(session: Session) -> int:
    """The number of the last change; 0 when there was none. Costs one primary key read."""
    number = session.exec(select(CatalogueVersion.number).where(CatalogueVersion.id == ONLY_ROW)).first()
    return number or 0


def touch(session: Session, provider: Provider, *, now: datetime.datetime) -> None:
    """Mark `provider` as changed.

    The counter's row stays locked until the commit, so numbers become visible in their order: a reader that
    asks for everything above the number it knows never misses a change. Times of change do not promise that.
    """
    provider.catalogue_number = _next_number(session)
    provider.updated_at = now
    session.add(provider)
    session.flush()


def _next_number(session: Session) -> int:
    step = update(CatalogueVersion).where(CatalogueVersion.id == ONLY_ROW)
    step = step.values(number=CatalogueVersion.number + 1).execution_options(synchronize_session=False)
    if session.exec(step).rowcount == 0:
        _first_row(session)
        session.exec(step)
    return session.exec(select(CatalogueVersion.number).where(CatalogueVersion.id == ONLY_ROW)).one()


def _first_row(session: Session) -> None:
    try:
        with session.begin_nested():
            session.add(CatalogueVersion(id=ONLY_ROW))
    except IntegrityError:  # somebody else was first, which is as good
        pass
