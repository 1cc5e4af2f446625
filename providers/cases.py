"""A firm tells of work it has done."""

import datetime

from sqlalchemy import func, update
from sqlmodel import Session, select

from providers import catalogue
from providers.errors import ChangedMeanwhile, TooMany, YearInFuture
from providers.inputs import CaseDraft
from providers.models import Case, Provider

MOST = 200


def add(session: Session, provider: Provider, draft: CaseDraft, *, now: datetime.datetime) -> Case:
    """A new case. Refuses `TooMany` beyond 200 per firm, `YearInFuture` for a year ahead of `now`."""
    _check(draft, now)
    if _count(session, provider) >= MOST:
        raise TooMany("case", MOST)
    case = Case(provider_id=provider.id, **_columns(draft), created_at=now, updated_at=now)
    session.add(case)
    catalogue.touch(session, provider, now=now)
    return case


def amend(
    session: Session,
    provider: Provider,
    case: Case,
    draft: CaseDraft,
    *,
    now: datetime.datetime,
    version: int | None = None,
) -> Case:
    """Replace the case's content. Refuses `ChangedMeanwhile` when `version` is not the current one."""
    _check(draft, now)
    seen = case.version if version is None else version
    turn = update(Case).where(Case.id == case.id, Case.version == seen)
    if session.exec(turn.values(version=seen + 1)).rowcount != 1:
        raise ChangedMeanwhile
    for name, value in _columns(draft).items():
        setattr(case, name, value)
    case.updated_at = now
    catalogue.touch(session, provider, now=now)
    return case


def withdraw(session: Session, provider: Provider, case: Case, *, now: datetime.datetime) -> None:
    """Take the case out of the catalogue; a second time is no fault."""
    if case.withdrawn_at is None:
        case.withdrawn_at = now
        catalogue.touch(session, provider, now=now)


def _check(draft: CaseDraft, now: datetime.datetime) -> None:
    if draft.year is not None and draft.year > now.year:
        raise YearInFuture("year", draft.year)


def _count(session: Session, provider: Provider) -> int:
    standing = (Case.provider_id == provider.id, Case.withdrawn_at.is_(None))
    return session.exec(select(func.count()).select_from(Case).where(*standing)).one()


def _columns(draft: CaseDraft) -> dict[str, object]:
    return {**draft.model_dump(), "industry_code": draft.industry_code or ""}
