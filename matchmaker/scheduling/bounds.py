"""Bounds that hold for every timetable: how much weight at most, how many breaks at least."""

from matchmaker.scheduling.board import Board
from matchmaker.scheduling.search import Budget


def fewest_breaks(board: Board, budget: Budget, seed: int, effort: float) -> int:
    """A lower bound on all breaks when every meeting is placed, 0 when nothing better is found.

    Relaxation: only the days of the participants are chosen (busy slots, as many as meetings), not who meets whom;
    the busy participants of a slot must fill whole meetings and no more than the tables. Small enough for linear
    programming to be tight, which the full model is not. Valid only where all meetings are placed and are of two
    participants who sit one at a time; otherwise 0.
    """
    if not _fits(board):
        return 0
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    model.minimize(sum(_day_relaxation(board, model)))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = max(0.01, min(effort, budget.effort))
    solver.parameters.max_time_in_seconds = max(0.01, budget.left())
    status = solver.solve(model)
    budget.effort -= solver.response_proto.deterministic_time
    solved = status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN)
    return max(0, round(solver.best_objective_bound)) if solved else 0


def _fits(board: Board) -> bool:
    everywhere_single = all(max(seats, default=0) <= 1 for seats in board.seats)
    return everywhere_single and all(len(people) == 2 for people in board.people)


def _day_relaxation(board: Board, model) -> list:
    """Adds the days to `model`; the terms add up to the number of breaks."""
    slots, terms, days = range(board.problem.slots), [], []
    for meetings in board.meetings_of:
        if meetings:
            day = _day(board, model, meetings)
            days.append(day)
            terms += _gaps(board, model, day)
    for slot in slots:
        closed = sum(at == slot for at, _ in board.problem.closed)
        number = model.new_int_var(0, board.problem.tables - closed, "")
        model.add(sum(day[slot] for day in days) == 2 * number)
    return terms


def _day(board: Board, model, meetings: list[int]) -> list:
    possible = {slot for m in meetings for slot in board.slots_of(m)}
    fixed = {board.slots_of(m)[0] for m in meetings if len(board.slots_of(m)) == 1}
    day = [model.new_bool_var("") if slot in possible else 0 for slot in range(board.problem.slots)]
    model.add(sum(day) == len(meetings))
    for slot in fixed:
        model.add(day[slot] == 1)
    return day


def _gaps(board: Board, model, day: list) -> list:
    """Per session: runs of busy slots less one, not below nothing."""
    terms = []
    for session in board.problem.sessions:
        starts = [model.new_bool_var("") for _ in session]
        for place, slot in enumerate(session):
            model.add(starts[place] >= day[slot] - (day[slot - 1] if place else 0))
        gaps = model.new_int_var(0, len(session), "")
        model.add(gaps >= sum(starts) - 1)
        terms.append(gaps)
    return terms
