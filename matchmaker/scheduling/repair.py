"""Mends a timetable after a change so that as few agendas as possible differ from the one people hold in their hands.

In this order: required and already placed meetings stay placed, few participants see a meeting of theirs moved or lost,
meetings that had no place are added (a walk-in, an earlier leftover) where nothing has to move, few breaks.
The change is looked for close by first: only the meetings that lost their place, then those of the people concerned,
then of everybody they meet, then all.
"""

import time
from dataclasses import dataclass, replace

from matchmaker.scheduling import reasons
from matchmaker.scheduling.board import Board, board_of
from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.ledger import Ledger
from matchmaker.scheduling.model import Model
from matchmaker.scheduling.problem import Problem
from matchmaker.scheduling.search import Answer, Budget, Search
from matchmaker.scheduling.seating import seat
from matchmaker.scheduling.timetable import Placement, Timetable, total_breaks, total_weight

EFFORT_PER_SECOND = 1.0
MOST_AT_ONCE = 600  # meetings set free together; beyond that the search does not end within seconds


@dataclass(frozen=True)
class Damage:
    """What the change did: meetings that keep their slot, those that lost their place, those that never had one."""

    kept: dict[str, Placement]
    displaced: list[str]
    new: list[str]


def repair(problem: Problem, current: dict[str, Placement], *, seconds: float = 2, seed: int = 1) -> Timetable:
    """A checked timetable of the changed `problem` close to `current`; meetings of `current` that are gone are ignored.

    `bound` is 0: breaks come last here and are not proved. Status "feasible", or what `solve` says where the required
    meetings cannot be kept by a repair.
    """
    began = time.monotonic()
    budget = Budget(seconds * EFFORT_PER_SECOND, began + seconds)
    damage = damage_of(problem, current)
    best = _look_closer_and_wider(problem, current, damage, budget, seed)
    if best is None:
        from matchmaker.scheduling.solver import solve

        return solve(problem, seconds=max(1.0, budget.left()), seed=seed)
    return _timetable(problem, best, began, budget)


def damage_of(problem: Problem, current: dict[str, Placement]) -> Damage:
    """What of `current` still holds under the changed problem; required, locked and heavy meetings hold first."""
    order = sorted((m for m in problem.meetings if m.id in current),
                   key=lambda m: (-m.required, m.locked_slot is None, -m.weight))
    ledger = Ledger(problem, {})
    for meeting in order:
        slot = current[meeting.id].slot
        if slot in problem.allowed_slots(meeting) and _holds(ledger, meeting, slot):
            ledger.add(meeting, current[meeting.id])
    kept = _seated(problem, ledger.placements)
    displaced = [m.id for m in problem.meetings if m.id in current and m.id not in kept]
    return Damage(kept, displaced, [m.id for m in problem.meetings if m.id not in current])


def _holds(ledger: Ledger, meeting, slot: int) -> bool:
    found = ledger.obstacles(meeting, slot)
    capped = any(ledger.at_cap(p) for p in meeting.participants)
    return not (found.busy or found.order or found.far or capped)


def _seated(problem: Problem, placements: dict[str, Placement]) -> dict[str, Placement]:
    """The same slots with tables that exist and are open; a meeting without one is left out."""
    board = board_of(problem)
    number = {m.id: i for i, m in enumerate(problem.meetings)}
    keep = {number[name]: place.table for name, place in placements.items()}
    hall = {table: i for i, tables in enumerate(board.halls) for table in tables}
    places = {number[name]: (p.slot, hall.get(p.table, 0)) for name, p in placements.items()}
    seated = seat(board, places, keep)
    return {problem.meetings[m].id: place for m, place in seated.placements.items()}


def _look_closer_and_wider(problem, current, damage: Damage, budget: Budget, seed: int) -> dict[str, Placement] | None:
    """The best of ever larger surroundings; ends early where nobody else's agenda is touched."""
    best, best_score = None, None
    if not damage.displaced and not damage.new and not violations(problem, damage.kept):
        return damage.kept
    concerned = {p for m in problem.meetings if m.id in damage.displaced for p in m.participants}
    for free in _surroundings(problem, damage):
        if best is not None and (budget.over() or len(free) > MOST_AT_ONCE):
            break
        found = _mended(problem, current, damage, free, budget, seed)
        score = None if found is None else _score(problem, current, damage, found)
        if score is not None and (best_score is None or score > best_score):
            best, best_score = found, score
        if best_score is not None and best_score[0] == _wanted(problem, damage) and -best_score[1] <= len(concerned):
            break
    return best


