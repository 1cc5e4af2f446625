"""Problems and timetables as JSON, the form in which they are kept and handed over."""

import json
from dataclasses import asdict

from pydantic import BaseModel, ConfigDict, ValidationError

from matchmaker.scheduling.problem import Far, Meeting, Participant, Problem, ProblemError
from matchmaker.scheduling.timetable import Placement, Timetable


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Participant(_Strict):
    id: str
    unavailable: list[int] = []
    parallel: int = 1
    cap: int | None = None
    min: int = 0


class _Meeting(_Strict):
    id: str
    participants: list[str]
    weight: float = 1.0
    required: bool = False
    slots: list[int] | None = None
    locked_slot: int | None = None
    locked_table: int | None = None
    tables: list[int] | None = None


class _Far(_Strict):
    groups: list[list[int]]
    gap: int = 1


class _Problem(_Strict):
    name: str = ""
    slots: int
    tables: int
    fairness: int | None = None
    participants: list[_Participant]
    meetings: list[_Meeting]
    precedences: list[tuple[str, str]] = []
    sessions: list[tuple[int, int]] = []
    closed: list[tuple[int, int]] = []
    far: _Far | None = None


class _Placement(_Strict):
    slot: int
    table: int


def problem_from(text: str) -> Problem:
    """A problem from JSON text; `sessions` are [first, last] slots, `closed` [slot, table]. Raises ProblemError."""
    try:
        raw = _Problem.model_validate_json(text)
    except ValidationError as error:
        raise _named(error) from None
    return Problem(
        slots=raw.slots,
        tables=raw.tables,
        participants=tuple(_participant(p) for p in raw.participants),
        meetings=tuple(_meeting(m) for m in raw.meetings),
        precedences=tuple(raw.precedences),
        fairness=raw.fairness,
        sessions=tuple(range(first, last + 1) for first, last in raw.sessions),
        closed=frozenset(raw.closed),
        far=None if raw.far is None else Far(tuple(map(frozenset, raw.far.groups)), raw.far.gap),
    )


def _participant(raw: _Participant) -> Participant:
    return Participant(raw.id, frozenset(raw.unavailable), raw.parallel, raw.cap, raw.min)


def _meeting(raw: _Meeting) -> Meeting:
    fields = raw.model_dump() | {
        "participants": tuple(raw.participants),
        "slots": None if raw.slots is None else frozenset(raw.slots),
        "tables": None if raw.tables is None else frozenset(raw.tables),
    }
    return Meeting(**fields)


def _named(error: ValidationError) -> ProblemError:
    first = error.errors()[0]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"])
    return ProblemError(place.lstrip(".") or "the file", first["msg"])


def problem_as_json(problem: Problem) -> str:
    """The JSON text that `problem_from` reads; the same problem always gives the same text (fit for a hash)."""
    people = [_short(asdict(p) | {"unavailable": sorted(p.unavailable)}) for p in problem.participants]
    far = problem.far and {"groups": [sorted(g) for g in problem.far.groups], "gap": problem.far.gap}
    whole = {
        "slots": problem.slots, "tables": problem.tables, "fairness": problem.fairness, "participants": people,
        "meetings": [_meeting_fields(m) for m in problem.meetings], "precedences": problem.precedences,
        "sessions": [(s[0], s[-1]) for s in problem.sessions], "closed": sorted(problem.closed), "far": far,
    }
    return json.dumps(_short(whole), ensure_ascii=False)


def _meeting_fields(meeting: Meeting) -> dict:
    sets = {name: None if value is None else sorted(value)
            for name, value in (("slots", meeting.slots), ("tables", meeting.tables))}
    return _short(asdict(meeting) | sets)


def _short(fields: dict) -> dict:
    return {name: value for name, value in fields.items() if value is not None}


def timetable_as_json(timetable: Timetable) -> str:
    """The answer as JSON text: status, placements, unplaced with reason and remedy, breaks, bound, seconds."""
    return json.dumps(asdict(timetable), ensure_ascii=False, indent=1)


def placements_from(text: str) -> dict[str, Placement]:
    """The placements of a timetable in JSON. Raises ProblemError with the place named."""

    class Whole(BaseModel):
        placements: dict[str, _Placement]

    try:
        raw = Whole.model_validate_json(text)
    except ValidationError as error:
        raise _named(error) from None
    return {name: Placement(p.slot, p.table) for name, p in raw.placements.items()}
