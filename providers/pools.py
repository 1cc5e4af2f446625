"""Pools are opened and described; firms apply, are checked, evaluated, publicised and admitted.

待初审 → 待评审 → 公示中 → 入库, with 退回补正 on the way. The office that may take a step is the matchmaker's
business: `by` is only the label that the history shows.
"""

import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from providers import queries
from providers.errors import (
    AlreadyApplied,
    ChangedMeanwhile,
    PoolNameTaken,
    PoolNotAccepting,
    ProfileIncomplete,
    PublicityRunning,
    TooYoung,
)
from providers.inputs import PoolDraft
from providers.membership import Status, move, need_reason, note
from providers.models import AppealStatus, Pool, PoolMembership, Provider

# Periods are counted in days of the offices, all of which live in one zone.
ZONE = ZoneInfo("Asia/Shanghai")


def open_pool(session: Session, draft: PoolDraft, *, now: datetime.datetime) -> Pool:
    """A new pool. Refuses `PoolNameTaken` when the region has one of this name."""
    pool = Pool(**draft.model_dump(), created_at=now, updated_at=now)
    try:
        with session.begin_nested():
            session.add(pool)
    except IntegrityError:
        raise PoolNameTaken(draft.name) from None
    return pool


def amend(
    session: Session, pool: Pool, draft: PoolDraft, *, now: datetime.datetime, version: int | None = None
) -> Pool:
    """Describe the pool anew; running objection periods keep their end.

    Refuses `ChangedMeanwhile` when `version` is not the current one, `PoolNameTaken` as `open_pool` does.
    """
    seen = pool.version if version is None else version
    turn = (
        update(Pool).where(Pool.id == pool.id, Pool.version == seen).values(version=seen + 1, updated_at=now)
    )
    if session.exec(turn).rowcount != 1:
        raise ChangedMeanwhile
    try:
        with session.begin_nested():
            _set(pool, draft)
    except IntegrityError:
        raise PoolNameTaken(draft.name) from None
    return pool


def apply(
    session: Session, pool: Pool, provider: Provider, statement: str, *, by: str, now: datetime.datetime
) -> PoolMembership:
    """Apply for the pool, or apply again after 退回补正, 未通过 or 已撤回.

    Refuses `PoolNotAccepting` (a returned application may still be handed in again), `ProfileIncomplete`,
    `TooYoung`, and `AlreadyApplied` when an application runs, is admitted or was ended by removal.
    """
    membership = queries.membership_between(session, pool, provider)
    returned = membership is not None and membership.status == Status.RETURNED
    if not pool.accepting and not returned:
        raise PoolNotAccepting
    _check_fit(session, pool, provider, now)
    if membership is None:
        return _first_application(session, pool, provider, statement, by=by, now=now)
    _apply_again(session, membership, statement, by, now)
    return membership


def withdraw(
    session: Session, membership: PoolMembership, *, by: str, now: datetime.datetime, reason: str = ""
) -> None:
    """The firm takes its application back, or leaves the pool."""
    source = [
        Status.APPLIED,
        Status.RETURNED,
        Status.PRECHECKED,
        Status.PUBLICISED,
        Status.ADMITTED,
        Status.WARNED,
    ]
    move(session, membership, "withdraw", source, Status.WITHDRAWN, by=by, now=now, reason=reason)


def return_for_correction(
    session: Session, membership: PoolMembership, reason: str, *, by: str, now: datetime.datetime
) -> None:
    """Hand the application back to be mended; the firm reads `reason`. Refuses `ReasonMissing`."""
    reason = need_reason(reason)
    source = [Status.APPLIED, Status.PRECHECKED]
    move(session, membership, "return", source, Status.RETURNED, by=by, now=now, reason=reason)


def refuse(
    session: Session, membership: PoolMembership, reason: str, *, by: str, now: datetime.datetime
) -> None:
    """Turn the application down; the firm reads `reason` and may appeal. Refuses `ReasonMissing`."""
    reason = need_reason(reason)
    source = [Status.APPLIED, Status.PRECHECKED, Status.PUBLICISED]
    move(session, membership, "refuse", source, Status.REFUSED, by=by, now=now, reason=reason)


