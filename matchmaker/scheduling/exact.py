"""The best timetable, proved where it can be: locked meetings and weight, then participants reached, then breaks."""

from matchmaker.scheduling import breaks
from matchmaker.scheduling.board import Board
from matchmaker.scheduling.model import Model
from matchmaker.scheduling.search import Best, Budget, Places, Search


def best_timetable(board: Board, budget: Budget, seed: int, start: dict[int, tuple[int, int]] | None) -> Best:
    """Improve `start` (or begin with nothing) until proved or the budget is spent; the answer is never worse than `start`."""
    model = Model(board)
    if board.problem.fairness is not None:
        _ = model.breaks  # fairness is a rule for the weight as well
    search = Search(model, budget, seed)
    best = Best(places=start, rank_bound=sum(board.rank))
    proved = _most_weight(search, best) and _fewest_without(search, best)
    proved = breaks.fewest(search, best) and proved
    best.proved = bool(proved) and not best.infeasible
    if best.proved and not budget.over():
        breaks.fairest_spread(search, best)
    if not best.proved and not best.infeasible and budget.stopped == "proved":
        budget.stopped = "clock" if budget.hurried else "effort"
    return best


def rank_of(board: Board, places: dict[int, tuple[int, int]]) -> int:
    """What the first objective adds up: weight in thousandths, locked meetings before everything."""
    return sum(board.rank[m] for m in places)


def _most_weight(search: Search, best: Best) -> bool:
    """True when no timetable places more."""
    board, model = search.model.board, search.model
    if all(board.required):
        return True
    everything = best.places is not None and len(best.places) == len(board.people)
    proved = everything or _raise_weight(search, best)
    _keep_weight(model, best)
    return proved and best.places is not None


def _raise_weight(search: Search, best: Best) -> bool:
    board, model = search.model.board, search.model
    model.cp.maximize(sum(board.rank[m] * model.placed[m] for m in range(len(board.people))))
    if best.places is not None:
        search.hint(best.places)
    answer = search.run(search.budget.effort / 2)
    if answer.places is not None and (best.places is None or answer.value >= rank_of(board, best.places)):
        best.places = answer.places
    best.infeasible = answer.status == "infeasible" and best.places is None
    if answer.status in ("optimal", "feasible"):
        best.rank_bound = min(best.rank_bound, int(answer.bound + 1e-6))
    return answer.status == "optimal"


def _keep_weight(model: Model, best: Best):
    if best.places is None:
        return
    board, now = model.board, rank_of(model.board, best.places)
    if now == sum(board.rank):
        for placed in model.placed:
            model.cp.add(placed == 1)
    else:
        model.cp.add(sum(board.rank[m] * model.placed[m] for m in range(len(board.people))) >= now)


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
    return _reach_more(search, best, best.places, asked)


def _reach_more(search: Search, best: Best, places: Places, asked: list[int]) -> bool:
    model = search.model
    reached = sum(model.meets[p] for p in asked)
    model.cp.maximize(reached)
    search.hint(places)
    answer = search.run(search.budget.effort / 3)
    if answer.places is not None:
        places = best.places = answer.places
    met = {p for m in places for p in model.board.people[m]}
    model.cp.add(reached >= len(met))
    return answer.status == "optimal"
