"""Bounds that hold for every timetable: how many breaks at least, how much weight at most."""

from collections import Counter
from math import ceil

from matchmaker.scheduling.board import GRAIN, Board
from matchmaker.scheduling.timetable import breaks_of

MOST_SLOTS = 12  # all days of a participant are listed, 2**slots of them
NODES = 500
EVERY_DAY = 1e-6


def fewest_breaks(board: Board) -> int:
    """A lower bound on all breaks when every meeting is placed; 0 when nothing better is known.

    Relaxation: every participant chooses a day (the set of busy slots, as many as meetings), not whom to meet; the busy
    participants of a slot fill whole meetings, no more than open tables. Participants of the same kind are counted
    together, so it is a small integer program (kinds × days). It is tight where tables are nearly full, which the full
    model is not. Only for meetings of two, one at a time, and up to 12 slots.
    """
    if not _fits(board):
        return 0
    kinds = Counter(_kind(board, meetings) for meetings in board.meetings_of if meetings)
    columns = [(kind, day) for kind in kinds for day in _days(board, *kind)]
    return _solved(board, kinds, columns)


def _fits(board: Board) -> bool:
    single = all(max(seats, default=0) <= 1 for seats in board.seats)
    twos = all(len(people) == 2 for people in board.people)
    return single and twos and board.problem.slots <= MOST_SLOTS and bool(board.people)


def _kind(board: Board, meetings: list[int]) -> tuple[int, frozenset[int], frozenset[int]]:
    """Number of meetings, possible slots, slots that are sure."""
    slots = [board.slots_of(m) for m in meetings]
    sure = frozenset(own[0] for own in slots if len(own) == 1)
    return len(meetings), frozenset().union(*slots), sure


def _days(board: Board, number: int, possible: frozenset[int], sure: frozenset[int]) -> list[frozenset[int]]:
    from itertools import combinations

    free = sorted(possible - sure)
    if number < len(sure):
        return []
    return [sure.union(chosen) for chosen in combinations(free, number - len(sure))]


def _solved(board: Board, kinds: Counter, columns: list) -> int:
    """Minimise the breaks of the chosen days; array: rows kinds then slots, columns days then meetings per slot."""
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp

    order, slots = list(kinds), board.problem.slots
    rows = numpy.zeros((len(order) + slots, len(columns) + slots))
    cost = numpy.zeros(len(columns) + slots)
    for column, (kind, day) in enumerate(columns):
        cost[column] = breaks_of(set(day), board.problem.sessions)
        rows[order.index(kind), column] = 1
        rows[[len(order) + slot for slot in day], column] = 1
    for slot in range(slots):
        rows[len(order) + slot, len(columns) + slot] = -2
    equal = numpy.array([kinds[kind] for kind in order] + [0] * slots, dtype=float)
    upper = numpy.array([kinds[kind] for kind, _ in columns] + _open_tables(board), dtype=float)
    found = milp(cost, integrality=numpy.ones(len(cost)), bounds=Bounds(0, upper),
                 constraints=LinearConstraint(rows, equal, equal), options={"node_limit": NODES})
    return 0 if found.mip_dual_bound is None else max(0, ceil(found.mip_dual_bound - EVERY_DAY))


def _open_tables(board: Board) -> list[int]:
    closed = Counter(slot for slot, _ in board.problem.closed)
    return [board.problem.tables - closed[slot] for slot in range(board.problem.slots)]


def most_weight(board: Board) -> float:
    """An upper bound on the weight of any timetable, by linear programming.

    Relaxation: how far each meeting is placed, within what every participant (seats over all slots, cap) and the tables
    (over all slots) can carry. O(meetings) rows; a second for 10,000 meetings.
    """
    import numpy
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    possible = [m for m in range(len(board.people)) if board.options[m]]
    if not possible:
        return 0.0
    groups = [(meetings, min(board.cap[p], sum(board.seats[p]))) for p, meetings in enumerate(board.meetings_of)]
    groups += [(list(room.members), sum(room.capacity)) for room in board.rooms]
    column = {m: i for i, m in enumerate(possible)}
    entries = [(row, column[m]) for row, (members, _) in enumerate(groups) for m in members if m in column]
    rows, columns = zip(*entries, strict=True)
    matrix = csr_matrix((numpy.ones(len(entries)), (rows, columns)), shape=(len(groups), len(possible)))
    weight = numpy.array([board.weight[m] for m in possible], dtype=float)
    found = linprog(-weight, A_ub=matrix, b_ub=[limit for _, limit in groups], bounds=(0, 1), method="highs")
    return (-found.fun if found.success else weight.sum()) / GRAIN
