"""The engine against trying everything, and the promises of its answer."""

import pytest
from hypothesis import HealthCheck, given, settings

from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.problem import Meeting, Participant, Problem
from matchmaker.scheduling.solver import solve
from matchmaker.scheduling.timetable import Placement

from . import naive
from .events import people, square, tiny_problems


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(tiny_problems())
def test_as_good_as_trying_everything(problem):
    best, answer = naive.best_score(problem), solve(problem, seconds=20)
    if best is None:
        assert answer.status == "infeasible"
        assert answer.placements == {}
    else:
        assert answer.status == "optimal"
        assert violations(problem, answer.placements) == []
        assert naive.score(problem, answer.placements) == best


def test_a_full_square_has_no_gap():
    answer = solve(square(4, 4, 4))
    assert (answer.status, answer.breaks, answer.bound, len(answer.placements)) == ("optimal", 0, 0, 16)


def test_too_few_tables_in_a_row_cost_breaks():
    """Two pairs of meetings that can only lie in slots 0 and 2 leave one gap for each of four participants."""
    only = frozenset({0, 2})
    meetings = tuple(Meeting(f"m{a}{b}", (a, b), required=True, slots=only) for a in "AB" for b in "CD")
    answer = solve(Problem(3, 2, people(*"ABCD"), meetings))
    assert (answer.status, answer.breaks, answer.bound) == ("optimal", 4, 4)


def test_the_heavier_meeting_wins_the_only_slot():
    meetings = (Meeting("light", ("A", "B"), 1.0), Meeting("heavy", ("A", "C"), 1.5))
    answer = solve(Problem(1, 2, people(*"ABC"), meetings))
    assert list(answer.placements) == ["heavy"]
    assert (answer.weight, answer.weight_bound) == (1.5, 1.5)


def test_the_same_seed_gives_the_same_timetable():
    problem = square(5, 6, 5)
    assert solve(problem, seed=7).placements == solve(problem, seed=7).placements


def test_a_locked_meeting_stays():
    meetings = (Meeting("m", ("A", "B"), locked_slot=2, locked_table=1), Meeting("n", ("A", "C"), required=True))
    answer = solve(Problem(4, 2, people(*"ABC"), meetings))
    assert answer.placements["m"] == Placement(2, 1)


def test_overlapping_table_wishes_are_seated():
    """Three meetings at once want {0,1}, {1,2}, {0,2}: every pair of sets overlaps, all three fit."""
    wishes = [frozenset({0, 1}), frozenset({1, 2}), frozenset({0, 2})]
    meetings = tuple(Meeting(f"m{i}", (f"a{i}", f"b{i}"), tables=w) for i, w in enumerate(wishes))
    names = [f"{side}{i}" for side in "ab" for i in range(3)]
    answer = solve(Problem(1, 3, people(*names), meetings))
    assert len(answer.placements) == 3


def test_two_delegates_sit_in_parallel():
    group = (Participant("A", parallel=2), *people("B", "C", "D"))
    meetings = tuple(Meeting(f"A{x}", ("A", x)) for x in "BCD")
    answer = solve(Problem(1, 3, group, meetings))
    assert len(answer.placements) == 2


def test_a_gap_over_lunch_is_no_break():
    """Slots 1 and 3 with the noon between 1 and 2: half days are counted apart."""
    meetings = (Meeting("m", ("A", "B"), locked_slot=1), Meeting("n", ("A", "C"), locked_slot=3))
    whole, halves = ({}, {"sessions": (range(2), range(2, 4))})
    assert solve(Problem(4, 1, people(*"ABC"), meetings, **whole)).breaks == 1
    assert solve(Problem(4, 1, people(*"ABC"), meetings, **halves)).breaks == 0


def test_asking_to_stop_keeps_what_there_is():
    seen = []

    def stop(progress):
        seen.append(progress)
        return False

    answer = solve(square(12, 14, 11, fairness=0), seconds=60, progress=stop)
    assert seen
    assert answer.stopped == "asked"
    assert answer.seconds < 30


@pytest.mark.parametrize("count", [0, 1])
def test_an_event_without_meetings_is_solved(count):
    answer = solve(Problem(3, count, people("A", "B"), ()))
    assert (answer.status, answer.placements, answer.unplaced) == ("optimal", {}, [])
