"""Letters: rows of the transaction that caused them."""

import uuid
from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel


class LetterStatus(StrEnum):
    """Where a letter is: held for a human eye, waiting, gone, given up, or struck off before it went."""

    HELD = "held"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"
    DISCARDED = "discarded"


class Letter(SQLModel, table=True):
    """One letter to one person, already worded; the key keeps it from being written twice."""

    __tablename__ = "letter"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    key: str = Field(max_length=200, unique=True)
    kind: str = Field(max_length=60, index=True)
    to: str = Field(max_length=254, index=True)
    subject: str = Field(max_length=200)
    body: str
    status: str = Field(default=LetterStatus.WAITING, max_length=20, index=True)
    attempts: int = 0
    error: str = Field(default="", max_length=500)
    written_at: datetime
    due_at: datetime = Field(index=True)  # when delivery is to be tried (again)
    sent_at: datetime | None = None
