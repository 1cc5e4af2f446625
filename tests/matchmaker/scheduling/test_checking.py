"""Every rule broken once, and the neighbouring case that keeps it."""

import pytest

from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.problem import Far, Meeting, Participant, Problem
from matchmaker.scheduling.timetable import Placement

from .events import people

TRIO = people(*"ABC")
M = Meeting("m", ("A", "B"))
N = Meeting("n", ("A", "C"))


def rules_broken(problem, **places):
    return [v.rule for v in violations(problem, {name: Placement(*at) for name, at in places.items()})]


def of(**fields):
    return Problem(**({"slots": 4, "tables": 2, "participants": TRIO, "meetings": (M, N)} | fields))


def meeting(**fields):
    return (Meeting("m", ("A", "B"), **fields), N)


CASES = [
    (of(), {"m": (0, 0), "n": (0, 1)}, {"m": (0, 0), "n": (1, 0)}, "double-booked"),
    (of(participants=(Participant("A", frozenset({0})), *TRIO[1:])), {"m": (0, 0)}, {"m": (1, 0)}, "unavailable"),
    (of(participants=(Participant("A", cap=1), *TRIO[1:])), {"m": (0, 0), "n": (1, 0)}, {"m": (0, 0)}, "cap"),
    (of(participants=(Participant("A", min=2), *TRIO[1:])), {"m": (0, 0)}, {"m": (0, 0), "n": (1, 0)}, "min"),
    (of(meetings=meeting(required=True)), {}, {"m": (0, 0)}, "required-missing"),
    (of(meetings=meeting(slots=frozenset({1}))), {"m": (0, 0)}, {"m": (1, 0)}, "slot-not-allowed"),
    (of(meetings=meeting(tables=frozenset({1}))), {"m": (0, 0)}, {"m": (0, 1)}, "table-not-allowed"),
    (of(meetings=meeting(locked_slot=1)), {"m": (0, 0)}, {"m": (1, 0)}, "lock-slot"),
    (of(meetings=meeting(locked_table=1)), {"m": (0, 0)}, {"m": (0, 1)}, "lock-table"),
    (of(closed=frozenset({(0, 0)})), {"m": (0, 0)}, {"m": (0, 1)}, "table-closed"),
    (of(), {"m": (4, 0)}, {"m": (3, 0)}, "no-such-slot"),
    (of(), {"m": (0, 2)}, {"m": (0, 1)}, "no-such-table"),
    (of(), {"x": (0, 0)}, {"m": (0, 0)}, "unknown-meeting"),
    (of(precedences=(("m", "n"),)), {"m": (1, 0), "n": (0, 0)}, {"m": (0, 0), "n": (1, 0)}, "order"),
    (of(far=Far((frozenset({0}), frozenset({1})), 1)), {"m": (0, 0), "n": (1, 1)}, {"m": (0, 0), "n": (2, 1)}, "too-far"),
    (of(fairness=0), {"m": (0, 0), "n": (2, 0)}, {"m": (0, 0), "n": (1, 0)}, "fairness"),
    (of(participants=people(*"ABCD"), meetings=(M, Meeting("n", ("C", "D")))), {"m": (0, 0), "n": (0, 0)},
     {"m": (0, 0), "n": (0, 1)}, "table-taken"),
]


@pytest.mark.parametrize(("problem", "wrong", "right", "rule"), CASES, ids=[case[3] for case in CASES])
def test_a_broken_rule_is_named_and_a_kept_one_is_not(problem, wrong, right, rule):
    assert rules_broken(problem, **wrong) == [rule]
    assert rules_broken(problem, **right) == []


def test_a_delegation_of_two_may_meet_twice_at_once():
    problem = of(participants=(Participant("A", parallel=2), *TRIO[1:]))
    assert rules_broken(problem, m=(0, 0), n=(0, 1)) == []


def test_the_facts_name_who_and_where():
    (found,) = violations(of(), {"m": Placement(0, 0), "n": Placement(0, 1)})
    assert (found.about, found.facts) == (("A", "m", "n"), {"slot": 0})
