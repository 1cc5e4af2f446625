"""Entries of an installation's own, beside the shipped data files."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Kind(StrEnum):
    """The classifications, each with its shipped file `data/<file>.csv`."""

    INDUSTRY = "industry"
    SCENARIO = "scenario"
    REGION = "region"
    PROVIDER_TYPE = "provider_type"


class ClassificationEntry(SQLModel, table=True):
    """A code added by an administrator, or another name (or retirement) for a shipped code."""

    __tablename__ = "classification_entry"
    __table_args__ = (UniqueConstraint("kind", "code"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    kind: str = Field(max_length=20)
    code: str = Field(max_length=20)
    parent: str = Field(default="", max_length=20)
    name_zh: str = Field(max_length=120)
    name_en: str = Field(default="", max_length=160)
    source: str = Field(default="", max_length=200)
    retired: bool = False  # no longer offered in forms; records that carry it keep their name
    changed_at: datetime
