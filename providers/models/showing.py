"""What a provider shows: offerings, cases and attached files."""

import datetime
import uuid
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import JSON, Column, LargeBinary, Numeric
from sqlmodel import Field, SQLModel


class OfferingKind(StrEnum):
    """What is being offered."""

    SOLUTION = "solution"  # 解决方案
    EQUIPMENT = "equipment"  # 装备
    SOFTWARE = "software"  # 软件
    SERVICE = "service"  # 服务


class FirstKind(StrEnum):
    """三首: the first of its kind, with an official document."""

    EQUIPMENT = "equipment"  # 首台套
    MATERIAL = "material"  # 首批次
    SOFTWARE = "software"  # 首版次


class Offering(SQLModel, table=True):
    """A product or service. Prices in 万元. A withdrawn one stays for the records that name it."""

    __tablename__ = "offering"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    title: str = Field(max_length=120)
    kind: str = Field(default=OfferingKind.SOLUTION.value, max_length=20)
    description: str = ""
    scenarios: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    industries: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    price_min: Decimal | None = Field(default=None, sa_column=Column(Numeric(12, 2)))
    price_max: Decimal | None = Field(default=None, sa_column=Column(Numeric(12, 2)))
    first_kind: str = Field(default="", max_length=20)
    first_level: str = Field(default="", max_length=20)
    first_year: int | None = None
    first_document: str = Field(default="", max_length=100)
    micro: bool = False
    version: int = 1
    created_at: datetime.datetime
    updated_at: datetime.datetime
    withdrawn_at: datetime.datetime | None = None


class Case(SQLModel, table=True):
    """Work done for a customer. Amount in 万元. `customer` is shown only when `customer_public`."""

    __tablename__ = "provider_case"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    title: str = Field(max_length=120)
    customer: str = Field(default="", max_length=100)
    customer_public: bool = False
    industry_code: str = Field(default="", max_length=8)
    scenarios: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    background: str = ""
    solution: str = ""
    result: str = ""
    amount: Decimal | None = Field(default=None, sa_column=Column(Numeric(12, 2)))
    year: int | None = None
    version: int = 1
    created_at: datetime.datetime
    updated_at: datetime.datetime
    withdrawn_at: datetime.datetime | None = None


class Attachment(SQLModel, table=True):
    """A file of the provider, perhaps belonging to a case. Its bytes are in `AttachmentContent`."""

    __tablename__ = "attachment"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    provider_id: uuid.UUID = Field(foreign_key="provider.id", index=True)
    case_id: uuid.UUID | None = Field(default=None, foreign_key="provider_case.id", index=True)
    filename: str = Field(max_length=120)
    media_type: str = Field(max_length=100)
    size: int
    sha256: str = Field(max_length=64)
    caption: str = Field(default="", max_length=200)
    public: bool = False
    created_at: datetime.datetime


class AttachmentContent(SQLModel, table=True):
    """The bytes of an attachment, in a table of their own so that no list ever loads them."""

    __tablename__ = "attachment_content"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    attachment_id: uuid.UUID = Field(foreign_key="attachment.id", unique=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
