"""Resource pools by industry and the firms' way into them."""

import datetime
import uuid
from enum import StrEnum

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class MembershipStatus(StrEnum):
    """Where an application to a pool stands."""

    APPLIED = "applied"  # 待初审
    RETURNED = "returned"  # 退回补正
    PRECHECKED = "prechecked"  # 待评审
    PUBLICISED = "publicised"  # 公示中
    ADMITTED = "admitted"  # 入库
    REFUSED = "refused"  # 未通过
    WARNED = "warned"  # 警告，限期整改
    REMOVED = "removed"  # 移出
    WITHDRAWN = "withdrawn"  # 已撤回


# A firm with one of these is in the pool; the catalogue shows it.
LISTED = (MembershipStatus.ADMITTED.value, MembershipStatus.WARNED.value)
# An office still has to decide these.
OPEN = (MembershipStatus.APPLIED.value, MembershipStatus.PRECHECKED.value, MembershipStatus.PUBLICISED.value)


class AppealStatus(StrEnum):
    """What became of an appeal against a refusal or removal."""

    NONE = "none"
    OPEN = "open"
    UPHELD = "upheld"
    REJECTED = "rejected"


class Pool(SQLModel, table=True):
    """A resource pool kept by the office of `region_code`. `industries` are GB/T 4754 divisions."""

    __tablename__ = "pool"
    __table_args__ = (UniqueConstraint("region_code", "name", name="uq_pool_region_name"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    region_code: str = Field(max_length=6, index=True)
    name: str = Field(max_length=60)
    description: str = ""
    conditions: str = ""
    industries: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    accepting: bool = True
    min_years: int = 3
    publicity_days: int = 7
    position: int = 0
    version: int = 1
    created_at: datetime.datetime
    updated_at: datetime.datetime


class PoolMembership(SQLModel, table=True):
    """One firm in one pool, from the application on. `reason` is the latest one given to the firm."""

    __tablename__ = "pool_membership"
    __table_args__ = (UniqueConstraint("pool_id", "provider_id", name="uq_pool_membership_pool_provider"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    pool_id: uuid.UUID = Field(foreign_key="pool.id", index=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    status: str = Field(default=MembershipStatus.APPLIED.value, max_length=20, index=True)
    statement: str = ""
    reason: str = ""
    opinion: str = ""
    score: int | None = None
    applied_at: datetime.datetime
    updated_at: datetime.datetime
    publicity_starts_on: datetime.date | None = None
    publicity_ends_on: datetime.date | None = None
    admitted_at: datetime.datetime | None = None
    rectify_by: datetime.date | None = None
    reviewed_year: int | None = None
    stars: int | None = None
    appeal_status: str = Field(default=AppealStatus.NONE.value, max_length=20)
    appeal_text: str = ""
    appeal_answer: str = ""
    appealed_at: datetime.datetime | None = None


class MembershipStep(SQLModel, table=True):
    """A step of a membership: `position` counts from 1, `kind` names the act, `by` the person or office."""

    __tablename__ = "membership_step"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    membership_id: uuid.UUID = Field(foreign_key="pool_membership.id", index=True)
    position: int
    kind: str = Field(max_length=30)
    from_status: str = Field(default="", max_length=20)
    to_status: str = Field(max_length=20)
    reason: str = ""
    by: str = Field(max_length=120)
    at: datetime.datetime
