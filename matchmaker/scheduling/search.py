"""One CP-SAT run after the other on one model, watched and stopped from the calling thread."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Thread

from matchmaker.scheduling.board import Board
from matchmaker.scheduling.model import Model

Places = dict[int, tuple[int, int]]  # meeting → slot, hall
LOOK_EVERY = 0.5  # seconds between two looks at a running search


@dataclass
class Budget:
    """What may be spent: `effort` in the solver's own deterministic seconds, and the clock as the last resort.

    `hurried` once the clock changed the course of annealing. `report` hears of the best so far (places, bound on the breaks) and answers False to stop.
    """

    effort: float
    until: float
    report: Callable[[Places, int | None], bool] = lambda places, bound: True
    stopped: str = "proved"
    hurried: bool = False
    places: Places = field(default_factory=dict)
    bound: int | None = None

    def go_on(self) -> bool:
        """Report, and say whether to continue."""
        if not self.report(self.places, self.bound):
            self.stopped = "asked"
        elif self.left() <= 0.01:
            self.stopped = "clock"
        return self.stopped not in ("asked", "clock")

    def left(self) -> float:
        """Seconds until the clock runs out."""
        return self.until - time.monotonic()

    def over(self) -> bool:
        """Nothing may be spent any more."""
        return self.stopped in ("asked", "clock") or self.effort <= 0.01 or self.left() <= 0.01


@dataclass
class Answer:
    """One run: "optimal", "feasible", "infeasible" or "unknown", the bound on the objective, the places chosen."""

    status: str
    bound: float = 0.0
    value: float = 0.0
    places: Places | None = None


@dataclass
class Best:
    """The best so far: places by meeting (None: none yet) and what is proved about it."""

    places: Places | None = None
    infeasible: bool = False
    proved: bool = False
    rank_bound: int = 0
    break_bound: int = 0


class Search:
    """Runs on one model with one budget; deterministic for the same seed as long as the clock does not end it."""

    def __init__(self, model: Model, budget: Budget, seed: int):
        self.model = model
        self.budget = budget
        self.seed = seed

    def run(self, effort: float, cp=None, **parameters) -> Answer:
        """At most `effort` deterministic seconds on the model as it stands (or on `cp`, a copy of it); one worker, so
        that it can be repeated."""
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.seed
        solver.parameters.max_deterministic_time = max(0.01, min(effort, self.budget.effort))
        solver.parameters.max_time_in_seconds = max(0.01, self.budget.left())
        for name, value in parameters.items():
            setattr(solver.parameters, name, value)
        status = self._watched(solver, cp or self.model.cp)
        self.budget.effort -= solver.response_proto.deterministic_time
        return self._answer(solver, solver.status_name(status).lower())

    def _watched(self, solver, cp):
        results: list = []
        thread = Thread(target=lambda: results.append(solver.solve(cp, _watcher(self.model, self.budget))), daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(LOOK_EVERY)
            if thread.is_alive() and not self.budget.go_on():
                solver.stop_search()
                thread.join()
        if self.budget.stopped == "proved" and self.budget.left() <= 0.01:
            self.budget.stopped = "clock"
        return results[0]

    def _answer(self, solver, status: str) -> Answer:
        if status not in ("optimal", "feasible"):
            return Answer("infeasible" if status == "infeasible" else "unknown", solver.best_objective_bound)
        places = places_in(self.model, solver.boolean_value)
        return Answer(status, solver.best_objective_bound, solver.objective_value, places)

    def hint(self, places: Places):
        """Start from these places (meeting → slot, hall)."""
        self.model.cp.clear_hints()
        for meeting, at in enumerate(self.model.at):
            chosen = places.get(meeting)
            for slot, here in at.items():
                self.model.cp.add_hint(here, chosen is not None and chosen[0] == slot)


def _watcher(model: Model, budget: Budget):
    """A callback that keeps every better timetable for the report."""
    from ortools.sat.python import cp_model

    class Watcher(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            budget.places = places_in(model, self.boolean_value)

    return Watcher()


def places_in(model: Model, value) -> Places:
    """The (slot, hall) of every placed meeting, read by `value(truth)`."""
    places = {}
    for meeting, at in enumerate(model.at):
        for slot, here in at.items():
            if value(here):
                halls = model.hall_at[meeting, slot]
                places[meeting] = (slot, next(h for h, inside in halls.items() if value(inside)))
    return places


def breaks_on(board: Board, places: Places) -> list[int]:
    """Breaks of every participant."""
    counts = []
    for meetings in board.meetings_of:
        slots = sorted({places[m][0] for m in meetings if m in places})
        counts.append(sum(b - a > 1 and _same_session(board, a, b) for a, b in pairwise(slots)))
    return counts


def _same_session(board: Board, one: int, two: int) -> bool:
    return any(one in session and two in session for session in board.problem.sessions)
