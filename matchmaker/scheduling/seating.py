"""Which table each meeting gets once slots and halls are chosen: one assignment per slot."""

from dataclasses import dataclass, field

from matchmaker.scheduling.board import Board
from matchmaker.scheduling.timetable import Placement

NEVER = 1_000_000


@dataclass
class Seated:
    """Placements by meeting number; meetings without a table; per such slot the tables (hall, set) that are too few."""

    placements: dict[int, Placement] = field(default_factory=dict)
    stuck: list[int] = field(default_factory=list)
    short: list[tuple[int, frozenset[int]]] = field(default_factory=list)


def seat(board: Board, places: dict[int, tuple[int, int]], keep: dict[int, int] | None = None) -> Seated:
    """Tables for all `places` (meeting → slot, hall).

    Prefers the table of `keep` (meeting → table), then the table at which a participant sat last, so that people walk
    little: slot after slot by minimum-cost assignment, O(n³) in the meetings of one slot.
    """
    seated, last = Seated(), {}
    for slot in range(board.problem.slots):
        for hall in range(len(board.halls)):
            here = sorted(m for m, place in places.items() if place == (slot, hall))
            if here:
                _seat_slot(board, slot, hall, here, keep or {}, last, seated)
    return seated


def _seat_slot(board: Board, slot: int, hall: int, here: list[int], keep: dict, last: dict, seated: Seated):
    tables = [t for t in sorted(board.halls[hall]) if (slot, t) not in board.problem.closed]
    cost = _costs(board, here, tables, keep, last)
    allowed = cost < NEVER
    chosen = _assignment(cost, len(tables))
    for row, meeting in enumerate(here):
        column = chosen.get(row)
        if column is None or not allowed[row, column]:
            seated.stuck.append(meeting)
            seated.short.append((hall, _too_few(row, chosen, allowed, tables)))
            continue
        seated.placements[meeting] = Placement(slot, tables[column])
        for person in board.people[meeting]:
            last[person] = tables[column]


def _costs(board: Board, here: list[int], tables: list[int], keep: dict, last: dict):
    """Array (meetings of the slot × open tables): 0 for the kept table, a little less than 3 for one known to somebody."""
    import numpy

    cost = numpy.full((len(here), len(tables)), 3.0)
    column = {table: i for i, table in enumerate(tables)}
    for row, meeting in enumerate(here):
        for person in board.people[meeting]:
            if last.get(person) in column:
                cost[row, column[last[person]]] -= 1 / len(board.people[meeting])
        if keep.get(meeting) in column:
            cost[row, column[keep[meeting]]] = 0.0
        only = board.problem.allowed_tables(board.problem.meetings[meeting])
        if only is not None:
            cost[row, [i for i, table in enumerate(tables) if table not in only]] = NEVER
    return cost


def _assignment(cost, columns: int) -> dict[int, int]:
    from scipy.optimize import linear_sum_assignment

    if not columns:
        return {}
    rows, chosen = linear_sum_assignment(cost)
    return dict(zip(rows.tolist(), chosen.tolist(), strict=True))


def _too_few(row: int, chosen: dict[int, int], allowed, tables: list[int]) -> frozenset[int]:
    """The tables that this meeting and those sitting at them compete for (Hall's condition fails on them)."""
    holder = {column: other for other, column in chosen.items() if allowed[other, column]}
    reached, waiting = set(), [row]
    while waiting:
        for column in map(int, allowed[waiting.pop()].nonzero()[0]):
            if column not in reached:
                reached.add(column)
                if column in holder:
                    waiting.append(holder[column])
    return frozenset(tables[column] for column in reached)
