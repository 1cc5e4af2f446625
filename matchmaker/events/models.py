"""The tables of an event: plan, time and place, and who takes part."""

import secrets
import uuid
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

# Crockford's base 32: no I, L, O, U, so that a code can be read aloud and typed from a badge.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12


class EventKind(StrEnum):
    """What happens there; only events with one-to-one meetings have a timetable."""

    MEETINGS = "meetings"
    ROADSHOW = "roadshow"
    CHALLENGE = "challenge"
    MIXED = "mixed"


class EventStatus(StrEnum):
    """Draft is seen by the office alone; open takes registrations; closed is full or being prepared."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class RequestMode(StrEnum):
    """Whether the one who is asked must say yes, or the request counts as accepted at once."""

    GUEST_ACCEPTS = "guest_accepts"
    AT_ONCE = "at_once"


class SchedulingMode(StrEnum):
    """Who sets the time: the organiser for all, or the guest when accepting."""

    ORGANISER = "organiser"
    AT_ACCEPTANCE = "at_acceptance"


class WhoAsks(StrEnum):
    """Which side may ask for meetings. The organiser always may propose."""

    BOTH = "both"
    FACTORIES = "factories"
    PROVIDERS = "providers"
    ORGANISER = "organiser"


class FixedTables(StrEnum):
    """Which side keeps one table for the whole event."""

    NONE = "none"
    FACTORIES = "factories"
    PROVIDERS = "providers"


class PhaseKind(StrEnum):
    """The phases of an event in their usual order."""

    REGISTRATION = "registration"
    REQUESTS = "requests"
    SCHEDULING = "scheduling"
    PUBLISHED = "published"
    ON_SITE = "on_site"
    FEEDBACK = "feedback"


class Side(StrEnum):
    """The two sides of a meeting."""

    FACTORY = "factory"
    PROVIDER = "provider"


class ParticipantStatus(StrEnum):
    """Invited and applied wait for an answer; only approved firms ask, meet and are scheduled."""

    INVITED = "invited"
    APPLIED = "applied"
    WAITLISTED = "waitlisted"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Event(SQLModel, table=True):
    """One matchmaking event of an office."""

    __tablename__ = "event"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    office_id: uuid.UUID = Field(foreign_key="office.id", index=True)
    region_code: str = Field(index=True, max_length=6)
    name: str = Field(max_length=120)
    kind: str = Field(default=EventKind.MEETINGS, max_length=20)
    place: str = Field(default="", max_length=120)
    address: str = Field(default="", max_length=200)
    zone: str = Field(default="Asia/Shanghai", max_length=64)
    description: str = Field(default="", max_length=5000)
    status: str = Field(default=EventStatus.DRAFT, index=True, max_length=20)
    request_mode: str = Field(default=RequestMode.GUEST_ACCEPTS, max_length=20)
    scheduling_mode: str = Field(default=SchedulingMode.ORGANISER, max_length=20)
    who_asks: str = Field(default=WhoAsks.BOTH, max_length=20)
    fixed_tables: str = Field(default=FixedTables.NONE, max_length=20)
    cap_per_firm: int | None = None
    factory_limit: int | None = None
    provider_limit: int | None = None
    expires_hours: int = 72
    phase_by_hand: str | None = Field(default=None, max_length=20)
    created_at: datetime
    version: int = 1


class EventPhase(SQLModel, table=True):
    """A phase with its time and a sentence for those who come."""

    __tablename__ = "event_phase"
    __table_args__ = (UniqueConstraint("event_id", "kind"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    kind: str = Field(max_length=20)
    starts_at: datetime
    ends_at: datetime
    text: str = Field(default="", max_length=500)


class Block(SQLModel, table=True):
    """A stretch of one day that is cut into slots of equal length."""

    __tablename__ = "block"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    day: date
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int
    break_minutes: int = 0
    label: str = Field(default="", max_length=60)


class Slot(SQLModel, table=True):
    """The time of one meeting. `position` counts from 0 through the whole event."""

    __tablename__ = "slot"
    __table_args__ = (UniqueConstraint("event_id", "starts_at"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    block_id: uuid.UUID = Field(foreign_key="block.id", index=True)
    position: int
    starts_at: datetime
    ends_at: datetime


class ProgrammeItem(SQLModel, table=True):
    """A talk, opening or roadshow; while a blocking one runs there are no meetings."""

    __tablename__ = "programme_item"

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    starts_at: datetime
    ends_at: datetime
    title: str = Field(max_length=120)
    speaker: str = Field(default="", max_length=120)
    place: str = Field(default="", max_length=120)
    blocking: bool = True


class MeetingTable(SQLModel, table=True):
    """A table at which one meeting at a time takes place."""

    __tablename__ = "meeting_table"
    __table_args__ = (UniqueConstraint("event_id", "number"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    number: int
    place: str = Field(default="", max_length=120)
    equipment: str = Field(default="", max_length=200)


def new_code() -> str:
    """A random check-in code of 60 bits, 12 characters."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


