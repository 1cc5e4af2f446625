"""Why there is no timetable at all: a smallest set of rules that cannot all be kept."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from matchmaker.scheduling.board import board_of
from matchmaker.scheduling.model import Model
from matchmaker.scheduling.problem import Meeting, Problem
from matchmaker.scheduling.timetable import Reason


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that could be given up: its kind and the meeting, participant or pair it is about."""

    kind: str
    about: tuple[str, ...] = ()


def smallest_conflict(problem: Problem, seconds: float = 4.0) -> tuple[Reason, ...]:
    """Rules of which none can be left out without the rest becoming possible; () when it cannot be shown in time.

    A core of the solver narrows the meetings down, then rules are left out in ever smaller bundles. Irreducible if the
    clock allows; always a true conflict.
    """
    until = time.monotonic() + seconds
    rules = _rules(problem, _core(problem, seconds / 3))
    if not _impossible(problem, rules, until):
        rules = _rules(problem, {m.id for m in problem.meetings})
        if not _impossible(problem, rules, until):
            return ()
    return tuple(_reason(problem, rule) for rule in _shrunk(problem, rules, until))


def _core(problem: Problem, seconds: float) -> set[str]:
    """Required meetings that the solver needed to refute the problem; all meetings when it says nothing."""
    required = [m for m in problem.meetings if m.required]
    base = replace(problem, meetings=tuple(replace(m, required=False) for m in required), fairness=None,
                   participants=tuple(replace(p, min=0) for p in problem.participants),
                   precedences=_kept_pairs(problem, {m.id for m in required}))
    model = Model(board_of(base))
    model.cp.add_assumptions(model.placed)
    solver = _solver(seconds)
    if solver.status_name(solver.solve(model.cp)) != "INFEASIBLE":
        return {m.id for m in problem.meetings}
    core = set(solver.sufficient_assumptions_for_infeasibility())
    return {m.id for m, placed in zip(required, model.placed, strict=True) if placed.index in core}


def _kept_pairs(problem: Problem, names: set[str]) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in problem.precedences if set(pair) <= names)


def _solver(seconds: float):
    from ortools.sat.python import cp_model

    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = max(0.05, seconds)
    return solver


def _rules(problem: Problem, meetings: set[str]) -> list[Rule]:
    """Every rule that concerns these meetings; the ones best given up first come last."""
    chosen = [m for m in problem.meetings if m.id in meetings]
    names = {p for m in chosen for p in m.participants}
    people = [p for p in problem.participants if p.id in names or p.min]
    rules = [Rule("fairness")] if problem.fairness is not None else []
    rules += [Rule("far")] if problem.far else []
    rules += [Rule("order", pair) for pair in _kept_pairs(problem, meetings)]
    rules += [Rule("min", (p.id,)) for p in people if p.min]
    rules += [Rule("cap", (p.id,)) for p in people if p.cap is not None]
    rules += [Rule("required", (m.id,)) for m in chosen if m.required]
    rules += [Rule("allowed-tables", (m.id,)) for m in chosen if m.tables is not None]
    rules += [Rule("locked-table", (m.id,)) for m in chosen if m.locked_table is not None]
    rules += [Rule("allowed-slots", (m.id,)) for m in chosen if m.slots is not None]
    rules += [Rule("locked-slot", (m.id,)) for m in chosen if m.locked_slot is not None]
    rules += [Rule("unavailable", (p.id,)) for p in people if p.unavailable]
    rules += [Rule("one-at-a-time", (p.id,)) for p in people]
    return [*rules, Rule("tables")]


def _impossible(problem: Problem, rules: list[Rule], until: float) -> bool:
    """Proved that these rules alone cannot all be kept (not knowing counts as possible)."""
    left = until - time.monotonic()
    if left <= 0:
        return False
    model = Model(board_of(only(problem, set(rules))))
    if problem.fairness is not None and Rule("fairness") in rules:
        _ = model.breaks
    solver = _solver(min(left, 1.0))
    return solver.status_name(solver.solve(model.cp)) == "INFEASIBLE"


