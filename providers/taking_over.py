"""An office brings in firms of a pool list that it kept on paper or in a sheet before."""

import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from providers import catalogue, queries
from providers.membership import Status, note
from providers.models import LISTED, Pool, PoolMembership, Provider
from providers.pools import today_of

STAGES = (Status.APPLIED, Status.PRECHECKED, Status.ADMITTED)


def take_over(
    session: Session,
    pool: Pool,
    provider: Provider,
    stage: str,
    *,
    statement: str = "",
    by: str,
    now: datetime.datetime,
) -> PoolMembership:
    """Enter the firm at the stage it had reached before: `applied`, `prechecked` or `admitted`.

    The decision was taken outside this register, so nothing is checked again; the history says `taken-over` and by
    whom. A firm that is in the pool already stays as it is. Raises `ValueError` for another stage.
    """
    if stage not in STAGES:
        raise ValueError(stage)
    known = queries.membership_between(session, pool, provider)
    return known or _enter(session, pool, provider, stage, statement, by, now)


def _enter(session, pool, provider, stage, statement, by, now) -> PoolMembership:
    membership = PoolMembership(
        pool_id=pool.id, provider_id=provider.id, status=str(stage), statement=statement
    )
    membership.applied_at = membership.updated_at = now
    if stage == Status.ADMITTED:
        membership.admitted_at, membership.reviewed_year = now, today_of(now).year
    try:
        with session.begin_nested():
            session.add(membership)
    except IntegrityError:  # entered by somebody else meanwhile
        return queries.membership_between(session, pool, provider)
    note(session, membership, "taken-over", "", by=by, now=now)
    if stage in LISTED:
        catalogue.touch(session, provider, now=now)
    return membership
