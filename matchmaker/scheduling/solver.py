"""Makes a timetable: the front door of the engine."""

import time
from collections.abc import Callable

from matchmaker.scheduling import reasons
from matchmaker.scheduling.board import GRAIN, Board, board_of, with_room
from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.conflict import smallest_conflict
from matchmaker.scheduling.exact import best_timetable
from matchmaker.scheduling.problem import Problem
from matchmaker.scheduling.search import Best, Budget
from matchmaker.scheduling.seating import seat
from matchmaker.scheduling.timetable import Placement, Progress, Timetable, total_breaks, total_weight

__all__ = ["Placement", "Progress", "Timetable", "solve"]

EFFORT_PER_SECOND = 1.0  # deterministic seconds of CP-SAT; on the machines measured one takes 0.5–2 s of the clock
MOST_ROUNDS = 10


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
    budget = Budget(seconds * EFFORT_PER_SECOND, began + seconds, _asker(progress, began))
    start = _start(board, hint)
    best, placements = _rounds(board, budget, seed, start)
    return _answer(board, best, placements, budget, began)


def _asker(progress: Callable[[Progress], bool] | None, began: float) -> Callable[[int | None], bool]:
    if progress is None:
        return lambda bound: True
    return lambda bound: progress(Progress(0, 0.0, 0, bound, time.monotonic() - began)) is not False


def _start(board: Board, hint: dict[str, Placement] | None) -> dict[int, tuple[int, int]] | None:
    """The hint in numbers, when it keeps every rule."""
    if hint is None or violations(board.problem, hint):
        return None
    hall = {table: number for number, tables in enumerate(board.halls) for table in tables}
    return {i: (hint[m.id].slot, hall[hint[m.id].table]) for i, m in enumerate(board.problem.meetings) if m.id in hint}


def _rounds(board: Board, budget: Budget, seed: int, start) -> tuple[Best, dict[str, Placement]]:
    """Slots first, tables afterwards; tables that turn out too few become a rule of the next round."""
    for _ in range(MOST_ROUNDS):
        best = best_timetable(board, budget, seed, start)
        seated = seat(board, best.places or {})
        if not seated.stuck:
            break
        for hall, tables in dict.fromkeys(seated.short):
            board = with_room(board, hall, tables)
    return best, {board.problem.meetings[m].id: place for m, place in sorted(seated.placements.items())}


def _answer(board: Board, best: Best, placements, budget: Budget, began: float) -> Timetable:
    problem, status = board.problem, "optimal" if best.proved else "feasible"
    conflict = ()
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
