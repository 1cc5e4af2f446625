"""What happens to a firm once it is in a pool: yearly review, stars, warnings, removal, appeal."""

import datetime
from typing import Any

from sqlmodel import Session

from providers.errors import AppealPending, DateInPast, NoAppeal
from providers.membership import Status, move, need_reason
from providers.models import AppealStatus, PoolMembership
from providers.pools import today_of

_IN_POOL = (Status.ADMITTED, Status.WARNED)
_OUT = (Status.REFUSED, Status.REMOVED)


def renew(
    session: Session, membership: PoolMembership, *, by: str, now: datetime.datetime, remark: str = ""
) -> None:
    """年度复核 passed for the current year; a warning is lifted with it."""
    passed = {"reviewed_year": today_of(now).year, "rectify_by": None}
    move(
        session, membership, "renew", _IN_POOL, Status.ADMITTED, by=by, now=now, reason=remark, values=passed
    )


def rate(
    session: Session, membership: PoolMembership, stars: int, *, by: str, now: datetime.datetime
) -> None:
    """Give the firm one to five stars in this pool. Raises `ValueError` for another number."""
    if stars not in range(1, 6):
        raise ValueError(stars)
    status = Status(membership.status)
    values = {"stars": stars, "reason": membership.reason}
    move(session, membership, "rate", _IN_POOL, status, by=by, now=now, values=values)


def warn(
    session: Session,
    membership: PoolMembership,
    reason: str,
    rectify_by: datetime.date,
    *,
    by: str,
    now: datetime.datetime,
) -> None:
    """Warn the firm; it stays listed and has until `rectify_by`. Refuses `ReasonMissing` and `DateInPast`."""
    reason = need_reason(reason)
    if rectify_by < today_of(now):
        raise DateInPast(rectify_by)
    values = {"rectify_by": rectify_by}
    move(session, membership, "warn", _IN_POOL, Status.WARNED, by=by, now=now, reason=reason, values=values)


def lift_warning(session: Session, membership: PoolMembership, *, by: str, now: datetime.datetime) -> None:
    """The firm has put things right."""
    values = {"rectify_by": None}
    move(session, membership, "lift", [Status.WARNED], Status.ADMITTED, by=by, now=now, values=values)


def remove(
    session: Session, membership: PoolMembership, reason: str, *, by: str, now: datetime.datetime
) -> None:
    """Take the firm out of the pool; it may appeal. Refuses `ReasonMissing`."""
    reason = need_reason(reason)
    values = {"rectify_by": None, "appeal_status": AppealStatus.NONE.value}
    move(
        session, membership, "remove", _IN_POOL, Status.REMOVED, by=by, now=now, reason=reason, values=values
    )


def appeal(
    session: Session, membership: PoolMembership, text: str, *, by: str, now: datetime.datetime
) -> None:
    """The firm objects to 未通过 or 移出, once per decision. Refuses `ReasonMissing` and `AppealPending`."""
    text = need_reason(text)
    if membership.appeal_status != AppealStatus.NONE:
        raise AppealPending
    values = {"appeal_status": AppealStatus.OPEN.value, "appeal_text": text, "appealed_at": now}
    _stay(session, membership, "appeal", text, values, by=by, now=now)


def uphold(
    session: Session, membership: PoolMembership, answer: str, *, by: str, now: datetime.datetime
) -> None:
    """The appeal is right: a refused firm is evaluated again, a removed one is back in the pool."""
    _check_open(membership)
    back = Status.PRECHECKED if membership.status == Status.REFUSED else Status.ADMITTED
    answer = answer.strip()
    values = {"appeal_status": AppealStatus.UPHELD.value, "appeal_answer": answer}
    move(session, membership, "uphold", _OUT, back, by=by, now=now, reason=answer, values=values)


def reject(
    session: Session, membership: PoolMembership, answer: str, *, by: str, now: datetime.datetime
) -> None:
    """The decision stands; the firm reads why. Refuses `ReasonMissing` and `NoAppeal`."""
    answer = need_reason(answer)
    _check_open(membership)
    values = {"appeal_status": AppealStatus.REJECTED.value, "appeal_answer": answer}
    _stay(session, membership, "reject", answer, values, by=by, now=now)


def _check_open(membership: PoolMembership) -> None:
    if membership.appeal_status != AppealStatus.OPEN:
        raise NoAppeal


def _stay(
    session: Session,
    membership: PoolMembership,
    kind: str,
    said: str,
    values: dict[str, Any],
    *,
    by: str,
    now: datetime.datetime,
) -> None:
    """A step about a decision that leaves the decision and its reason as they are."""
    decision = {"reason": membership.reason, **values}
    move(
        session,
        membership,
        kind,
        _OUT,
        Status(membership.status),
        by=by,
        now=now,
        reason=said,
        values=decision,
    )
