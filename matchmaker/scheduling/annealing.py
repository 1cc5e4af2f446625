"""Good timetables for large events: first-fit, then Kempe-chain simulated annealing over slots.

Meetings that are in each other's way swap two slots (a Kempe chain of the conflict graph), so that full days and full
tables can still be rearranged. Cost: weight without a place, participants with too few meetings, breaks. Tables are dealt
out afterwards (`seating.py`). Work is counted in steps, so that the same seed gives the same timetable.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matchmaker.scheduling import kernel
from matchmaker.scheduling.board import Board
from matchmaker.scheduling.search import Places

STEPS_PER_SECOND = 4_000_000  # measured: 5–6 million on an idle core of the reference machine
SLICES = 60
HOT, COLD = 0.5, 0.12
LONGEST_CHAIN = 30
MANY_TABLES, LENT_TABLES = 6, 6  # large sets of tables may be overfilled by so many while annealing, at a price
DEAR = 2.0, 3.0  # that price: so many times the temperature, and never less than this near the end
LAST = 0.83  # from this share of the way on
UNPLACED_COST = 40.0  # in breaks, for a meeting of average weight
REQUIRED_COST = 1_000.0
UNFAIR_COST = 30.0
TOO_FEW_COST = 200.0
NOBODY_MET_COST = 5.0


@dataclass
class State:
    """The arrays of one run as `kernel.py` describes them; what changes and what may be."""

    arrays: tuple
    rules: tuple

    @property
    def slots(self):
        """The slot of every meeting (M), -1 for none."""
        return self.arrays[0]

    def places(self) -> Places:
        """The slots as places in the one hall."""
        return places_of(self.slots)


def places_of(slots) -> Places:
    """An array of slots (M) as places in the one hall."""
    return {m: (int(t), 0) for m, t in enumerate(slots) if t != kernel.UNPLACED}


def state_of(board: Board) -> State:
    """Empty arrays for a board of one hall; O(uses + R·T) memory."""
    uses = [list(persons) for persons in board.people]
    for number, room in enumerate(board.rooms):
        for meeting in room.members:
            uses[meeting].append(len(board.seats) + number)
    sizes = [len(own) for own in uses]
    use = np.zeros((sum(sizes), 3), dtype=np.int64)
    use[:, kernel.RESOURCE] = [r for own in uses for r in own]
    use[:, kernel.OWNER] = np.repeat(np.arange(len(uses)), sizes)
    cell = _cells(board)
    member = np.zeros(int((cell[:, :, kernel.LIMIT] + 1).sum()), dtype=np.int64)
    slot = np.full(len(uses), kernel.UNPLACED, dtype=np.int64)
    weight, price = _prices(board)
    arrays = (slot, _ends(sizes), use, cell, member, _people(board), _sessions(board), weight, price,
              np.zeros(1, dtype=np.int64))
    return State(arrays, _rules(board))


def _ends(sizes: list[int]):
    return np.cumsum([0, *sizes]).astype(np.int64)


def _cells(board: Board):
    """Array (R × T × 4): nothing counted, capacities, where the members begin, the limit while annealing."""
    capacity = np.array([*board.seats, *(room.capacity for room in board.rooms)], dtype=np.int64)
    capacity = capacity.reshape(-1, board.problem.slots)
    limit = capacity.copy()
    limit[len(board.seats):] += np.where(limit[len(board.seats):] >= MANY_TABLES, LENT_TABLES, 0)
    offset = (np.cumsum(limit + 1) - (limit + 1).ravel()).reshape(capacity.shape)
    return np.stack([np.zeros_like(capacity), capacity, offset, limit], axis=2)


def _people(board: Board):
    person = np.zeros((len(board.seats), kernel.RUNS + len(board.problem.sessions)), dtype=np.int64)
    person[:, kernel.CAP] = board.cap
    person[:, kernel.LEAST] = board.least
    return person


def _sessions(board: Board):
    numbers = [number for number, session in enumerate(board.problem.sessions) for _ in session]
    return np.array(numbers, dtype=np.int64)


def _prices(board: Board):
    """Cost of a meeting without a place (M), and the four prices of the kernel."""
    weight = np.array(board.rank, dtype=float)
    weight *= UNPLACED_COST / max(1.0, float(np.mean(board.weight or [1])))
    weight[np.array(board.required, dtype=bool)] += REQUIRED_COST
    fairness = board.problem.slots if board.problem.fairness is None else board.problem.fairness
    return weight, (float(fairness), UNFAIR_COST, TOO_FEW_COST, NOBODY_MET_COST)


def _rules(board: Board) -> tuple:
    allowed = np.zeros((len(board.people), board.problem.slots), dtype=np.bool_)
    for meeting in range(len(board.people)):
        allowed[meeting, board.slots_of(meeting)] = True
    mine = np.array([m for own in board.meetings_of for m in own], dtype=np.int64)
    pairs: list[list[tuple[int, int]]] = [[] for _ in board.people]
    for before, after in board.before:
        pairs[before].append((after, 1))
        pairs[after].append((before, -1))
    flat = np.array([pair for own in pairs for pair in own], dtype=np.int64).reshape(-1, 2)
    return (allowed, mine, _ends([len(own) for own in board.meetings_of]), _ends([len(own) for own in pairs]), flat)


def first_fit(board: Board, state: State, wanted: Places | None = None) -> Places:
    """Fill the empty state: `wanted` places first, then required, locked and heavy meetings, each in its first free slot."""
    where = np.full(len(board.people), -1, dtype=np.int64)
    for meeting, place in (wanted or {}).items():
        where[meeting] = place[0]
    order = sorted(range(len(board.people)),
                   key=lambda m: (where[m] < 0, not board.required[m], -board.rank[m], len(board.options[m])))
    kernel.place_all(np.array(order, dtype=np.int64), where, state.arrays, state.rules)
    return state.places()


@dataclass
class Pace:
    """How an annealing run is paced: `effort` seconds' worth of steps, `spent()` the share of the clock used (0 … 1).

    While the machine keeps up only the steps count, so that a seed repeats itself. Where it does not, cooling follows
    the clock instead (`hurried`), for a timetable that is still hot is worth little.
    """

    effort: float
    spent: Callable[[], float] = lambda: 0.0
    hurried: bool = False

    def next(self, done: float) -> float:
        """The share of the way that is done when `done` of the steps are."""
        spent = self.spent()
        self.hurried = self.hurried or spent > done
        return min(1.0, max(done, spent))


def improve(state: State, pace: Pace, seed: int, go_on: Callable[[Places], bool]) -> Places:
    """Anneal and return the best places met; `go_on(best places)` is asked between the slices, False ends it early."""
    stamp, log = np.zeros(len(state.slots)), np.zeros((LONGEST_CHAIN, 2), dtype=np.int64)
    best, score = state.slots.copy(), np.zeros(3)
    steps = max(1_000, int(pace.effort * STEPS_PER_SECOND / SLICES))
    piece, done = 0, 0.0
    while done < 1.0 - 1e-9:
        after = min(1.0, done + 1 / SLICES)
        hot, cold = (HOT * (COLD / HOT) ** way for way in (done, after))
        dear = max(DEAR[0] * hot, DEAR[1] if done >= LAST else 0.0)
        kernel.anneal(state.arrays, state.rules, stamp, log, best, score, steps, hot, cold, dear, seed + 7919 * piece)
        piece, done = piece + 1, pace.next(after)
        if not go_on(places_of(best)):
            break
    return places_of(best)