def _surroundings(problem: Problem, damage: Damage) -> list[set[str]]:
    """Meetings that may move: the damaged, those of their people, those of the people they meet, all."""
    free = {*damage.displaced, *damage.new}
    required = {m.id for m in problem.meetings if m.required and m.id in damage.new}
    rings = [free]
    ring = {*damage.displaced, *required}
    for _ in range(2):
        people = {p for m in problem.meetings if m.id in ring for p in m.participants}
        ring = {m.id for m in problem.meetings if people.intersection(m.participants)}
        rings.append(free | ring)
    return [*rings, {m.id for m in problem.meetings}]


def _mended(problem, current, damage: Damage, free: set[str], budget: Budget, seed: int):
    """The best timetable in which only `free` meetings move; None when there is none (or none was found)."""
    fixed = tuple(m if m.id in free else replace(m, locked_slot=damage.kept[m.id].slot, required=True)
                  for m in problem.meetings)
    board = board_of(replace(problem, meetings=fixed))
    model = Model(board)
    model.cp.maximize(_wishes(model, current, damage, free))
    search = Search(model, budget, seed)
    search.hint({i: (damage.kept[m.id].slot, 0) for i, m in enumerate(problem.meetings) if m.id in damage.kept})
    answer = search.run(budget.effort)
    return _placements(board, answer, current)


def _placements(board: Board, answer: Answer, current) -> dict[str, Placement] | None:
    if answer.places is None:
        return None
    names = [m.id for m in board.problem.meetings]
    seated = seat(board, answer.places, {i: current[name].table for i, name in enumerate(names) if name in current})
    found = {names[m]: place for m, place in seated.placements.items()}
    return None if violations(board.problem, found) else found


def _wishes(model: Model, current, damage: Damage, free: set[str]):
    """One sum in which every wish outweighs all that come after it."""
    meetings = list(enumerate(model.board.problem.meetings))
    loose = [(i, m) for i, m in meetings if m.id in free]
    people = sorted({p for i, m in loose for p in model.board.people[i]})
    ends = [end for p in people for end in model.breaks[p]]
    new = [model.board.weight[i] * model.placed[i] for i, m in loose if m.id in damage.new]
    old = [model.board.weight[i] * model.placed[i] for i, m in loose if m.id not in damage.new]
    changed = _changed(model, people, [(i, m) for i, m in loose if m.id in current], current)
    worth_new = len(ends) + 1
    worth_people = worth_new * (sum(model.board.weight[i] for i, m in loose if m.id in damage.new) + 1)
    worth_old = worth_people * (len(changed) + 1)
    return worth_old * sum(old) - worth_people * sum(changed) + worth_new * sum(new) - sum(ends)


def _changed(model: Model, people: list[int], loose: list, current) -> list:
    """Per participant the truth "one of the meetings is not where it was"."""
    changed = {p: model.cp.new_bool_var("") for p in people}
    for i, meeting in loose:
        stays = model.at[i].get(current[meeting.id].slot, model.no)
        for person in model.board.people[i]:
            model.cp.add_bool_or([stays, changed[person]])
    return list(changed.values())


def _wanted(problem: Problem, damage: Damage) -> float:
    return sum(m.weight for m in problem.meetings if m.id not in damage.new)


def _score(problem: Problem, current, damage: Damage, found) -> tuple[float, int, float, int]:
    old = sum(m.weight for m in problem.meetings if m.id in found and m.id not in damage.new)
    return (old, -len(changed_agendas(problem, current, found)), total_weight(problem, found), -total_breaks(problem, found))


def changed_agendas(problem: Problem, before: dict[str, Placement], after: dict[str, Placement]) -> set[str]:
    """Participants with a meeting of `before` that still exists but is now in another slot or nowhere."""
    return {p for m in problem.meetings if m.id in before
            if m.id not in after or after[m.id].slot != before[m.id].slot for p in m.participants}


def _timetable(problem: Problem, placements: dict[str, Placement], began: float, budget: Budget) -> Timetable:
    if broken := violations(problem, placements):
        raise RuntimeError(f"the repair broke a rule: {broken[0]}")
    return Timetable(
        status="feasible",
        placements=placements,
        unplaced=reasons.unplaced(problem, placements),
        breaks=total_breaks(problem, placements),
        weight=total_weight(problem, placements),
        bound=0,
        seconds=round(time.monotonic() - began, 3),
        weight_bound=sum(m.weight for m in problem.meetings),
        stopped=budget.stopped,
    )
