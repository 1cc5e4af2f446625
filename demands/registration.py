"""A factory enters the register and keeps its profile true."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, update

from demands import register as counter
from demands.errors import ChangedMeanwhile, CreditCodeTaken
from demands.inputs import FactoryProfile
from demands.models import Factory


def register(session: Session, profile: FactoryProfile, *, now: datetime) -> Factory:
    """A new factory. Raises `CreditCodeTaken`."""
    factory = Factory(**profile.model_dump(), created_at=now, updated_at=now)
    try:
        with session.begin_nested():
            session.add(factory)
    except IntegrityError as error:
        raise CreditCodeTaken(profile.credit_code) from error
    return factory


def amend(
    session: Session, factory: Factory, profile: FactoryProfile, *, now: datetime, version: int | None = None
) -> None:
    """Replaces the profile. `version` is what the form was filled from.

    Raises `ChangedMeanwhile` or `CreditCodeTaken`.
    """
    if version is not None and version != factory.version:
        raise ChangedMeanwhile(factory.id)
    try:
        with session.begin_nested():
            _write(session, factory, profile, now)
    except IntegrityError as error:
        raise CreditCodeTaken(profile.credit_code) from error
    session.refresh(factory)
    counter.touch(session)


def _write(session: Session, factory: Factory, profile: FactoryProfile, now: datetime) -> None:
    seen = (Factory.id == factory.id, Factory.version == factory.version)
    changes = profile.model_dump() | {"updated_at": now, "version": factory.version + 1}
    if session.exec(update(Factory).where(*seen).values(**changes)).rowcount != 1:
        raise ChangedMeanwhile(factory.id)
