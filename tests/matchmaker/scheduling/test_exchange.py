"""JSON in and out, and faults named with their place."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given, settings

from matchmaker.commands.timetable import timetable
from matchmaker.scheduling.exchange import problem_as_json, problem_from
from matchmaker.scheduling.problem import Meeting, ProblemError

from .events import square, tiny_problems

GOOD = {
    "slots": 3, "tables": 2,
    "participants": [{"id": "A", "unavailable": [1]}, {"id": "B", "unavailable": []}],
    "meetings": [{"id": "m", "participants": ["A", "B"], "required": True}],
}


def changed(path, value):
    whole = json.loads(json.dumps(GOOD))
    *way, last = path
    part = whole
    for step in way:
        part = part[step]
    part[last] = value
    return json.dumps(whole)


@settings(deadline=None)
@given(tiny_problems())
def test_a_problem_survives_the_journey(problem):
    assert problem_from(problem_as_json(problem)) == problem


FAULTS = [
    (["meetings", 0, "participants"], ["A", "X"], "meetings[0].participants: unknown id 'X'"),
    (["meetings", 0, "participants"], [], "meetings[0].participants: nobody is named"),
    (["meetings", 0, "participants"], ["A", "A"], "meetings[0].participants: somebody is named twice"),
    (["meetings", 0, "slots"], [3], "meetings[0].slots: slot 3 does not exist"),
    (["meetings", 0, "locked_table"], 2, "meetings[0].locked_table: table 2 does not exist"),
    (["meetings", 0, "weight"], -1, "meetings[0].weight: must be a number"),
    (["participants", 0, "unavailable"], [-1], "participants[0].unavailable: slot -1 does not exist"),
    (["participants", 1, "id"], "A", "participants[1].id: 'A' is used twice"),
    (["participants", 0, "parallel"], 0, "participants[0].parallel: must be a whole number from 1"),
    (["precedences"], [["m", "x"]], "precedences[0]: unknown id 'x'"),
    (["slots"], 0, "slots: must be a whole number from 1"),
    (["slots"], "3", "slots: Input should be a valid integer"),
    (["sessions"], [[0, 1]], "sessions: must cut the slots 0 to 2"),
    (["meetings", 0, "locked"], 1, "meetings[0].locked: Extra inputs are not permitted"),
]


@pytest.mark.parametrize(("path", "value", "message"), FAULTS, ids=[f[2][:40] for f in FAULTS])
def test_a_fault_is_named_with_its_place(path, value, message):
    with pytest.raises(ProblemError) as caught:
        problem_from(changed(path, value))
    assert str(caught.value).startswith(message)


def test_a_weight_that_is_no_number_is_refused():
    with pytest.raises(ProblemError, match="weight"):
        square(1, 1, 1).__class__(1, 1, square(1, 1, 1).participants, (Meeting("m", ("f0",), weight=float("nan")),))


def run(*arguments):
    return CliRunner().invoke(timetable, [str(a) for a in arguments])


def test_the_command_solves_and_checks(tmp_path):
    problem, answer = tmp_path / "problem.json", tmp_path / "timetable.json"
    problem.write_text(json.dumps(GOOD), encoding="utf-8")
    solved = run("solve", problem, "-o", answer, "--seconds", 5)
    assert solved.exit_code == 0
    whole = json.loads(answer.read_text())
    assert whole["status"] == "optimal"
    assert list(whole["placements"]) == ["m"]
    assert {"status", "placements", "unplaced", "breaks", "bound", "seconds"} <= set(whole)
    assert run("check", problem, answer).exit_code == 0
    whole["placements"]["m"]["slot"] = 1
    answer.write_text(json.dumps(whole))
    checked = run("check", problem, answer)
    assert checked.exit_code == 1
    assert "A、m:时段 1 没空。" in checked.output


def test_an_impossible_event_is_no_error_of_the_file(tmp_path):
    problem = tmp_path / "problem.json"
    problem.write_text(changed(["participants", 0, "unavailable"], [0, 1, 2]), encoding="utf-8")
    solved = run("solve", problem, "-o", tmp_path / "t.json")
    assert solved.exit_code == 0
    assert "没有任何安排能满足全部要求" in solved.output


@pytest.mark.parametrize("text", ["", "{", "[]", changed(["meetings", 0, "participants"], ["A", "X"])])
def test_a_malformed_file_ends_with_2(tmp_path, text):
    problem = tmp_path / "problem.json"
    problem.write_text(text, encoding="utf-8")
    assert run("solve", problem).exit_code == 2