def precheck(
    session: Session, membership: PoolMembership, *, by: str, now: datetime.datetime, opinion: str = ""
) -> None:
    """属地初审 passed: on to the evaluation, with the recommending office's `opinion`."""
    move(session, membership, "precheck", [Status.APPLIED], Status.PRECHECKED, by=by, now=now, reason=opinion)


def evaluate(
    session: Session,
    membership: PoolMembership,
    *,
    by: str,
    now: datetime.datetime,
    opinion: str = "",
    score: int | None = None,
) -> None:
    """Write down what the experts found: `score` 0–100 and an `opinion` that stays with the offices."""
    found = {"opinion": opinion, "score": score}
    move(
        session, membership, "evaluate", [Status.PRECHECKED], Status.PRECHECKED, by=by, now=now, values=found
    )


def publicise(session: Session, membership: PoolMembership, *, by: str, now: datetime.datetime) -> None:
    """评审 passed: show the firm publicly for the pool's objection period, which begins today."""
    pool = session.get_one(Pool, membership.pool_id)
    today = today_of(now)
    ends_on = today + datetime.timedelta(days=pool.publicity_days)
    period = {"publicity_starts_on": today, "publicity_ends_on": ends_on}
    source = [Status.PRECHECKED]
    move(session, membership, "publicise", source, Status.PUBLICISED, by=by, now=now, values=period)


def admit(session: Session, membership: PoolMembership, *, by: str, now: datetime.datetime) -> None:
    """Take the firm into the pool once its objection period is over; refuses `PublicityRunning` before."""
    ends_on = membership.publicity_ends_on
    if membership.status == Status.PUBLICISED and ends_on is not None and today_of(now) <= ends_on:
        raise PublicityRunning(ends_on)
    _admit(session, membership, "admit", by, now)


def close_publicity(session: Session, *, now: datetime.datetime, by: str = "系统") -> list[PoolMembership]:
    """Admit every firm whose objection period is over. Safe to call as often as one likes."""
    over = queries.publicity_over(session, today_of(now))
    for membership in over:
        _admit(session, membership, "publicity-over", by, now)
    return over


def today_of(now: datetime.datetime) -> datetime.date:
    """The date at the offices; the last day of a period still belongs to it."""
    return now.astimezone(ZONE).date()


def _admit(session: Session, membership: PoolMembership, kind: str, by: str, now: datetime.datetime) -> None:
    entry = {"admitted_at": now, "reviewed_year": today_of(now).year}
    move(session, membership, kind, [Status.PUBLICISED], Status.ADMITTED, by=by, now=now, values=entry)


def _set(pool: Pool, draft: PoolDraft) -> None:
    for name, value in draft.model_dump().items():
        setattr(pool, name, value)


def _check_fit(session: Session, pool: Pool, provider: Provider, now: datetime.datetime) -> None:
    missing = queries.missing_for_application(session, provider)
    if missing:
        raise ProfileIncomplete(missing)
    if provider.founded_year is not None and today_of(now).year - provider.founded_year < pool.min_years:
        raise TooYoung(pool.min_years, provider.founded_year)


def _first_application(
    session: Session, pool: Pool, provider: Provider, statement: str, *, by: str, now: datetime.datetime
) -> PoolMembership:
    membership = PoolMembership(pool_id=pool.id, provider_id=provider.id, statement=statement)
    membership.applied_at = membership.updated_at = now
    try:
        with session.begin_nested():
            session.add(membership)
    except IntegrityError:  # a second click was faster
        raise AlreadyApplied from None
    note(session, membership, "apply", "", by=by, now=now)
    return membership


def _apply_again(
    session: Session, membership: PoolMembership, statement: str, by: str, now: datetime.datetime
) -> None:
    source = [Status.RETURNED, Status.REFUSED, Status.WITHDRAWN]
    if membership.status not in source:
        raise AlreadyApplied
    fresh = {"statement": statement, "applied_at": now, "score": None, "opinion": "", "stars": None}
    fresh |= {"appeal_status": AppealStatus.NONE.value, "appeal_text": "", "appeal_answer": ""}
    move(session, membership, "apply", source, Status.APPLIED, by=by, now=now, values=fresh)
