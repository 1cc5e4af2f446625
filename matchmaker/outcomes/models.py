"""The ledger of what came of the meetings."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, Numeric, SQLModel


class Stage(StrEnum):
    """How far the two firms have come, in order."""

    NONE = "none"
    IN_TOUCH = "in_touch"
    VISIT = "visit"
    QUOTATION = "quotation"
    SIGNED = "signed"
    ACCEPTED = "accepted"


class Outcome(SQLModel, table=True):
    """Where a factory (for one need, or in general) and a provider stand after they met. Money in 万元."""

    __tablename__ = "outcome"
    __table_args__ = (UniqueConstraint("meeting_id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID | None = Field(default=None, foreign_key="event.id", index=True)
    meeting_id: uuid.UUID | None = Field(default=None, foreign_key="meeting.id")
    demand_id: uuid.UUID | None = Field(default=None, foreign_key="demand.id", index=True)
    factory_id: uuid.UUID = Field(foreign_key="factory.id", index=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    stage: str = Field(default=Stage.IN_TOUCH, index=True, max_length=20)
    amount: Decimal | None = Field(default=None, sa_type=Numeric(12, 2))
    signed_on: date | None = None
    next_step: str = Field(default="", max_length=500)
    next_on: date | None = None
    followed_by: str = Field(default="", max_length=120)
    created_at: datetime
    updated_at: datetime
    version: int = 1


class OutcomeStep(SQLModel, table=True):
    """One entry of an outcome's history; entries are added, never changed."""

    __tablename__ = "outcome_step"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    outcome_id: uuid.UUID = Field(foreign_key="outcome.id", index=True)
    from_stage: str | None = Field(default=None, max_length=20)
    to_stage: str = Field(max_length=20)
    amount: Decimal | None = Field(default=None, sa_type=Numeric(12, 2))
    note: str = Field(default="", max_length=1000)
    by: str = Field(default="", max_length=120)
    at: datetime
