"""What the engine answers: placements, breaks, and why the rest is not placed."""

from dataclasses import dataclass, field
from itertools import pairwise

from matchmaker.scheduling.problem import Problem

Fact = int | str | tuple[int, ...] | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a meeting is: slot and table, both from 0."""

    slot: int
    table: int


@dataclass(frozen=True, slots=True)
class Reason:
    """A code (`matchmaker.scheduling.reasons`) with its facts; the words are made for whoever reads."""

    code: str
    facts: dict[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change that would place the meeting; `tried` says that it was really tried and placed it."""

    code: str
    facts: dict[str, Fact] = field(default_factory=dict)
    tried: bool = False


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A meeting (its id) without a place, why, and what would place it (None: nothing small would)."""

    meeting: str
    reason: Reason
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """The best so far while the engine works: meetings placed, their weight, breaks, the proved bound on breaks (None: none yet)."""

    placed: int
    weight: float
    breaks: int
    bound: int | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Timetable:
    """A checked result.

    `status` is "optimal" (weight, then participants without a meeting, then breaks are proved best), "feasible" or
    "infeasible" (then `conflict` holds a smallest set of rules that cannot all be kept). `bound` is a proved lower bound
    on the breaks of every timetable that places as much weight; `weight_bound` a proved upper bound on the weight.
    `stopped` says what ended the search: "proved", "effort" (the same again for the same seed), "clock" or "asked".
    """

    status: str
    placements: dict[str, Placement]
    unplaced: list[Unplaced]
    breaks: int
    weight: float
    bound: int
    seconds: float
    weight_bound: float = 0.0
    stopped: str = "proved"
    conflict: tuple[Reason, ...] = ()


def breaks_of(slots: set[int], sessions: tuple[range, ...]) -> int:
    """Gaps in one participant's day: pairs of neighbouring meetings of one session with a free slot between."""
    total = 0
    for session in sessions:
        busy = sorted(slots.intersection(session))
        total += sum(later - earlier > 1 for earlier, later in pairwise(busy))
    return total


def busy_slots(problem: Problem, placements: dict[str, Placement]) -> dict[str, set[int]]:
    """The slots in which each participant meets somebody."""
    busy: dict[str, set[int]] = {p.id: set() for p in problem.participants}
    for meeting in problem.meetings:
        if meeting.id in placements:
            for person in meeting.participants:
                busy[person].add(placements[meeting.id].slot)
    return busy


def total_breaks(problem: Problem, placements: dict[str, Placement]) -> int:
    """All breaks of all participants."""
    return sum(breaks_of(slots, problem.sessions) for slots in busy_slots(problem, placements).values())


def total_weight(problem: Problem, placements: dict[str, Placement]) -> float:
    """The weight of the placed meetings."""
    return sum(m.weight for m in problem.meetings if m.id in placements)
