"""What an owner does with a need: write it, hand it in, take it back, close it."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, delete, select

from demands import moving, register, states
from demands.errors import ChangedMeanwhile, Incomplete, NotPossibleNow
from demands.inputs import MOST_SCENARIOS, DemandDraft
from demands.models import CloseReason, Demand, DemandScenario, DemandStatus, Factory

REVIEWED = ("title", "problem", "key_points", "goal", "keywords")
"""The words an organiser has read and let through. Changing them asks for a new review; the rest does not."""

_UNREAD = states.AMENDABLE - states.OPEN


def draft(session: Session, factory: Factory, typed: DemandDraft, *, by: str, now: datetime) -> Demand:
    """A new need in draft. Without an industry of its own it takes the factory's."""
    demand = Demand(factory_id=factory.id, created_at=now, updated_at=now, **_columns(typed))
    demand.industry_code = typed.industry_code or factory.industry_code
    session.add(demand)
    session.flush()
    _set_scenarios(session, demand, typed.scenario_codes)
    moving.note(session, demand, "", by=by, now=now)
    return demand


def amend(
    session: Session,
    demand: Demand,
    typed: DemandDraft,
    *,
    by: str,
    now: datetime,
    version: int | None = None,
) -> None:
    """Replaces what was written. A public need whose reviewed words change goes back to review.

    `version` is what the form was filled from. Raises `NotPossibleNow` or `ChangedMeanwhile`.
    """
    if demand.status not in states.AMENDABLE:
        raise NotPossibleNow(demand.status, demand.status)
    if version is not None and version != demand.version:
        raise ChangedMeanwhile(demand.id)
    changes = _columns(typed) | {"industry_code": typed.industry_code or demand.industry_code}
    if needs_review(demand, typed):
        moving.move(session, demand, DemandStatus.submitted, by=by, now=now, submitted_at=now, **changes)
    else:
        _amend_in_place(session, demand, changes, by, now)
    _set_scenarios(session, demand, typed.scenario_codes)


def needs_review(demand: Demand, typed: DemandDraft) -> bool:
    """Whether saving `typed` would take the public need out of the list until it is reviewed again."""
    return demand.status in states.OPEN and any(
        getattr(demand, name) != getattr(typed, name) for name in REVIEWED
    )


def classify(
    session: Session,
    demand: Demand,
    *,
    scenario_codes: Sequence[str] = (),
    industry_code: str = "",
    by: str,
    now: datetime,
) -> None:
    """Adds scenarios, and sets the industry if one is given; the words stay, so no review is needed.

    Raises `NotPossibleNow` or `ChangedMeanwhile`.
    """
    if demand.status not in states.AMENDABLE:
        raise NotPossibleNow(demand.status, demand.status)
    _amend_in_place(session, demand, {"industry_code": industry_code or demand.industry_code}, by, now)
    _set_scenarios(session, demand, [*_scenarios(session, demand), *scenario_codes][:MOST_SCENARIOS])


def submit(session: Session, demand: Demand, *, by: str, now: datetime) -> None:
    """Hands the need in. Raises `Incomplete` or `NotPossibleNow`."""
    missing = [name for name in ("title", "problem", "industry_code") if not getattr(demand, name)]
    if missing:
        raise Incomplete(missing)
    moving.move(session, demand, DemandStatus.submitted, by=by, now=now, start=_UNREAD, submitted_at=now)


def withdraw(session: Session, demand: Demand, *, by: str, now: datetime) -> None:
    """Takes a submitted or published need back into draft."""
    moving.move(session, demand, DemandStatus.draft, by=by, now=now)


def close(
    session: Session, demand: Demand, reason: CloseReason, *, by: str, now: datetime, note: str = ""
) -> None:
    """Ends the search. `note` is the owner's own words, kept in the history."""
    changes = {"close_reason": str(reason), "closed_at": now}
    moving.move(session, demand, DemandStatus.closed, by=by, now=now, reason=note.strip()[:500], **changes)


def copy(session: Session, demand: Demand, *, by: str, now: datetime) -> Demand:
    """A new draft with the same words, for instance of a closed need."""
    kept = Demand.model_fields.keys() & DemandDraft.model_fields.keys()
    twin = Demand(
        factory_id=demand.factory_id,
        created_at=now,
        updated_at=now,
        **{name: getattr(demand, name) for name in kept},
    )
    session.add(twin)
    session.flush()
    _set_scenarios(session, twin, _scenarios(session, demand))
    moving.note(session, twin, "", by=by, now=now)
    return twin


def _amend_in_place(session: Session, demand: Demand, changes: dict, by: str, now: datetime) -> None:
    moving.claim(session, demand, updated_at=now, **changes)
    if demand.status != DemandStatus.draft:
        moving.note(session, demand, demand.status, by=by, now=now)
    if demand.status in states.OPEN:
        register.touch(session)


def _columns(typed: DemandDraft) -> dict:
    return typed.model_dump(exclude={"scenario_codes"})


def _scenarios(session: Session, demand: Demand) -> Sequence[str]:
    return session.exec(
        select(DemandScenario.scenario_code).where(DemandScenario.demand_id == demand.id)
    ).all()


def _set_scenarios(session: Session, demand: Demand, codes: Sequence[str]) -> None:
    wanted = list(dict.fromkeys(codes))
    if set(wanted) == set(_scenarios(session, demand)):
        return
    session.exec(delete(DemandScenario).where(DemandScenario.demand_id == demand.id))
    session.add_all(DemandScenario(demand_id=demand.id, scenario_code=code) for code in wanted)
    session.flush()
