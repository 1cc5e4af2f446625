"""A firm puts its offerings into the catalogue, changes them, and takes them out."""

import datetime

from sqlalchemy import func, update
from sqlmodel import Session, select

from providers import catalogue
from providers.errors import ChangedMeanwhile, TooMany, YearInFuture
from providers.inputs import OfferingDraft
from providers.models import Offering, Provider

MOST = 100


def add(session: Session, provider: Provider, draft: OfferingDraft, *, now: datetime.datetime) -> Offering:
    """A new offering. Refuses `TooMany` beyond 100 per firm, `YearInFuture` for a 三首 year to come."""
    _check(draft, now)
    if _count(session, provider) >= MOST:
        raise TooMany("offering", MOST)
    offering = Offering(provider_id=provider.id, **_columns(draft), created_at=now, updated_at=now)
    session.add(offering)
    catalogue.touch(session, provider, now=now)
    return offering


def amend(
    session: Session,
    provider: Provider,
    offering: Offering,
    draft: OfferingDraft,
    *,
    now: datetime.datetime,
    version: int | None = None,
) -> Offering:
    """Replace the offering's content. Refuses `ChangedMeanwhile` when `version` is not the current one."""
    _check(draft, now)
    seen = offering.version if version is None else version
    turn = update(Offering).where(Offering.id == offering.id, Offering.version == seen)
    if session.exec(turn.values(version=seen + 1)).rowcount != 1:
        raise ChangedMeanwhile
    for name, value in _columns(draft).items():
        setattr(offering, name, value)
    offering.updated_at = now
    catalogue.touch(session, provider, now=now)
    return offering


def withdraw(session: Session, provider: Provider, offering: Offering, *, now: datetime.datetime) -> None:
    """Take the offering out of the catalogue. The row stays for meetings about it."""
    if offering.withdrawn_at is None:
        offering.withdrawn_at = now
        catalogue.touch(session, provider, now=now)


def _check(draft: OfferingDraft, now: datetime.datetime) -> None:
    if draft.first_year is not None and draft.first_year > now.year:
        raise YearInFuture("first_year", draft.first_year)


def _count(session: Session, provider: Provider) -> int:
    standing = (Offering.provider_id == provider.id, Offering.withdrawn_at.is_(None))
    return session.exec(select(func.count()).select_from(Offering).where(*standing)).one()


def _columns(draft: OfferingDraft) -> dict[str, object]:
    values = draft.model_dump()
    values["kind"] = draft.kind.value
    values["first_kind"] = draft.first_kind.value if draft.first_kind else ""
    return values
