"""What people hand in about events, checked before it becomes a row."""

import uuid
from datetime import date, datetime, time
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from matchmaker.events.models import (
    EventKind,
    FixedTables,
    PhaseKind,
    RequestMode,
    SchedulingMode,
    WhoAsks,
)
from providers.text import line, prose


def _known_zone(zone: str) -> str:
    if zone not in available_timezones():
        raise ValueError("unknown time zone")
    return zone


Line = Annotated[str, BeforeValidator(line)]
Prose = Annotated[str, BeforeValidator(prose)]


class Draft(BaseModel):
    """Unknown fields are refused, so that no form can set more than it shows."""

    model_config = ConfigDict(extra="forbid")


class EventPlan(Draft):
    """The basics of an event. Limits and cap are counts of firms and of meetings; `None` means no limit."""

    name: Line = Field(min_length=2, max_length=120)
    kind: EventKind = EventKind.MEETINGS
    place: Line = Field(default="", max_length=120)
    address: Line = Field(default="", max_length=200)
    zone: Annotated[str, AfterValidator(_known_zone)] = "Asia/Shanghai"
    description: Prose = Field(default="", max_length=5000)
    request_mode: RequestMode = RequestMode.GUEST_ACCEPTS
    scheduling_mode: SchedulingMode = SchedulingMode.ORGANISER
    who_asks: WhoAsks = WhoAsks.BOTH
    fixed_tables: FixedTables = FixedTables.NONE
    cap_per_firm: int | None = Field(default=None, ge=1, le=200)
    factory_limit: int | None = Field(default=None, ge=1, le=10_000)
    provider_limit: int | None = Field(default=None, ge=1, le=10_000)
    expires_hours: int = Field(default=72, ge=1, le=24 * 60)


class BlockPlan(Draft):
    """A block in local time of the event: from `starts` to `ends` of `day`, cut into slots."""

    day: date
    starts: time
    ends: time
    slot_minutes: int = Field(default=20, ge=5, le=240)
    break_minutes: int = Field(default=0, ge=0, le=120)
    label: Line = Field(default="", max_length=60)

    @model_validator(mode="after")
    def _holds_a_slot(self) -> "BlockPlan":
        minutes = (self.ends.hour - self.starts.hour) * 60 + self.ends.minute - self.starts.minute
        if minutes < self.slot_minutes:
            raise ValueError("a block must hold at least one slot")
        return self


class PhasePlan(Draft):
    """A phase with aware times."""

    kind: PhaseKind
    starts_at: datetime
    ends_at: datetime
    text: Prose = Field(default="", max_length=500)

    @model_validator(mode="after")
    def _in_order(self) -> "PhasePlan":
        if self.ends_at <= self.starts_at:
            raise ValueError("a phase must end after it starts")
        return self


class ItemPlan(Draft):
    """A talk or roadshow in local time of the event; a blocking one keeps meetings away."""

    day: date
    starts: time
    ends: time
    title: Line = Field(min_length=1, max_length=120)
    speaker: Line = Field(default="", max_length=120)
    place: Line = Field(default="", max_length=120)
    blocking: bool = True

    @model_validator(mode="after")
    def _in_order(self) -> "ItemPlan":
        if self.ends <= self.starts:
            raise ValueError("an item must end after it starts")
        return self


class Registration(Draft):
    """What a firm says when it registers. Needs for a factory, offerings for a provider."""

    delegates: int = Field(default=1, ge=1, le=20)
    delegate_names: list[Annotated[Line, Field(max_length=50)]] = Field(default_factory=list, max_length=20)
    demand_ids: list[uuid.UUID] = Field(default_factory=list, max_length=50)
    offering_ids: list[uuid.UUID] = Field(default_factory=list, max_length=50)
    unavailable_slot_ids: list[uuid.UUID] = Field(default_factory=list, max_length=500)
    consent: bool = False
    remark: Prose = Field(default="", max_length=500)
