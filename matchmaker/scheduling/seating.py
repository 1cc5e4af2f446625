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
    work = _Seating(board, keep or {})
    here: dict[tuple[int, int], list[int]] = {}
    for meeting, place in sorted(places.items()):
        here.setdefault(place, []).append(meeting)
    for slot, hall in sorted(here):
        work.seat_slot(slot, hall, here[slot, hall])
    return work.seated


class _Seating:
    """Goes through the slots and remembers at which table everybody sat last."""

    def __init__(self, board: Board, keep: dict[int, int]):
        self.board = board
        self.keep = keep
        self.last: dict[int, int] = {}
        self.seated = Seated()

    def seat_slot(self, slot: int, hall: int, here: list[int]):
        tables = [t for t in sorted(self.board.halls[hall]) if (slot, t) not in self.board.problem.closed]
        cost = self._costs(here, tables)
        allowed = cost < NEVER
        chosen = _assignment(cost, len(tables))
        for row, meeting in enumerate(here):
            column = chosen.get(row)
            if column is None or not allowed[row, column]:
                self.seated.stuck.append(meeting)
                self.seated.short.append((hall, _too_few(row, chosen, allowed, tables)))
            else:
                self._sit(meeting, slot, tables[column])

    def _sit(self, meeting: int, slot: int, table: int):
        self.seated.placements[meeting] = Placement(slot, table)
        for person in self.board.people[meeting]:
            self.last[person] = table

    def _costs(self, here: list[int], tables: list[int]):
        """Array (meetings of the slot × open tables): 0 for the kept table, below 3 for one known to a participant."""
        import numpy

        cost = numpy.full((len(here), len(tables)), 3.0)
        column = {table: i for i, table in enumerate(tables)}
        for row, meeting in enumerate(here):
            for person in self.board.people[meeting]:
                if self.last.get(person) in column:
                    cost[row, column[self.last[person]]] -= 1 / len(self.board.people[meeting])
            if self.keep.get(meeting) in column:
                cost[row, column[self.keep[meeting]]] = 0.0
            only = self.board.problem.allowed_tables(self.board.problem.meetings[meeting])
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
