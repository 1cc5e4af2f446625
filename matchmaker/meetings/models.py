"""The tables of requests, meetings, timetables and feedback."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

# A request in one of these states holds its pair: nobody may ask for it a second time.
OPEN = "status IN ('pending', 'accepted')"
UNDER_WAY = "status IN ('waiting', 'running')"


class AskedBy(StrEnum):
    """Who had the idea."""

    FACTORY = "factory"
    PROVIDER = "provider"
    ORGANISER = "organiser"


class RequestStatus(StrEnum):
    """A request ends declined, withdrawn or expired, or it is accepted and has a meeting."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Wish(StrEnum):
    """How much a side wants the meeting; one `no` rules it out."""

    MUST = "must"
    MEET = "meet"
    NO = "no"


class MeetingStatus(StrEnum):
    """Unscheduled and scheduled belong to the draft, the others to the day."""

    UNSCHEDULED = "unscheduled"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    HELD = "held"
    FACTORY_ABSENT = "factory_absent"
    PROVIDER_ABSENT = "provider_absent"
    BOTH_ABSENT = "both_absent"
    CANCELLED = "cancelled"


# A meeting in one of these states stays where it is whatever becomes of the plan.
BEGUN = frozenset(
    {
        MeetingStatus.IN_PROGRESS,
        MeetingStatus.HELD,
        MeetingStatus.FACTORY_ABSENT,
        MeetingStatus.PROVIDER_ABSENT,
        MeetingStatus.BOTH_ABSENT,
    }
)
MISSED = BEGUN - {MeetingStatus.IN_PROGRESS, MeetingStatus.HELD}


