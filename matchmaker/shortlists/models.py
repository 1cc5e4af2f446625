"""What a factory keeps of a ranking, and who was let into the confidential part of a need."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class OpenedBy(StrEnum):
    """On whose decision a provider reads the confidential part."""

    owner = "owner"
    organiser = "organiser"


class SavedCandidate(SQLModel, table=True):
    """A provider that a factory keeps in mind for one of its needs; only the factory sees it."""

    __tablename__ = "saved_candidate"
    __table_args__ = (UniqueConstraint("demand_id", "provider_id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    demand_id: uuid.UUID = Field(foreign_key="demand.id", index=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    note: str = Field(default="", max_length=500)
    saved_at: datetime


class Disclosure(SQLModel, table=True):
    """That a provider may read the confidential part of a need, from `opened_at` until `revoked_at`."""

    __tablename__ = "disclosure"
    __table_args__ = (UniqueConstraint("demand_id", "provider_id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    demand_id: uuid.UUID = Field(foreign_key="demand.id", index=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    opened_by: str = Field(max_length=20)
    by: str = Field(max_length=200)
    opened_at: datetime
    revoked_at: datetime | None = None


class ConfidentialReading(SQLModel, table=True):
    """That somebody outside the factory read the confidential part: who, for whom, when."""

    __tablename__ = "confidential_reading"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    demand_id: uuid.UUID = Field(foreign_key="demand.id", index=True)
    provider_id: uuid.UUID | None = Field(default=None, foreign_key="provider.id", index=True)
    party: str = Field(max_length=120)
    by: str = Field(max_length=200)
    at: datetime
