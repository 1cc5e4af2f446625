"""Makes a timetable: the front door of the engine."""

import time
from collections.abc import Callable

from matchmaker.scheduling import reasons
from matchmaker.scheduling.board import GRAIN, Board, board_of, with_room
from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.conflict import smallest_conflict
from matchmaker.scheduling.exact import best_timetable
from matchmaker.scheduling.problem import Problem
from matchmaker.scheduling.search import Best, Budget, Places, breaks_on
from matchmaker.scheduling.seating import Seated, seat
from matchmaker.scheduling.timetable import Placement, Progress, Reason, Timetable, total_breaks, total_weight

__all__ = ["Placement", "Progress", "Timetable", "solve"]

EFFORT_PER_SECOND = 1.0  # deterministic seconds of CP-SAT; on the machines measured one takes 0.5–2 s of the clock
MOST_ROUNDS = 10
SMALL = 320  # meetings; up to here the exact search needs no start
MOST_EXACT = 800  # meetings; beyond, the exact search finds nothing that annealing has not found
ANNEALED = 0.3  # share of the time where the exact search follows
ALONE = 0.85  # share of the time where it does not; the rest is for tables, checks and reasons


def solve(
    problem: Problem,
    *,
    seconds: float = 60,
    seed: int = 1,
    progress: Callable[[Progress], bool] | None = None,
    hint: dict[str, Placement] | None = None,
) -> Timetable:
    """The best timetable found within `seconds`, checked by `checking.violations`.

    `progress` is called about twice a second in the calling thread; when it returns False the search stops and keeps
    the best. `hint` is a timetable to begin with. The same problem, seed, hint and seconds give the same answer unless
    the clock ended the search (`Timetable.stopped`). Raises RuntimeError should the check fail, which is a bug.
    """
    began = time.monotonic()
    board = board_of(problem)
    budget = Budget(seconds * EFFORT_PER_SECOND, began + seconds, _reporter(board, progress, began))
    best, seated = _rounds(board, budget, seed, _start(board, hint))
    return _answer(board, best, _named(board, seated), budget, began)


def _reporter(board: Board, progress: Callable[[Progress], bool] | None, began: float):
    if progress is None:
        return lambda places, bound: True

    def report(places: Places, bound: int | None) -> bool:
        weight = sum(board.problem.meetings[m].weight for m in places)
        breaks = sum(breaks_on(board, places))
        return progress(Progress(len(places), weight, breaks, bound, time.monotonic() - began)) is not False

    return report


def _start(board: Board, hint: dict[str, Placement] | None) -> Places | None:
    """The hint in numbers, when it keeps every rule."""
    if hint is None or violations(board.problem, hint):
        return None
    hall = {table: number for number, tables in enumerate(board.halls) for table in tables}
    return {i: (hint[m.id].slot, hall[hint[m.id].table]) for i, m in enumerate(board.problem.meetings) if m.id in hint}


def _rounds(board: Board, budget: Budget, seed: int, start: Places | None) -> tuple[Best, Seated]:
    """Slots first, tables afterwards; tables that turn out too few become a rule of the next round."""
    for _ in range(MOST_ROUNDS):
        best = _best(board, budget, seed, start)
        seated = seat(board, best.places or {})
        if not seated.stuck:
            break
        for hall, tables in dict.fromkeys(seated.short):
            board = with_room(board, hall, tables)
    return best, seated


def _best(board: Board, budget: Budget, seed: int, start: Places | None) -> Best:
    """Exact search for small events, annealing before it for middling ones, annealing alone for large ones."""
    number = len(board.people)
    annealable = len(board.halls) == 1 and number > 0
    if number > SMALL and annealable:
        start = _annealed(board, budget, seed, start, ANNEALED if number <= MOST_EXACT else ALONE)
        if number > MOST_EXACT and start is not None:
            return _estimate(board, budget, start)
    best = best_timetable(board, budget, seed, start)
    if best.places is None and not best.infeasible and annealable and budget.stopped != "asked":
        best.places = _annealed(board, budget, seed, None, 1.0)
    return best


def _annealed(board: Board, budget: Budget, seed: int, start: Places | None, share: float) -> Places | None:
    """The best places annealing meets within its share of the time; None when they break a rule."""
    from matchmaker.scheduling import annealing

    def go_on(places: Places) -> bool:
        budget.places = places
        return budget.go_on()

    state = annealing.state_of(board)
    annealing.first_fit(board, state, start)
    began, seconds = time.monotonic(), max(0.01, budget.left() * share)
    pace = annealing.Pace(max(0.0, budget.effort) * share, lambda: (time.monotonic() - began) / seconds)
    places = annealing.improve(state, pace, seed, go_on)
    budget.effort *= 1 - share
    budget.hurried = budget.hurried or pace.hurried
    seated = seat(board, places)
    return None if not seated.stuck and violations(board.problem, _named(board, seated)) else places


def _estimate(board: Board, budget: Budget, places: Places) -> Best:
    """What annealing found, with the bounds of the relaxations."""
    from matchmaker.scheduling.bounds import fewest_breaks, most_weight

    if budget.stopped == "proved":
        budget.stopped = "clock" if budget.hurried else "effort"
    everything = len(places) == len(board.people)
    bonus = sum(board.rank) - sum(board.weight)
    weight = sum(board.weight) if everything else int(most_weight(board) * GRAIN)
    return Best(places=places, rank_bound=weight + bonus, break_bound=fewest_breaks(board) if everything else 0)


def _named(board: Board, seated: Seated) -> dict[str, Placement]:
    return {board.problem.meetings[m].id: place for m, place in sorted(seated.placements.items())}


def _answer(board: Board, best: Best, placements: dict[str, Placement], budget: Budget, began: float) -> Timetable:
    problem, status = board.problem, "optimal" if best.proved else "feasible"
    conflict: tuple[Reason, ...] = ()
    if best.places is None:
        status, placements = ("infeasible" if best.infeasible else "unknown"), {}
        conflict = smallest_conflict(problem) if best.infeasible else ()
    elif broken := violations(problem, placements):
        raise RuntimeError(f"the engine broke a rule: {broken[0]}")
    breaks, weight = total_breaks(problem, placements), total_weight(problem, placements)
    return Timetable(
        status=status,
        placements=placements,
        unplaced=reasons.unplaced(problem, placements) if best.places is not None else [],
        breaks=breaks,
        weight=weight,
        bound=breaks if best.proved else best.break_bound,
        seconds=round(time.monotonic() - began, 3),
        weight_bound=weight if best.proved else _weight_bound(board, best),
        stopped=budget.stopped,
        conflict=conflict,
    )


def _weight_bound(board: Board, best: Best) -> float:
    """An upper bound on the weight of every timetable that keeps as many locked meetings."""
    bonus = sum(board.rank[m] - board.weight[m] for m in best.places or ())
    return min(best.rank_bound - bonus, sum(board.weight)) / GRAIN
