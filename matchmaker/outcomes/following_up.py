"""Following up: what came of a meeting is written down once and carried on until acceptance."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from sqlmodel import Session, col, select, update

from matchmaker import journal
from matchmaker.meetings.models import MISSED, MeetingStatus
from matchmaker.meetings.queries import RequestRow
from matchmaker.outcomes.errors import AmountMissing, ChangedMeanwhile, DateMissing, NotMet
from matchmaker.outcomes.models import Outcome, OutcomeStep, Stage
from providers.text import line, prose

# From here on there is a contract, and with it an amount and a day.
UNDER_CONTRACT = {Stage.SIGNED, Stage.ACCEPTED}


class Report(BaseModel):
    """Where the two firms stand. `amount` in 万元, 0.01 … 9,999,999,999.99."""

    model_config = ConfigDict(extra="forbid")

    stage: Stage
    amount: Decimal | None = Field(default=None, gt=0, max_digits=12, decimal_places=2)
    signed_on: date | None = None
    next_step: Annotated[str, BeforeValidator(prose)] = Field(default="", max_length=500)
    next_on: date | None = None
    followed_by: Annotated[str, BeforeValidator(line)] = Field(default="", max_length=120)
    note: Annotated[str, BeforeValidator(prose)] = Field(default="", max_length=1000)


def record(session: Session, row: RequestRow, report: Report, *, now: datetime) -> Outcome:
    """Write down what came of a meeting, or carry its entry on. Raises as `carry_on`, and `NotMet`."""
    if row.meeting is None or row.meeting.status in {*MISSED, MeetingStatus.CANCELLED}:
        raise NotMet(row.meeting.status if row.meeting else MeetingStatus.UNSCHEDULED)
    existing = session.exec(select(Outcome).where(Outcome.meeting_id == row.meeting.id)).first()
    if existing:
        return carry_on(session, existing, report, now=now)
    firms = {"factory_id": row.factory.id, "provider_id": row.provider.id}
    origin = {"event_id": row.request.event_id, "meeting_id": row.meeting.id, "demand_id": row.request.demand_id}
    return _begin(session, report, now, **firms, **origin)


def record_without_meeting(
    session: Session,
    *,
    factory_id: uuid.UUID,
    provider_id: uuid.UUID,
    demand_id: uuid.UUID | None,
    report: Report,
    now: datetime,
) -> Outcome:
    """Write down what came of two firms that found each other outside of an event."""
    return _begin(session, report, now, factory_id=factory_id, provider_id=provider_id, demand_id=demand_id)


def carry_on(
    session: Session, outcome: Outcome, report: Report, *, seen_version: int | None = None, now: datetime
) -> Outcome:
    """Say where the two stand now; the step before stays in the history.

    A step back is allowed, because contracts do fall through. Raises `AmountMissing`, `DateMissing` from the signature
    on, `ChangedMeanwhile` when the entry is no longer what the page showed (`seen_version`).
    """
    _complete(report)
    expected = outcome.version if seen_version is None else seen_version
    change = update(Outcome).where(col(Outcome.id) == outcome.id, col(Outcome.version) == expected)
    before = outcome.stage
    if session.exec(change.values(version=expected + 1, updated_at=now, **_columns(report))).rowcount != 1:
        raise ChangedMeanwhile
    session.refresh(outcome)
    _step(session, outcome, before, report, now)
    return outcome


def _begin(session: Session, report: Report, now: datetime, **origin: uuid.UUID | None) -> Outcome:
    _complete(report)
    outcome = Outcome(created_at=now, updated_at=now, **origin, **_columns(report))
    session.add(outcome)
    session.flush()
    _step(session, outcome, None, report, now)
    return outcome


def _complete(report: Report) -> None:
    if report.stage in UNDER_CONTRACT and report.amount is None:
        raise AmountMissing
    if report.stage in UNDER_CONTRACT and report.signed_on is None:
        raise DateMissing


def _columns(report: Report) -> dict[str, object]:
    return report.model_dump(exclude={"note"})


def _step(session: Session, outcome: Outcome, before: str | None, report: Report, now: datetime) -> None:
    step = OutcomeStep(
        outcome_id=outcome.id,
        from_stage=before,
        to_stage=report.stage,
        amount=report.amount,
        note=report.note,
        by=journal.actor(session).label[:120],
        at=now,
    )
    session.add(step)
    session.flush()
