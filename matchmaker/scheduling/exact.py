"""The best timetable, proved where it can be: weight first, then participants without a meeting, then breaks."""

from dataclasses import dataclass, field

from matchmaker.scheduling.board import Board
from matchmaker.scheduling.bounds import fewest_breaks
from matchmaker.scheduling.model import Model
from matchmaker.scheduling.search import Answer, Budget, Search, breaks_on

# Effort in deterministic seconds of CP-SAT, as measured on the published instances.
CORE_FIRST = 12.0
RELAXATION = 6.0
CORES = {"optimize_with_core": True, "linearization_level": 0}
PLAIN = {"linearization_level": 0}


@dataclass
class Best:
    """The best so far: places by meeting (None: none yet) and what is proved about it."""

    places: dict[int, tuple[int, int]] | None = None
    infeasible: bool = False
    proved: bool = False
    weight_bound: int = 0
    break_bound: int = 0
    breaks: list[int] = field(default_factory=list)


def best_timetable(board: Board, budget: Budget, seed: int, start: dict[int, tuple[int, int]] | None) -> Best:
    """Improve `start` (or begin with nothing) until proved or the budget is spent; the answer is never worse than `start`."""
    model = Model(board)
    if board.problem.fairness is not None:
        _ = model.breaks  # fairness is a rule for the weight as well
    search = Search(model, budget, seed)
    best = Best(places=start, weight_bound=sum(board.weight))
    proved = _most_weight(search, best) and _fewest_without(search, best) and _fewest_breaks(search, best)
    best.proved = bool(proved) and not best.infeasible
    if best.proved and not budget.over():
        _fairest_spread(search, best)
    if not best.proved and not best.infeasible and budget.stopped == "proved":
        budget.stopped = "effort"
    return best


def weight_of(board: Board, places: dict[int, tuple[int, int]]) -> int:
    """Weight in thousandths."""
    return sum(board.weight[m] for m in places)


def _most_weight(search: Search, best: Best) -> bool:
    """True when no timetable places more."""
    board, model = search.model.board, search.model
    optional = [m for m in range(len(board.people)) if not board.required[m]]
    if not optional:
        return True
    everything = best.places is not None and len(best.places) == len(board.people)
    proved = everything or _raise_weight(search, best)
    _keep_weight(model, best)
    return proved and best.places is not None


def _raise_weight(search: Search, best: Best) -> bool:
    board, model = search.model.board, search.model
    model.cp.maximize(sum(board.weight[m] * model.placed[m] for m in range(len(board.people))))
    if best.places is not None:
        search.hint(best.places)
    answer = search.run(search.budget.effort / 2)
    if answer.places is not None and (best.places is None or answer.value >= weight_of(board, best.places)):
        best.places = answer.places
    best.infeasible = answer.status == "infeasible" and best.places is None
    if answer.status in ("optimal", "feasible"):
        best.weight_bound = min(best.weight_bound, int(answer.bound + 1e-6))
    return answer.status == "optimal"


def _keep_weight(model: Model, best: Best):
    if best.places is None:
        return
    board, now = model.board, weight_of(model.board, best.places)
    if now == sum(board.weight):
        for placed in model.placed:
            model.cp.add(placed == 1)
    else:
        model.cp.add(sum(board.weight[m] * model.placed[m] for m in range(len(board.people))) >= now)


def _fewest_without(search: Search, best: Best) -> bool:
    """True when no timetable of this weight leaves fewer participants without a meeting."""
    board, model = search.model.board, search.model
    asked = [p for p, meetings in enumerate(board.meetings_of) if meetings]
    if best.places is None or len(best.places) == len(board.people):
        return True
    without = [p for p in asked if not any(m in best.places for m in board.meetings_of[p])]
    if not without:
        model.cp.add(sum(model.meets[p] for p in asked) == len(asked))
        return True
    return _fewer_without(search, best, asked)


def _fewer_without(search: Search, best: Best, asked: list[int]) -> bool:
    model = search.model
    reached = sum(model.meets[p] for p in asked)
    model.cp.maximize(reached)
    search.hint(best.places)
    answer = search.run(search.budget.effort / 3)
    if answer.places is not None:
        best.places = answer.places
    met = {p for m in best.places for p in model.board.people[m]}
    model.cp.add(reached >= len(met))
    return answer.status == "optimal"


def _fewest_breaks(search: Search, best: Best) -> bool:
    """True when the breaks are proved fewest; a portfolio, because no one way closes every event.

    Core-guided search proves most events within seconds; where tables are nearly full, the relaxation over the
    participants' days gives the bound and plain search the timetable.
    """
    if best.infeasible or search.budget.over():
        return best.infeasible
    model = search.model
    total = sum(end for ends in model.breaks for end in ends)
    model.cp.minimize(total)
    if _settled(search, best, search.run(CORE_FIRST, **CORES)):
        return True
    _bound_from_days(search, best, total)
    share = search.budget.effort / 2
    if _settled(search, best, _from_best(search, best, share, **PLAIN)):
        return True
    return _settled(search, best, _from_best(search, best, search.budget.effort, **CORES))


def _from_best(search: Search, best: Best, effort: float, **parameters) -> Answer:
    if search.budget.over():
        return Answer("unknown")
    if best.places is not None:
        search.hint(best.places)
    return search.run(effort, **parameters)


def _bound_from_days(search: Search, best: Best, total):
    all_placed = all(search.model.board.required) or len(best.places or ()) == len(search.model.board.people)
    if search.budget.over() or not all_placed:
        return
    bound = fewest_breaks(search.model.board, search.budget, search.seed, RELAXATION)
    best.break_bound = max(best.break_bound, bound)
    search.model.cp.add(total >= best.break_bound)


def _settled(search: Search, best: Best, answer: Answer) -> bool:
    """Take the answer over; True when nothing remains to be found."""
    board = search.model.board
    if answer.status == "infeasible":
        best.infeasible = best.places is None
        return best.infeasible
    if answer.places is not None and (best.places is None or answer.value <= sum(breaks_on(board, best.places))):
        best.places = answer.places
    best.break_bound = max(best.break_bound, round(max(0.0, answer.bound)))
    return best.places is not None and sum(breaks_on(board, best.places)) <= best.break_bound


def _fairest_spread(search: Search, best: Best):
    """Last wish, not part of the proof: with as many breaks, the participant with most has as few as possible."""
    model, counts = search.model, breaks_on(search.model.board, best.places)
    if max(counts, default=0) <= 1:
        return
    model.cp.add(sum(end for ends in model.breaks for end in ends) == sum(counts))
    most = model.cp.new_int_var(0, max(counts), "")
    for ends in model.breaks:
        model.cp.add(sum(ends) <= most)
    model.cp.minimize(most)
    search.hint(best.places)
    answer = search.run(2.0, **PLAIN)
    if answer.places is not None:
        best.places = answer.places