class RunStatus(StrEnum):
    """A run waits for the worker, runs, and ends done, stopped (best so far kept) or failed."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


class RunMode(StrEnum):
    """Everything anew (locks stay), gaps only (all placed stay), or the fewest changes to the draft."""

    ALL = "all"
    FILL = "fill"
    REPAIR = "repair"


class Answer(StrEnum):
    """The four answers of the feedback."""

    DID_NOT_TAKE_PLACE = "did_not_take_place"
    NOT_INTERESTED = "not_interested"
    INFORMATIVE = "informative"
    COOPERATION_POSSIBLE = "cooperation_possible"


class MeetingRequest(SQLModel, table=True):
    """A wish that a factory, for one of its needs, and a provider meet at an event."""

    __tablename__ = "meeting_request"
    __table_args__ = (
        Index("one_open_request_per_need", "event_id", "demand_id", "provider_participant_id", unique=True,
              sqlite_where=text(f"{OPEN} AND demand_id IS NOT NULL"),
              postgresql_where=text(f"{OPEN} AND demand_id IS NOT NULL")),
        Index("one_open_request_per_pair", "factory_participant_id", "provider_participant_id", unique=True,
              sqlite_where=text(f"{OPEN} AND demand_id IS NULL"),
              postgresql_where=text(f"{OPEN} AND demand_id IS NULL")),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    demand_id: uuid.UUID | None = Field(default=None, foreign_key="demand.id", index=True)
    factory_participant_id: uuid.UUID = Field(foreign_key="participant.id", index=True)
    provider_participant_id: uuid.UUID = Field(foreign_key="participant.id", index=True)
    asked_by: str = Field(max_length=10)
    message: str = Field(default="", max_length=500)
    answer: str = Field(default="", max_length=500)
    factory_said: str | None = Field(default=None, max_length=3)
    factory_said_at: datetime | None = None
    provider_said: str | None = Field(default=None, max_length=3)
    provider_said_at: datetime | None = None
    factory_wish: str = Field(default=Wish.MEET, max_length=5)
    provider_wish: str = Field(default=Wish.MEET, max_length=5)
    score: float | None = None
    status: str = Field(default=RequestStatus.PENDING, index=True, max_length=10)
    expires_at: datetime
    created_at: datetime
    closed_at: datetime | None = None


class Meeting(SQLModel, table=True):
    """An accepted request; slot and table are those of the draft timetable."""

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("slot_id", "table_id", name="one_meeting_per_table"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    request_id: uuid.UUID = Field(foreign_key="meeting_request.id", unique=True)
    slot_id: uuid.UUID | None = Field(default=None, foreign_key="slot.id", index=True)
    table_id: uuid.UUID | None = Field(default=None, foreign_key="meeting_table.id", index=True)
    locked: bool = False
    status: str = Field(default=MeetingStatus.UNSCHEDULED, index=True, max_length=20)
    reason: str = Field(default="", max_length=500)
    started_at: datetime | None = None
    ended_at: datetime | None = None
    created_at: datetime
    version: int = 1


class MeetingSeat(SQLModel, table=True):
    """A delegate's place in a slot. A firm with n delegates has the lanes 0 … n - 1."""

    __tablename__ = "meeting_seat"
    __table_args__ = (
        UniqueConstraint("slot_id", "participant_id", "lane", name="one_meeting_per_delegate"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    meeting_id: uuid.UUID = Field(foreign_key="meeting.id", index=True)
    slot_id: uuid.UUID = Field(foreign_key="slot.id", index=True)
    participant_id: uuid.UUID = Field(foreign_key="participant.id", index=True)
    lane: int = 0


class TimetableRun(SQLModel, table=True):
    """An order to compute a timetable, and what came of it.

    `progress`: `{"placed", "weight", "bound", "seconds"}`. `result`: `{"placements": {meeting: [slot, table]},
    "unplaced": [{"meeting", "reason", "remedy"}], "status", "breaks", "weight", "bound", "seconds"}`, all ids as text.
    """

    __tablename__ = "timetable_run"
    __table_args__ = (
        Index("one_run_at_a_time", "event_id", unique=True, sqlite_where=text(UNDER_WAY),
              postgresql_where=text(UNDER_WAY)),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    status: str = Field(default=RunStatus.WAITING, index=True, max_length=10)
    mode: str = Field(default=RunMode.ALL, max_length=10)
    seed: int = 1
    seconds: int = 30
    inputs_hash: str = Field(default="", max_length=64)
    progress: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    failure: str = Field(default="", max_length=500)
    stop_asked: bool = False
    lease_until: datetime | None = None
    ordered_at: datetime
    started_at: datetime | None = None
    finished_at: datetime | None = None
    adopted_at: datetime | None = None


class Release(SQLModel, table=True):
    """A published timetable. It never changes; the one with the highest number holds."""

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    number: int
    name: str = Field(max_length=60)
    note: str = Field(default="", max_length=500)
    run_id: uuid.UUID | None = Field(default=None, foreign_key="timetable_run.id", index=True)
    published_at: datetime


class ReleasedMeeting(SQLModel, table=True):
    """One line of a release. Times and table are copied, because the plan behind may change later;
    `slot_id` and `table_id` are what they were called then, without a foreign key for the same reason."""

    __tablename__ = "released_meeting"
    __table_args__ = (UniqueConstraint("release_id", "meeting_id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    release_id: uuid.UUID = Field(foreign_key="release.id", index=True)
    meeting_id: uuid.UUID = Field(foreign_key="meeting.id", index=True)
    factory_participant_id: uuid.UUID = Field(foreign_key="participant.id", index=True)
    provider_participant_id: uuid.UUID = Field(foreign_key="participant.id", index=True)
    slot_id: uuid.UUID
    table_id: uuid.UUID
    starts_at: datetime
    ends_at: datetime
    table_number: int


class Feedback(SQLModel, table=True):
    """What one side says of a meeting; the comment is for the organiser alone."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("meeting_id", "side"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    meeting_id: uuid.UUID = Field(foreign_key="meeting.id", index=True)
    side: str = Field(max_length=10)
    answer: str = Field(max_length=30)
    comment: str = Field(default="", max_length=1000)
    given_at: datetime
