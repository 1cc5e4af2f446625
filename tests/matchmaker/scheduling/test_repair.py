"""Repairs after everything that happens on the day: valid, and no agenda touched without need."""

from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.problem import Meeting, Participant, Problem
from matchmaker.scheduling.repair import changed_agendas, repair
from matchmaker.scheduling.solver import solve
from matchmaker.scheduling.timetable import Placement

from .events import people, square, tiny_problems


def at(**places):
    return {name: Placement(*place) for name, place in places.items()}


def away(problem, name, *slots):
    changed = tuple(replace(p, unavailable=frozenset(slots)) if p.id == name else p for p in problem.participants)
    return replace(problem, participants=changed)


M, N = Meeting("m", ("A", "B")), Meeting("n", ("A", "C"))


def test_a_cancelled_meeting_moves_nobody():
    problem = square(4, 6, 4)
    current = solve(problem).placements
    fewer = replace(problem, meetings=tuple(m for m in problem.meetings if m.id != "f0-p0"))
    del current["f0-p0"]
    assert repair(fewer, current).placements == current


def test_who_comes_late_meets_later_and_nobody_else_notices():
    problem = away(Problem(4, 2, people(*"ABC"), (M, N)), "B", 0)
    repaired = repair(problem, at(m=(0, 0), n=(1, 0)))
    assert repaired.placements["n"] == Placement(1, 0)
    assert repaired.placements["m"].slot == 2, "the slot beside the other meeting, not the one with a gap"


def test_a_lost_table_changes_the_table_and_no_slot():
    problem = Problem(2, 2, people(*"ABC"), (M, N), closed=frozenset({(0, 0), (1, 0)}))
    assert repair(problem, at(m=(0, 0), n=(1, 0))).placements == at(m=(0, 1), n=(1, 1))


def test_a_walk_in_takes_a_free_place_and_moves_nobody():
    problem = Problem(3, 2, people(*"ABCD"), (M, N, Meeting("walk", ("D", "A"))))
    repaired = repair(problem, at(m=(0, 0), n=(1, 0)))
    assert repaired.placements == at(m=(0, 0), n=(1, 0)) | {"walk": Placement(2, repaired.placements["walk"].table)}


def test_a_walk_in_that_would_move_somebody_stays_out_unless_required():
    """A is full but for slot 2, in which D is away; D could only come in slot 0."""
    group = (*people(*"ABC"), Participant("D", frozenset({1, 2})))
    walk = Meeting("walk", ("D", "A"))
    current = at(m=(0, 0), n=(1, 0))
    optional = repair(Problem(3, 2, group, (M, N, walk)), current)
    assert optional.placements == current
    assert optional.unplaced[0].remedy.code == "move"
    forced = repair(Problem(3, 2, group, (M, N, replace(walk, required=True))), current)
    assert forced.placements["walk"].slot == 0
    assert forced.placements["m"].slot == 2


def test_a_chain_is_moved_where_no_single_move_helps():
    """B may only come in slot 1, where A meets C; C is free in slot 0 only after A's first meeting moved there."""
    problem = away(Problem(2, 2, people(*"ABC"), (M, N)), "B", 0)
    repaired = repair(problem, at(m=(0, 0), n=(1, 0)))
    assert {name: p.slot for name, p in repaired.placements.items()} == {"m": 1, "n": 0}


def fewest_changes(problem, current):
    """By trying everything: (weight of meetings that had a place, minus changed agendas)."""
    places = [None] + [Placement(s, t) for s in range(problem.slots) for t in range(problem.tables)]
    scores = []
    for chosen in product(places, repeat=len(problem.meetings)):
        placements = {m.id: place for m, place in zip(problem.meetings, chosen, strict=True) if place}
        if not violations(problem, placements):
            scores.append(repair_score(problem, current, placements))
    return max(scores, default=None)


def repair_score(problem, current, placements):
    old = sum(m.weight for m in problem.meetings if m.id in placements and m.id in current)
    return old, -len(changed_agendas(problem, current, placements))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(tiny_problems(), st.integers(0, 3), st.frozensets(st.integers(0, 1)))
def test_no_repair_changes_fewer_agendas(problem, person, missed):
    current = solve(problem, seconds=10).placements
    late = problem.participants[person % len(problem.participants)].id
    changed = away(problem, late, *(s for s in missed if s < problem.slots))
    best, repaired = fewest_changes(changed, current), repair(changed, current, seconds=10)
    if best is None:
        assert repaired.status == "infeasible"
    else:
        assert violations(changed, repaired.placements) == []
        assert repair_score(changed, current, repaired.placements) == best
