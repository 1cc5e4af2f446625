"""A sheet on its way into the registers: kept for thirty days, so that every step survives a reload."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlmodel import Field, SQLModel


class ImportKind(StrEnum):
    """What the rows of the sheet are."""

    PROVIDER = "provider"
    DEMAND = "demand"


class ImportStatus(StrEnum):
    """Where the sheet stands."""

    WAITING = "waiting"  # read and shown, nothing imported yet
    IMPORTED = "imported"
    DROPPED = "dropped"  # given up by its owner; the file is gone


class SheetImport(SQLModel, table=True):
    """One uploaded sheet of an office or of a factory, what a person said about it, and what came of it.

    `mapping`: column number (as text) → field key or "" for a column that is not used; only what a person said.
    `options`: see `options.Options`. `result`: see `carrying_out.Result`.
    """

    __tablename__ = "sheet_import"
    __table_args__ = (CheckConstraint("(office_id IS NULL) <> (factory_id IS NULL)", name="one_owner"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    kind: str = Field(max_length=20)
    status: str = Field(default=ImportStatus.WAITING, max_length=20)
    office_id: uuid.UUID | None = Field(default=None, foreign_key="office.id", index=True)
    factory_id: uuid.UUID | None = Field(default=None, foreign_key="factory.id", index=True)
    account_id: uuid.UUID | None = Field(default=None, foreign_key="account.id", index=True)
    by: str = Field(default="", max_length=100)
    filename: str = Field(max_length=200)
    size: int
    worksheet: str = Field(default="", max_length=100)
    mapping: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    options: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    result: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    created_at: datetime = Field(index=True)
    finished_at: datetime | None = None


class SheetContent(SQLModel, table=True):
    """The bytes of an uploaded sheet, apart from its row so that lists never load them."""

    __tablename__ = "sheet_content"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    sheet_import_id: uuid.UUID = Field(foreign_key="sheet_import.id", unique=True, ondelete="CASCADE")
    content: bytes
