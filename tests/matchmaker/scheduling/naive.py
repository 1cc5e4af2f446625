"""The best timetable by trying everything: the yardstick for the engine on tiny events."""

from itertools import product

from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.timetable import Placement, total_breaks


def best_score(problem):
    """(locked meetings, weight, participants reached, minus breaks) of the best valid timetable; None when there is none."""
    places = [None] + [Placement(s, t) for s in range(problem.slots) for t in range(problem.tables)]
    scores = []
    for chosen in product(places, repeat=len(problem.meetings)):
        placements = {m.id: place for m, place in zip(problem.meetings, chosen, strict=True) if place}
        if not violations(problem, placements):
            scores.append(score(problem, placements))
    return max(scores, default=None)


def score(problem, placements):
    """What is compared, best first."""
    locked = sum(m.id in placements for m in problem.meetings if m.locked_slot is not None and not m.required)
    weight = sum(m.weight for m in problem.meetings if m.id in placements)
    reached = {p for m in problem.meetings if m.id in placements for p in m.participants}
    return locked, weight, len(reached), -total_breaks(problem, placements)
