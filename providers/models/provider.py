"""The provider firm and the codes it works under."""

import datetime
import uuid
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, Column, Numeric, UniqueConstraint
from sqlmodel import Field, SQLModel


class Trait(StrEnum):
    """What kind of house the firm is, beside its type."""

    NIMBLE = "nimble"  # 小快轻准
    CHAIN_LEADER = "chain_leader"  # 链主
    COMPREHENSIVE = "comprehensive"  # 综合
    SPECIALISED = "specialised"  # 专业


class ProviderStatus(StrEnum):
    """Whether the firm takes part at all."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Provider(SQLModel, table=True):
    """A solution provider. `contact_*` is private; the rest is its public profile. Money in 万元."""

    __tablename__ = "provider"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=100, index=True)
    credit_code: str = Field(max_length=18, unique=True)
    provider_type: str = Field(max_length=20, index=True)
    traits: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    region_code: str = Field(max_length=6, index=True)
    address: str = Field(default="", max_length=200)
    website: str = Field(default="", max_length=300)
    legal_person: str = Field(default="", max_length=60)
    founded_year: int | None = None
    revenue: Decimal | None = Field(default=None, sa_column=Column(Numeric(12, 2)))
    staff: int | None = None
    honours: str = ""
    qualification: str = Field(default="", max_length=100)
    qualification_grade: str = Field(default="", max_length=10)
    summary: str = ""
    team: str = ""
    customers: str = ""
    discount: str = ""
    contact_name: str = Field(default="", max_length=60)
    contact_position: str = Field(default="", max_length=60)
    contact_phone: str = Field(default="", max_length=60)
    contact_email: str = Field(default="", max_length=254)
    truth_confirmed_at: datetime.datetime | None = None
    status: str = Field(default=ProviderStatus.ACTIVE.value, max_length=20)
    catalogue_number: int = Field(default=0, index=True)
    version: int = 1
    created_at: datetime.datetime
    updated_at: datetime.datetime


class ProviderIndustry(SQLModel, table=True):
    """An industry (GB/T 4754 division `C34` or group `C341`) the provider serves."""

    __tablename__ = "provider_industry"
    __table_args__ = (UniqueConstraint("provider_id", "code", name="uq_provider_industry_provider_code"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    code: str = Field(max_length=8, index=True)


class ProviderScenario(SQLModel, table=True):
    """A scenario (`2025-12`) the provider says it can build."""

    __tablename__ = "provider_scenario"
    __table_args__ = (UniqueConstraint("provider_id", "code", name="uq_provider_scenario_provider_code"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    code: str = Field(max_length=10, index=True)


class CatalogueVersion(SQLModel, table=True):
    """One row: a number that grows with every change of the catalogue."""

    __tablename__ = "catalogue_version"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    number: int = 0
