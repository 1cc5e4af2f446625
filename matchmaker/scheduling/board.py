"""The problem in small integers, as the solvers want it: the only place where ids become numbers."""

from dataclasses import dataclass, replace
from itertools import combinations

from matchmaker.scheduling.problem import Problem

GRAIN = 1_000  # weights are counted in thousandths
MOST_ROOMS = 400


@dataclass(frozen=True, slots=True)
class Room:
    """Tables of one hall that some meetings are confined to: never more of `members` in a slot than `capacity[slot]`."""

    hall: int
    tables: frozenset[int]
    members: tuple[int, ...]
    capacity: tuple[int, ...]


@dataclass(frozen=True)
class Board:
    """Meetings, participants, halls and rooms by number; every list has one entry per meeting or per participant."""

    problem: Problem
    people: list[list[int]]
    meetings_of: list[list[int]]
    options: list[list[tuple[int, int]]]
    weight: list[int]
    rank: list[int]
    required: list[bool]
    seats: list[list[int]]
    cap: list[int]
    least: list[int]
    halls: list[frozenset[int]]
    apart: list[tuple[int, int]]
    rooms: list[Room]
    before: list[tuple[int, int]]

    def slots_of(self, meeting: int) -> list[int]:
        """The slots in which the meeting may be, ascending."""
        return sorted({slot for slot, _ in self.options[meeting]})


def board_of(problem: Problem) -> Board:
    """Number everything; the options of a meeting are (slot, hall) pairs with an open table it may use."""
    number = {p.id: i for i, p in enumerate(problem.participants)}
    meeting_number = {m.id: i for i, m in enumerate(problem.meetings)}
    people = [[number[p] for p in m.participants] for m in problem.meetings]
    halls, apart = _halls(problem)
    tables = [_tables_of(problem, m, halls) for m in problem.meetings]
    weight = [max(1, round(m.weight * GRAIN)) for m in problem.meetings]
    return Board(
        problem=problem,
        people=people,
        meetings_of=_turned(people, len(problem.participants)),
        options=[_options(problem, m, tables[i]) for i, m in enumerate(problem.meetings)],
        weight=weight,
        rank=_rank(problem, weight),
        required=[m.required for m in problem.meetings],
        seats=[[0 if t in p.unavailable else p.parallel for t in range(problem.slots)] for p in problem.participants],
        cap=[len(problem.meetings) if p.cap is None else p.cap for p in problem.participants],
        least=[p.min for p in problem.participants],
        halls=halls,
        apart=apart,
        rooms=[room for hall in range(len(halls)) for room in _rooms(problem, hall, halls[hall], tables)],
        before=[(meeting_number[a], meeting_number[b]) for a, b in problem.precedences],
    )


def _rank(problem: Problem, weight: list[int]) -> list[int]:
    """Weights with which one locked meeting counts more than all others together."""
    locked = [m.locked_slot is not None and not m.required for m in problem.meetings]
    more = sum(weight) + 1 if any(locked) and not all(locked) else 0
    return [w + more * lock for w, lock in zip(weight, locked, strict=True)]


def _turned(people: list[list[int]], count: int) -> list[list[int]]:
    of: list[list[int]] = [[] for _ in range(count)]
    for meeting, persons in enumerate(people):
        for person in persons:
            of[person].append(meeting)
    return of


def _halls(problem: Problem) -> tuple[list[frozenset[int]], list[tuple[int, int]]]:
    """Halls (groups of tables, then the tables of no group) and which pairs of them are far apart."""
    everything = frozenset(range(problem.tables))
    if problem.far is None:
        return [everything], []
    groups = list(problem.far.groups)
    rest = everything.difference(*groups)
    pairs = [pair for a, b in combinations(range(len(groups)), 2) for pair in ((a, b), (b, a))]
    return groups + [rest] * bool(rest), pairs


def _tables_of(problem: Problem, meeting, halls) -> list[frozenset[int]]:
    allowed = problem.allowed_tables(meeting)
    return [hall if allowed is None else hall & allowed for hall in halls]


def _options(problem: Problem, meeting, tables: list[frozenset[int]]) -> list[tuple[int, int]]:
    slots = sorted(problem.allowed_slots(meeting))
    return [(t, hall) for t in slots for hall, inside in enumerate(tables) if _open(problem, inside, t)]


def _open(problem: Problem, tables: frozenset[int], slot: int) -> int:
    if not problem.closed:
        return len(tables)
    return sum((slot, table) not in problem.closed for table in tables)


def _rooms(problem: Problem, hall: int, whole: frozenset[int], tables: list[list[frozenset[int]]]) -> list[Room]:
    """Hall's condition: the distinct table sets and the unions of those that overlap (most of them, at most MOST_ROOMS)."""
    sets = dict.fromkeys([whole, *(inside[hall] for inside in tables if inside[hall])])
    waiting = list(sets)
    while waiting and len(sets) < MOST_ROOMS:
        one = waiting.pop()
        for other in [s for s in sets if s & one and not s <= one and not one <= s]:
            if one | other not in sets:
                sets[one | other] = None
                waiting.append(one | other)
    return [_room(problem, hall, chosen, tables) for chosen in sets]


def _room(problem: Problem, hall: int, chosen: frozenset[int], tables) -> Room:
    members = tuple(i for i, inside in enumerate(tables) if inside[hall] and inside[hall] <= chosen)
    return Room(hall, chosen, members, tuple(_open(problem, chosen, t) for t in range(problem.slots)))


def with_room(board: Board, hall: int, tables: frozenset[int]) -> Board:
    """The same board with one more set of tables watched."""
    inside = [_tables_of(board.problem, m, board.halls) for m in board.problem.meetings]
    return replace(board, rooms=[*board.rooms, _room(board.problem, hall, tables, inside)])
