"""Tables of the demands side: factories, their needs, and what happened to each need."""

import uuid
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Tier(StrEnum):
    """Tier of smart factory a plant has reached, or aims at."""

    none = "none"
    basic = "basic"
    advanced = "advanced"
    excellent = "excellent"
    leading = "leading"


class DemandStatus(StrEnum):
    """Where a need stands; which way leads where is in `states`."""

    draft = "draft"
    submitted = "submitted"
    returned = "returned"
    published = "published"
    matching = "matching"
    signed = "signed"
    implementing = "implementing"
    accepted = "accepted"
    on_hold = "on_hold"
    long_term = "long_term"
    closed = "closed"


class Cooperation(StrEnum):
    """How the factory wants its need solved."""

    purchase = "purchase"
    turnkey = "turnkey"
    joint = "joint"
    commissioned = "commissioned"
    consulting = "consulting"
    open = "open"


class CloseReason(StrEnum):
    """Why an owner closed a need."""

    solved_here = "solved_here"
    solved_elsewhere = "solved_elsewhere"
    no_longer_needed = "no_longer_needed"
    no_budget = "no_budget"
    no_suitable_provider = "no_suitable_provider"


class Factory(SQLModel, table=True):
    """A manufacturer that has needs. Money in 万元; `maturity` is the level of GB/T 39116, 1 to 5."""

    __tablename__ = "factory"
    __table_args__ = (CheckConstraint("maturity IS NULL OR maturity BETWEEN 1 AND 5", name="maturity_level"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    name: str = Field(max_length=100, index=True)
    credit_code: str = Field(max_length=18, unique=True)
    region_code: str = Field(max_length=6, index=True)
    industry_code: str = Field(max_length=4, index=True)
    tier: str = Field(default=Tier.none, max_length=20)
    maturity: int | None = None
    revenue: Decimal | None = Field(default=None, max_digits=12, decimal_places=2)
    staff: int | None = None
    profile: str = Field(default="", sa_type=Text)
    address: str = Field(default="", max_length=200)
    contact_name: str = Field(default="", max_length=50)
    contact_position: str = Field(default="", max_length=50)
    contact_phone: str = Field(default="", max_length=40)
    contact_email: str = Field(default="", max_length=254)
    created_at: datetime
    updated_at: datetime
    version: int = 1


class Demand(SQLModel, table=True):
    """A need of a factory. `confidential` is for the owner and for whom the owner or the organiser lets in."""

    __tablename__ = "demand"
    __table_args__ = (
        CheckConstraint(
            "budget_min IS NULL OR budget_max IS NULL OR budget_min <= budget_max", name="budget_order"
        ),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    factory_id: uuid.UUID = Field(foreign_key="factory.id", index=True)
    title: str = Field(max_length=100)
    problem: str = Field(default="", sa_type=Text)
    key_points: str = Field(default="", sa_type=Text)
    goal: str = Field(default="", sa_type=Text)
    keywords: list[str] = Field(default_factory=list, sa_type=JSON)
    industry_code: str = Field(default="", max_length=4, index=True)
    budget_min: Decimal | None = Field(default=None, max_digits=12, decimal_places=2)
    budget_max: Decimal | None = Field(default=None, max_digits=12, decimal_places=2)
    budget_text: str = Field(default="", max_length=100)
    wished_on: date | None = None
    wished_text: str = Field(default="", max_length=100)
    own_funds: Decimal | None = Field(default=None, max_digits=12, decimal_places=2)
    cooperation: str = Field(default=Cooperation.open, max_length=20)
    delivery_form: str = Field(default="", max_length=200)
    wished_partners: str = Field(default="", max_length=200)
    challenges: list[str] = Field(default_factory=list, sa_type=JSON)
    target_tier: str = Field(default=Tier.none, max_length=20)
    confidential: str = Field(default="", sa_type=Text)
    status: str = Field(default=DemandStatus.draft, max_length=20, index=True)
    close_reason: str = Field(default="", max_length=30)
    submitted_at: datetime | None = None
    published_at: datetime | None = Field(default=None, index=True)
    closed_at: datetime | None = None
    created_at: datetime
    updated_at: datetime
    version: int = 1


class DemandScenario(SQLModel, table=True):
    """A scenario (`2025-09`) a need belongs to."""

    __tablename__ = "demand_scenario"
    __table_args__ = (UniqueConstraint("demand_id", "scenario_code"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    demand_id: uuid.UUID = Field(foreign_key="demand.id", index=True)
    scenario_code: str = Field(max_length=10, index=True)


class DemandStep(SQLModel, table=True):
    """One line of a need's history. Equal `from_status` and `to_status`: amended without a new review.

    `position` is the version the step brought the need to: it orders steps of one and the same moment.
    """

    __tablename__ = "demand_step"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    demand_id: uuid.UUID = Field(foreign_key="demand.id", index=True)
    position: int
    from_status: str = Field(default="", max_length=20)
    to_status: str = Field(max_length=20)
    reason: str = Field(default="", max_length=500)
    by: str = Field(default="", max_length=100)
    at: datetime


class DemandVersion(SQLModel, table=True):
    """One row that counts the changes of what the public may read; cheap to ask whether an index is stale."""

    __tablename__ = "demand_version"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    number: int = 0
