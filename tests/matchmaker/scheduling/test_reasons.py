"""Why a meeting has no place; every remedy said to be tried is carried out here and must work."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from matchmaker.scheduling import reasons, wording
from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.problem import Far, Meeting, Participant, Problem
from matchmaker.scheduling.solver import solve
from matchmaker.scheduling.timetable import Placement

from .events import people, tiny_problems


def with_person(problem, name, **fields):
    changed = tuple(replace(p, **fields) if p.id == name else p for p in problem.participants)
    return replace(problem, participants=changed)


def carried_out(problem, placements, item):
    """The problem and the placements after the remedy, without the new meeting."""
    facts, code = item.remedy.facts, item.remedy.code
    person = problem.by_id.get(facts.get("participant"))
    if code == "be-available":
        problem = with_person(problem, person.id, unavailable=person.unavailable - {facts["slot"]})
    if code == "raise-cap":
        problem = with_person(problem, person.id, cap=facts["cap"])
    if code == "one-more-delegate":
        problem = with_person(problem, person.id, parallel=facts["parallel"])
    if code in ("one-more-table", "other-table"):
        meetings = tuple(replace(m, tables=None, locked_table=None) if m.id == item.meeting else m for m in problem.meetings)
        problem = replace(problem, tables=problem.tables + (code == "one-more-table"), meetings=meetings)
    if code == "drop-order":
        pairs = tuple(p for p in problem.precedences if not (item.meeting in p and set(facts["meetings"]) & set(p)))
        problem = replace(problem, precedences=pairs)
    if code == "move":
        free = set(range(problem.tables)) - {p.table for p in placements.values() if p.slot == facts["slot"]}
        return problem, [placements | {facts["meeting"]: Placement(facts["slot"], t)} for t in sorted(free)]
    return problem, [placements]


def works(problem, placements, item):
    """Some place for the meeting keeps every rule."""
    changed, starts = carried_out(problem, placements, item)
    changed = replace(changed, fairness=None)
    places = [Placement(s, t) for s in range(changed.slots) for t in range(changed.tables)]
    return any(violations(changed, start | {item.meeting: place}) == [] for start in starts for place in places)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(tiny_problems())
def test_a_remedy_said_to_be_tried_places_the_meeting(problem):
    answer = solve(problem, seconds=20)
    for item in answer.unplaced:
        assert wording.unplaced(item)
        assert not (item.remedy and item.remedy.tried) or works(problem, answer.placements, item), item


def one(problem, **places):
    """Reason and remedy of the only meeting without a place."""
    (item,) = reasons.unplaced(problem, {name: Placement(*at) for name, at in places.items()})
    return item.reason, item.remedy


M, N = Meeting("m", ("A", "B")), Meeting("n", ("A", "C"))


def test_nobody_free_at_the_same_time():
    problem = Problem(2, 1, (Participant("A", frozenset({0})), Participant("B", frozenset({1}))), (M,))
    reason, remedy = one(problem)
    assert (reason.code, reason.facts) == ("no-common-slot", {"participants": ("A", "B"), "slots": (0, 1)})
    assert (remedy.code, remedy.facts, remedy.tried) == ("be-available", {"participant": "A", "slot": 0}, True)


def test_a_cap_is_named():
    reason, remedy = one(Problem(2, 1, (Participant("A", cap=1), *people("B", "C")), (M, N)), m=(0, 0))
    assert (reason.code, reason.facts) == ("cap", {"participant": "A", "cap": 1})
    assert (remedy.code, remedy.facts, remedy.tried) == ("raise-cap", {"participant": "A", "cap": 2}, True)


def test_full_tables_are_named_with_their_slot():
    problem = Problem(1, 1, people(*"ABCD"), (M, Meeting("o", ("C", "D"))))
    reason, remedy = one(problem, m=(0, 0))
    assert (reason.code, reason.facts) == ("tables-full", {"slots": (0,)})
    assert (remedy.code, remedy.facts, remedy.tried) == ("one-more-table", {"slot": 0}, True)


def test_a_taken_fixed_table_is_named_with_a_free_one():
    problem = Problem(1, 2, people(*"ABCD"), (M, Meeting("o", ("C", "D"), tables=frozenset({0}))))
    reason, remedy = one(problem, m=(0, 0))
    assert (reason.code, reason.facts) == ("own-tables-full", {"slots": (0,), "tables": (0,)})
    assert (remedy.code, remedy.facts, remedy.tried) == ("other-table", {"slot": 0, "table": 1}, True)


def test_the_meeting_in_the_way_is_named():
    problem = Problem(2, 1, people(*"ABC"), (M, Meeting("n", ("A", "C"), slots=frozenset({0}))))
    reason, remedy = one(problem, m=(0, 0))
    assert (reason.code, reason.facts) == ("busy", {"participants": ("A",), "slots": (0,)})
    assert (remedy.code, remedy.facts, remedy.tried) == ("move", {"meeting": "m", "slot": 1, "from_slot": 0}, True)


def test_a_second_delegate_is_proposed_when_nothing_can_move():
    reason, remedy = one(Problem(1, 2, people(*"ABC"), (M, N)), m=(0, 0))
    assert reason.code == "busy"
    assert (remedy.code, remedy.facts) == ("one-more-delegate", {"participant": "A", "parallel": 2, "slot": 0})


def test_an_order_that_cannot_be_kept_is_named():
    problem = Problem(2, 2, people(*"ABCD"), (M, Meeting("o", ("C", "D"), slots=frozenset({0}))), (("m", "o"),))
    reason, remedy = one(problem, m=(0, 0))
    assert (reason.code, reason.facts) == ("order", {"meetings": ("m",)})
    assert (remedy.code, remedy.tried) == ("drop-order", True)


def test_a_table_too_far_away_is_named():
    far = Far((frozenset({0}), frozenset({1})), 1)
    problem = Problem(2, 2, people(*"ABC"), (M, Meeting("n", ("A", "C"), tables=frozenset({1}), slots=frozenset({1}))),
                      far=far)
    reason, remedy = one(problem, m=(0, 0))
    assert (reason.code, reason.facts, remedy) == ("too-far", {"slots": (1,)}, None)
