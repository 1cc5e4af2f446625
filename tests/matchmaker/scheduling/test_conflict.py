"""A problem without a timetable names rules that conflict, none of them too many."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

from matchmaker.scheduling import conflict, wording
from matchmaker.scheduling.conflict import Rule
from matchmaker.scheduling.problem import Meeting, Participant, Problem
from matchmaker.scheduling.solver import solve

from . import naive
from .events import people, tiny_problems


def rules_of(reasons):
    """The rules behind the reasons."""
    return [Rule(r.code, _about(r)) for r in reasons]


def _about(reason):
    if reason.code == "order":
        return reason.facts["before"], reason.facts["after"]
    return tuple(reason.facts[key] for key in ("meeting", "participant") if key in reason.facts)[:1]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(tiny_problems())
def test_the_conflict_is_real_and_irreducible(problem):
    assume(naive.best_score(problem) is None)
    found = rules_of(conflict.smallest_conflict(problem))
    assert found
    assert naive.best_score(conflict.only(problem, set(found))) is None
    for rule in found:
        rest = conflict.only(problem, set(found) - {rule})
        assert solve(rest, seconds=5).status != "infeasible"


def test_too_many_meetings_for_the_slots_are_counted_out():
    meetings = tuple(Meeting(f"m{x}", ("A", x), required=True) for x in "BCDE")
    found = solve(Problem(3, 9, people(*"ABCDE"), (*meetings, Meeting("free", ("B", "C"), required=True)))).conflict
    assert [r.facts["meeting"] for r in found if r.code == "required"] == ["mB", "mC", "mD", "mE"]
    assert [r.code for r in found if r.code != "required"] == ["one-at-a-time"]


def test_a_lock_on_an_hour_of_absence_is_named():
    meeting = Meeting("m", ("A", "B"), required=True, locked_slot=1)
    answer = solve(Problem(3, 1, (Participant("A", frozenset({1})), *people("B")), (meeting,)))
    assert answer.status == "infeasible"
    assert [r.code for r in answer.conflict] == ["required", "locked-slot", "unavailable"]
    assert "A 在时段 1 没空" in [wording.rule(r) for r in answer.conflict]


@pytest.mark.parametrize("least", [2, 3])
def test_a_least_number_that_nobody_asked_for_is_named(least):
    people_ = (Participant("A", min=least), *people("B"))
    answer = solve(Problem(3, 1, people_, (Meeting("m", ("A", "B")),)))
    assert [(r.code, r.facts) for r in answer.conflict] == [("min", {"participant": "A", "min": least})]