def _shrunk(problem: Problem, rules: list[Rule], until: float) -> list[Rule]:
    size = max(1, len(rules) // 2)
    while True:
        place = 0
        while place < len(rules):
            without = rules[:place] + rules[place + size:]
            if _impossible(problem, without, until):
                rules = without
            else:
                place += size
        if size == 1:
            return rules
        size = max(1, size // 2)


def only(problem: Problem, rules: set[Rule]) -> Problem:
    """The problem with no other rules than these; meetings that no rule asks for are left out."""
    wanted = {rule.about[0] for rule in rules if rule.kind == "min"}
    meetings = [_meeting(m, rules) for m in problem.meetings
                if Rule("required", (m.id,)) in rules or wanted.intersection(m.participants)]
    tables: dict[str, Any] = {} if Rule("tables") in rules else {"closed": frozenset(), "tables": max(problem.tables, len(meetings))}
    return replace(
        problem,
        meetings=tuple(meetings),
        participants=tuple(_participant(p, rules) for p in problem.participants),
        precedences=tuple(pair for pair in _kept_pairs(problem, {m.id for m in meetings}) if Rule("order", pair) in rules),
        fairness=problem.fairness if Rule("fairness") in rules else None,
        far=problem.far if Rule("far") in rules else None,
        **tables,
    )


def _meeting(meeting: Meeting, rules: set[Rule]) -> Meeting:
    fields = {"required": "required", "tables": "allowed-tables", "locked_table": "locked-table",
              "slots": "allowed-slots", "locked_slot": "locked-slot"}
    dropped: dict[str, Any] = {field: None for field, kind in fields.items() if Rule(kind, (meeting.id,)) not in rules}
    if "required" in dropped:
        dropped["required"] = False
    return replace(meeting, **dropped)


def _participant(person, rules: set[Rule]):
    kept = {kind for kind in ("unavailable", "one-at-a-time", "cap", "min") if Rule(kind, (person.id,)) in rules}
    return replace(
        person,
        unavailable=person.unavailable if "unavailable" in kept else frozenset(),
        parallel=person.parallel if "one-at-a-time" in kept else 1_000,
        cap=person.cap if "cap" in kept else None,
        min=person.min if "min" in kept else 0,
    )


def _reason(problem: Problem, rule: Rule) -> Reason:
    people: dict[str, Any] = dict(problem.by_id)
    meetings: dict[str, Any] = {m.id: m for m in problem.meetings}
    name = rule.about[0] if rule.about else ""
    facts: dict[str, Callable[[], dict[str, Any]]] = {
        "required": lambda: {"meeting": name, "participants": meetings[name].participants},
        "allowed-tables": lambda: {"meeting": name, "tables": tuple(sorted(meetings[name].tables))},
        "locked-table": lambda: {"meeting": name, "table": meetings[name].locked_table},
        "allowed-slots": lambda: {"meeting": name, "slots": tuple(sorted(meetings[name].slots))},
        "locked-slot": lambda: {"meeting": name, "slot": meetings[name].locked_slot},
        "unavailable": lambda: {"participant": name, "slots": tuple(sorted(people[name].unavailable))},
        "one-at-a-time": lambda: {"participant": name, "parallel": people[name].parallel, "slots": problem.slots},
        "cap": lambda: {"participant": name, "cap": people[name].cap},
        "min": lambda: {"participant": name, "min": people[name].min},
        "order": lambda: {"before": rule.about[0], "after": rule.about[1]},
        "fairness": lambda: {"difference": problem.fairness},
        "far": lambda: {"gap": problem.far.gap if problem.far else 0},
        "tables": lambda: {"tables": problem.tables, "slots": problem.slots},
    }
    return Reason(rule.kind, facts[rule.kind]())
