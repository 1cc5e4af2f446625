"""The border between the database and the timetable engine: ids on one side, small integers on the other."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlmodel import Session, col, select

from matchmaker.events import queries as events
from matchmaker.events.models import Event, MeetingTable, Participant, ParticipantStatus, Slot
from matchmaker.meetings.models import (
    BEGUN,
    Meeting,
    MeetingRequest,
    MeetingStatus,
    RequestStatus,
    RunMode,
    Wish,
)
from matchmaker.meetings.seats import Place
from matchmaker.scheduling import exchange, problem
from matchmaker.scheduling.timetable import Placement

# What a wish is worth beside an ordinary yes; both sides multiply. A `must` of both outweighs a dozen maybes.
WORTH = {Wish.MUST: 3.0, Wish.MEET: 1.0, Wish.NO: 0.0}


@dataclass(frozen=True)
class Inputs:
    """A problem of the engine, and what its integers stand for: `slots[i]`, `tables[j]`."""

    problem: problem.Problem
    slots: list[Slot]
    tables: list[MeetingTable]
    current: dict[str, Placement]

    @property
    def hash(self) -> str:
        """SHA-256 of the problem: equal inputs, equal hash."""
        return hashlib.sha256(exchange.problem_as_json(self.problem).encode()).hexdigest()


def inputs_of(session: Session, event: Event, mode: str, *, now: datetime) -> Inputs:
    """What the engine needs for this event; a handful of queries whatever its size.

    Only accepted requests of two approved firms count. Begun and locked meetings keep their place; in mode `fill` all
    placed ones do. What is over (`now`) is no longer used for anything that has not begun.
    """
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    rows = _rows(session, event)
    numbers = _Numbers({slot.id: n for n, slot in enumerate(slots)}, {table.id: n for n, table in enumerate(tables)})
    ahead = frozenset(n for n, slot in enumerate(slots) if slot.starts_at > now)
    meetings = tuple(_meeting(row, numbers, mode, ahead) for row in rows)
    people = tuple(_people(session, event, rows, numbers))
    whole = problem.Problem(
        slots=len(slots), tables=len(tables), participants=people, meetings=meetings, sessions=_sessions(slots)
    )
    return Inputs(whole, slots, tables, {str(row.meeting.id): numbers.placement(row.meeting) for row in rows if row.placed})


def places_of(placements: Mapping[str, Placement], inputs: Inputs) -> dict[str, list[str]]:
    """The engine's answer in ids as text, fit for JSON: meeting → [slot, table]."""
    return {
        meeting: [str(inputs.slots[place.slot].id), str(inputs.tables[place.table].id)]
        for meeting, place in placements.items()
    }


def read_places(stored: Mapping[str, Any]) -> dict[uuid.UUID, Place]:
    """The way back from `places_of`."""
    return {uuid.UUID(meeting): Place(*map(uuid.UUID, place)) for meeting, place in stored.items()}


def placements_of(places: Mapping[uuid.UUID, Place], inputs: Inputs) -> dict[str, Placement] | None:
    """Places in the engine's integers; `None` when a slot or table is no longer there."""
    numbers = _Numbers(
        {slot.id: n for n, slot in enumerate(inputs.slots)}, {table.id: n for n, table in enumerate(inputs.tables)}
    )
    try:
        return {str(meeting): numbers.at(place.slot_id, place.table_id) for meeting, place in places.items()}
    except KeyError:
        return None


@dataclass(frozen=True)
class _Row:
    meeting: Meeting
    request: MeetingRequest
    factory: Participant
    provider: Participant

    @property
    def placed(self) -> bool:
        return self.meeting.slot_id is not None and self.meeting.table_id is not None


@dataclass(frozen=True)
class _Numbers:
    slots: dict[uuid.UUID, int]
    tables: dict[uuid.UUID, int]

    def at(self, slot_id: uuid.UUID, table_id: uuid.UUID) -> Placement:
        return Placement(self.slots[slot_id], self.tables[table_id])

    def placement(self, meeting: Meeting) -> Placement:
        return self.at(meeting.slot_id, meeting.table_id)


def _rows(session: Session, event: Event) -> list[_Row]:
    query = select(Meeting, MeetingRequest).join(MeetingRequest).where(
        Meeting.event_id == event.id,
        MeetingRequest.status == RequestStatus.ACCEPTED,
        Meeting.status != MeetingStatus.CANCELLED,
    )
    people = {one.id: one for one in session.exec(select(Participant).where(Participant.event_id == event.id))}
    rows = [
        _Row(meeting, request, people[request.factory_participant_id], people[request.provider_participant_id])
        for meeting, request in session.exec(query.order_by(col(Meeting.created_at), Meeting.id))
    ]
    return [row for row in rows if row.meeting.status in BEGUN or _both_come(row)]


def _both_come(row: _Row) -> bool:
    return row.factory.status == row.provider.status == ParticipantStatus.APPROVED


def _meeting(row: _Row, numbers: _Numbers, mode: str, ahead: frozenset[int]) -> problem.Meeting:
    fixed = row.placed and (row.meeting.locked or row.meeting.status in BEGUN or mode == RunMode.FILL)
    place = numbers.placement(row.meeting) if fixed else None
    kept = {one.table_id for one in (row.factory, row.provider) if one.table_id}
    return problem.Meeting(
        id=str(row.meeting.id),
        participants=(str(row.factory.id), str(row.provider.id)),
        weight=_weight(row.request),
        slots=None if fixed else ahead,
        locked_slot=place.slot if place else None,
        locked_table=place.table if place else None,
        tables=frozenset(numbers.tables[one] for one in kept) if kept and not fixed else None,
    )


def _weight(request: MeetingRequest) -> float:
    """(1 + score) × worth of both wishes: 1 for an ordinary yes, up to 18 for two musts at a perfect match."""
    return (1 + (request.score or 0)) * WORTH[Wish(request.factory_wish)] * WORTH[Wish(request.provider_wish)]


def _people(session: Session, event: Event, rows: list[_Row], numbers: _Numbers) -> list[problem.Participant]:
    away = events.unavailable(session, event)
    people = {one.id: one for row in rows for one in (row.factory, row.provider)}
    return [
        problem.Participant(
            id=str(one.id),
            unavailable=frozenset(numbers.slots[slot] for slot in away.get(one.id, ())),
            parallel=one.delegates,
            cap=one.cap or event.cap_per_firm,
        )
        for one in sorted(people.values(), key=lambda one: (one.created_at, one.id))
    ]


def _sessions(slots: list[Slot]) -> tuple[range, ...]:
    """Ranges of neighbouring slots of one block: only inside them is waiting a break."""
    runs, start = [], 0
    for _, members in groupby(slots, key=lambda slot: slot.block_id):
        length = len(list(members))
        runs.append(range(start, start + length))
        start += length
    return tuple(runs)
