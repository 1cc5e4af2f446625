"""What is to be scheduled: participants, meetings and rules, checked when they are made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain

MOST_SLOTS = 2_000
MOST_TABLES = 10_000


class ProblemError(ValueError):
    """The problem cannot be meant this way; `place` names where (`meetings[3].slots`), `fault` what is wrong."""

    def __init__(self, place: str, fault: str):
        super().__init__(f"{place}: {fault}")
        self.place = place
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who meets: `parallel` delegates sit at the same time, at most `cap` and at least `min` meetings."""

    id: str
    unavailable: frozenset[int] = frozenset()
    parallel: int = 1
    cap: int | None = None
    min: int = 0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of two or more participants, one slot long; `slots` and `tables` narrow where it may be (None = anywhere)."""

    id: str
    participants: tuple[str, ...]
    weight: float = 1.0
    required: bool = False
    slots: frozenset[int] | None = None
    locked_slot: int | None = None
    locked_table: int | None = None
    tables: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Far:
    """Halls far from each other: `groups` of tables; who changes the group needs at least `gap` free slots between."""

    groups: tuple[frozenset[int], ...]
    gap: int = 1


@dataclass(frozen=True)
class Problem:
    """One event to be scheduled; slots and tables count from 0.

    `precedences` are pairs of meeting ids: where both are placed, the first lies in an earlier slot.
    `fairness` bounds the difference in breaks between any two participants who meet at all.
    `sessions` cut the slots into consecutive ranges (half days, days): a break is counted within one of them only.
    `closed` are (slot, table) pairs that cannot be used. Raises ProblemError with the place named.
    """

    slots: int
    tables: int
    participants: tuple[Participant, ...]
    meetings: tuple[Meeting, ...]
    precedences: tuple[tuple[str, str], ...] = ()
    fairness: int | None = None
    sessions: tuple[range, ...] = ()
    closed: frozenset[tuple[int, int]] = frozenset()
    far: Far | None = None
    by_id: dict[str, Participant] = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        _between("slots", self.slots, 1, MOST_SLOTS)
        _between("tables", self.tables, 0, MOST_TABLES)
        if not self.sessions:
            object.__setattr__(self, "sessions", (range(self.slots),))
        object.__setattr__(self, "by_id", {p.id: p for p in self.participants})
        _check_participants(self)
        _check_meetings(self)
        _check_rules(self)

    def meetings_of(self) -> dict[str, list[Meeting]]:
        """The meetings of every participant, in order; those without one have an empty list."""
        found: dict[str, list[Meeting]] = {p.id: [] for p in self.participants}
        for meeting in self.meetings:
            for person in meeting.participants:
                found[person].append(meeting)
        return found

    def allowed_slots(self, meeting: Meeting) -> frozenset[int]:
        """Slots that the meeting's own wishes, lock and participants leave; other meetings and tables not looked at."""
        wanted = frozenset(range(self.slots)) if meeting.slots is None else meeting.slots
        if meeting.locked_slot is not None:
            wanted &= {meeting.locked_slot}
        return wanted.difference(*(self.by_id[p].unavailable for p in meeting.participants))

    def allowed_tables(self, meeting: Meeting) -> frozenset[int] | None:
        """Tables the meeting may use; None means any."""
        if meeting.locked_table is None:
            return meeting.tables
        only = frozenset({meeting.locked_table})
        return only if meeting.tables is None else only & meeting.tables


def _between(place: str, value: int, low: int, high: int):
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise ProblemError(place, f"must be a whole number from {low} to {high}, not {value!r}")


def _all_between(place: str, values: Iterable[int] | None, count: int, thing: str):
    for value in sorted(values or ()):
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < count:
            raise ProblemError(place, f"{thing} {value!r} does not exist, there are {count} (counted from 0)")


def _unique(place: str, ids: Iterable[str]):
    seen: set[str] = set()
    for number, name in enumerate(ids):
        if not isinstance(name, str) or not name:
            raise ProblemError(f"{place}[{number}].id", "must be a text that is not empty")
        if name in seen:
            raise ProblemError(f"{place}[{number}].id", f"'{name}' is used twice")
        seen.add(name)


def _check_participants(problem: Problem):
    _unique("participants", (p.id for p in problem.participants))
    for number, person in enumerate(problem.participants):
        place = f"participants[{number}]"
        _all_between(f"{place}.unavailable", person.unavailable, problem.slots, "slot")
        _between(f"{place}.parallel", person.parallel, 1, 1_000)
        _between(f"{place}.min", person.min, 0, 100_000)
        if person.cap is not None:
            _between(f"{place}.cap", person.cap, 0, 100_000)
            if person.cap < person.min:
                raise ProblemError(f"{place}.min", f"{person.min} is more than the cap {person.cap}")


def _check_meetings(problem: Problem):
    _unique("meetings", (m.id for m in problem.meetings))
    for number, meeting in enumerate(problem.meetings):
        place = f"meetings[{number}]"
        _check_people(f"{place}.participants", meeting, problem)
        if not 0 <= meeting.weight < 1e9:
            raise ProblemError(f"{place}.weight", f"must be a number from 0 to a thousand million, not {meeting.weight!r}")
        _all_between(f"{place}.slots", meeting.slots, problem.slots, "slot")
        _all_between(f"{place}.tables", meeting.tables, problem.tables, "table")
        _all_between(f"{place}.locked_slot", _given(meeting.locked_slot), problem.slots, "slot")
        _all_between(f"{place}.locked_table", _given(meeting.locked_table), problem.tables, "table")


def _given(value: int | None) -> tuple[int, ...]:
    return () if value is None else (value,)


def _check_people(place: str, meeting: Meeting, problem: Problem):
    if not meeting.participants:
        raise ProblemError(place, "nobody is named")
    for person in meeting.participants:
        if person not in problem.by_id:
            raise ProblemError(place, f"unknown id {person!r}")
    if len(set(meeting.participants)) < len(meeting.participants):
        raise ProblemError(place, "somebody is named twice")


def _check_rules(problem: Problem):
    known = {m.id for m in problem.meetings}
    for number, pair in enumerate(problem.precedences):
        _check_pair(f"precedences[{number}]", pair, known)
    if problem.fairness is not None:
        _between("fairness", problem.fairness, 0, MOST_SLOTS)
    if list(chain.from_iterable(problem.sessions)) != list(range(problem.slots)) or not all(problem.sessions):
        raise ProblemError("sessions", f"must cut the slots 0 to {problem.slots - 1} into consecutive ranges")
    _all_between("closed", {slot for slot, _ in problem.closed}, problem.slots, "slot")
    _all_between("closed", {table for _, table in problem.closed}, problem.tables, "table")
    if problem.far is not None:
        _check_far(problem.far, problem)


def _check_pair(place: str, pair: tuple[str, ...], known: set[str]):
    if len(pair) != 2 or pair[0] == pair[1]:
        raise ProblemError(place, "must name two different meetings: before, after")
    for name in pair:
        if name not in known:
            raise ProblemError(place, f"unknown id {name!r}")


def _check_far(far: Far, problem: Problem):
    _between("far.gap", far.gap, 1, problem.slots)
    for number, group in enumerate(far.groups):
        _all_between(f"far.groups[{number}]", group, problem.tables, "table")
    if sum(map(len, far.groups)) != len(frozenset().union(*far.groups)):
        raise ProblemError("far.groups", "a table lies in two groups")