class Participant(SQLModel, table=True):
    """A firm at an event, on one side. `delegates` of it may sit in meetings at the same time."""

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("event_id", "factory_id", name="uq_participant_factory"),
        UniqueConstraint("event_id", "provider_id", name="uq_participant_provider"),
        CheckConstraint("(factory_id IS NULL) <> (provider_id IS NULL)", name="one_side"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    side: str = Field(max_length=10)
    factory_id: uuid.UUID | None = Field(default=None, foreign_key="factory.id", index=True)
    provider_id: uuid.UUID | None = Field(default=None, foreign_key="provider.id", index=True)
    status: str = Field(default=ParticipantStatus.APPLIED, index=True, max_length=20)
    delegates: int = 1
    delegate_names: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    cap: int | None = None
    table_id: uuid.UUID | None = Field(default=None, foreign_key="meeting_table.id", index=True)
    code: str = Field(default_factory=new_code, unique=True, max_length=CODE_LENGTH)
    remark: str = Field(default="", max_length=500)
    reason: str = Field(default="", max_length=500)
    invited_at: datetime | None = None
    answered_at: datetime | None = None
    decided_at: datetime | None = None
    consent_at: datetime | None = None
    checked_in_at: datetime | None = None
    checked_in_by: str = Field(default="", max_length=120)
    created_at: datetime


class ParticipantTopic(SQLModel, table=True):
    """A need or an offering a firm comes for."""

    __tablename__ = "participant_topic"
    __table_args__ = (
        UniqueConstraint("participant_id", "demand_id", name="uq_participant_topic_demand"),
        UniqueConstraint("participant_id", "offering_id", name="uq_participant_topic_offering"),
        CheckConstraint("(demand_id IS NULL) <> (offering_id IS NULL)", name="one_topic"),
    )

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    participant_id: uuid.UUID = Field(foreign_key="participant.id", index=True)
    demand_id: uuid.UUID | None = Field(default=None, foreign_key="demand.id", index=True)
    offering_id: uuid.UUID | None = Field(default=None, foreign_key="offering.id", index=True)


class Unavailability(SQLModel, table=True):
    """A slot in which a firm cannot meet."""

    __tablename__ = "unavailability"
    __table_args__ = (UniqueConstraint("participant_id", "slot_id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    participant_id: uuid.UUID = Field(foreign_key="participant.id", index=True)
    slot_id: uuid.UUID = Field(foreign_key="slot.id", index=True)


class DeskDuty(SQLModel, table=True):
    """An account that helps at the desk of one event."""

    __tablename__ = "desk_duty"
    __table_args__ = (UniqueConstraint("event_id", "account_id"),)

    id: uuid.UUID = Field(default_factory=uuid.uuid4, primary_key=True)
    event_id: uuid.UUID = Field(foreign_key="event.id", index=True)
    account_id: uuid.UUID = Field(foreign_key="account.id", index=True)
    created_at: datetime
