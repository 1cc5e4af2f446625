"""One step of a need: checked, compared and set, and written into its history."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlmodel import Session, update

from demands import register, states
from demands.errors import ChangedMeanwhile
from demands.models import Demand, DemandStep


def move(
    session: Session,
    demand: Demand,
    to: str,
    *,
    by: str,
    now: datetime,
    reason: str = "",
    start: Collection[str] | None = None,
    **changes: Any,
) -> None:
    """Brings `demand` into status `to` and sets `changes` with it; `start` narrows where the act may begin.

    Raises `NotPossibleNow`, or `ChangedMeanwhile` when somebody else moved it first.
    """
    before = demand.status
    states.check(before, to, start)
    claim(session, demand, status=to, updated_at=now, **changes)
    note(session, demand, before, by=by, now=now, reason=reason)
    if before in states.OPEN or to in states.OPEN:
        register.touch(session)


def claim(session: Session, demand: Demand, **changes: Any) -> None:
    """Writes `changes` only if nobody wrote since `demand` was read, and reads it again."""
    seen = (Demand.id == demand.id, Demand.status == demand.status, Demand.version == demand.version)
    done = session.exec(update(Demand).where(*seen).values(version=demand.version + 1, **changes))
    if done.rowcount != 1:
        raise ChangedMeanwhile(demand.id)
    session.refresh(demand)


def note(session: Session, demand: Demand, before: str, *, by: str, now: datetime, reason: str = "") -> None:
    """Adds a line to the history of `demand`, which stands in its new status already."""
    step = DemandStep(
        demand_id=demand.id, position=demand.version, from_status=before, to_status=demand.status, at=now
    )
    step.reason, step.by = reason, by[:100]
    session.add(step)
    session.flush()
