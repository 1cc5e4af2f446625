"""The annealer keeps every rule at every step, finds what is there, and repeats itself."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from matchmaker.scheduling import annealing, solver
from matchmaker.scheduling.board import board_of
from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.search import breaks_on
from matchmaker.scheduling.seating import seat

from .events import square, tiny_problems


def annealed(problem, effort=0.05, seed=1):
    board = board_of(problem)
    state = annealing.state_of(board)
    annealing.first_fit(board, state)
    return board, state, annealing.improve(state, annealing.Pace(effort), seed, lambda places: True)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(tiny_problems())
def test_only_wishes_can_be_missed_never_a_hard_rule(problem):
    assume(problem.far is None)
    board, _, places = annealed(problem, effort=0.002)
    seated = seat(board, places)
    placements = {problem.meetings[m].id: place for m, place in seated.placements.items()}
    assert {v.rule for v in violations(problem, placements)} <= {"required-missing", "min", "fairness"}
    assert seated.stuck == []


def test_a_full_square_is_filled_without_gaps():
    problem = square(6, 6, 6)
    board, _, places = annealed(problem, effort=0.5)
    assert len(places) == 36
    assert sum(breaks_on(board, places)) == 0


def test_the_books_agree_with_a_fresh_count():
    board, state, _ = annealed(square(6, 9, 5))
    now = state.places()
    person = state.arrays[5]
    assert person[:, 1].tolist() == breaks_on(board, now)
    assert person[:, 0].tolist() == [sum(m in now for m in own) for own in board.meetings_of]


def test_the_same_seed_repeats_itself_and_another_does_not():
    problem = square(8, 12, 7)
    first, again, other = (annealed(problem, seed=seed)[2] for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_a_slow_machine_cools_by_the_clock():
    """The clock is half spent at the first look and used up at the second: two slices, the second one cold."""
    board = board_of(square(6, 6, 6))
    state = annealing.state_of(board)
    annealing.first_fit(board, state)
    clock, looks = iter([0.5, 1.0]), []
    pace = annealing.Pace(0.5, lambda: next(clock))
    annealing.improve(state, pace, 1, lambda places: looks.append(places) or True)
    assert (len(looks), pace.hurried) == (2, True)


@pytest.mark.parametrize("sizes", [{"SMALL": 10}, {"SMALL": 10, "MOST_EXACT": 20}])
def test_large_events_take_the_same_road(monkeypatch, sizes):
    for name, value in sizes.items():
        monkeypatch.setattr(solver, name, value)
    seen = []
    problem = square(6, 7, 6)
    answer = solver.solve(problem, seconds=3, progress=lambda p: seen.append(p) or True)
    assert len(answer.placements) == 36
    assert violations(problem, answer.placements) == []
    assert (answer.breaks, answer.weight_bound) == (0, 36)
    assert max(p.placed for p in seen) == 36
