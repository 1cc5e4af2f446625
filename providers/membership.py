"""The one door through which a membership changes its state: compare, set, write the history."""

import datetime
from collections.abc import Collection
from typing import Any

from sqlalchemy import func, update
from sqlmodel import Session, select

from providers import catalogue
from providers.errors import ChangedMeanwhile, NotInThisState, ReasonMissing
from providers.models import LISTED, MembershipStatus, MembershipStep, PoolMembership, Provider

Status = MembershipStatus


def move(
    session: Session,
    membership: PoolMembership,
    kind: str,
    source: Collection[Status],
    target: Status,
    *,
    by: str,
    now: datetime.datetime,
    reason: str = "",
    values: dict[str, Any] | None = None,
) -> None:
    """Bring the membership from one of `source` to `target`, set `values`, and note the step `kind`.

    `reason` is what the firm reads, in the history and, unless `values` has another one, as the latest word.

    The database compares and sets, so of two people deciding at once exactly one gets through; the other is
    refused with `NotInThisState`, which carries the state found, or `ChangedMeanwhile` if that did not change.
    """
    before = membership.status
    changed = {"status": target.value, "reason": reason, "updated_at": now, **(values or {})}
    _compare_and_set(session, membership, source, changed)
    note(session, membership, kind, before, by=by, now=now, reason=reason)
    if {before, target.value} & set(LISTED):
        catalogue.touch(session, _provider(session, membership), now=now)


def note(
    session: Session,
    membership: PoolMembership,
    kind: str,
    before: str,
    *,
    by: str,
    now: datetime.datetime,
    reason: str = "",
) -> None:
    """Write a step of the history without changing the state."""
    own = MembershipStep.membership_id == membership.id
    position = session.exec(select(func.count()).select_from(MembershipStep).where(own)).one() + 1
    step = MembershipStep(membership_id=membership.id, position=position, kind=kind, from_status=before)
    step.to_status, step.reason, step.by, step.at = membership.status, reason, by[:120], now
    session.add(step)
    session.flush()


def need_reason(reason: str) -> str:
    """`reason` stripped; refuses `ReasonMissing` when there is nothing in it."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def _compare_and_set(
    session: Session, membership: PoolMembership, source: Collection[Status], values: dict[str, Any]
) -> None:
    allowed = [status.value for status in source]
    if membership.status not in allowed:
        raise NotInThisState(membership.status)
    before = membership.status
    seen = (PoolMembership.status == before, PoolMembership.updated_at == membership.updated_at)
    step = update(PoolMembership).where(PoolMembership.id == membership.id, *seen).values(**values)
    won = session.exec(step).rowcount == 1
    session.refresh(membership)
    if not won:
        raise ChangedMeanwhile if membership.status == before else NotInThisState(membership.status)


def _provider(session: Session, membership: PoolMembership) -> Provider:
    return session.get_one(Provider, membership.provider_id)
