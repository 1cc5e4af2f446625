"""Looks for broken rules in a timetable, one rule after the other; shares no code with the solver on purpose."""

from collections import Counter
from dataclasses import dataclass

from matchmaker.scheduling.problem import Problem
from matchmaker.scheduling.timetable import Placement


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule (a code such as "table-taken"), what it concerns, and the facts."""

    rule: str
    about: tuple[str, ...]
    facts: dict[str, int]


def violations(problem: Problem, placements: dict[str, Placement]) -> list[Violation]:
    """Every rule of the problem that the placements break, in a fixed order; an empty list means a valid timetable."""
    known = {m.id for m in problem.meetings}
    strangers = [Violation("unknown-meeting", (name,), {}) for name in placements if name not in known]
    found = list(strangers)
    for rule in (_places, _people, _tables, _counts, _order, _distances, _fairness):
        found += rule(problem, {name: p for name, p in placements.items() if name in known})
    return found


def _places(problem, placements):
    found = []
    for meeting in problem.meetings:
        if meeting.id not in placements:
            if meeting.required:
                found.append(Violation("required-missing", (meeting.id,), {}))
            continue
        slot, table = placements[meeting.id].slot, placements[meeting.id].table
        facts = {"slot": slot, "table": table}
        if slot not in range(problem.slots):
            found.append(Violation("no-such-slot", (meeting.id,), facts))
        if table not in range(problem.tables):
            found.append(Violation("no-such-table", (meeting.id,), facts))
        if meeting.slots is not None and slot not in meeting.slots:
            found.append(Violation("slot-not-allowed", (meeting.id,), facts))
        if meeting.tables is not None and table not in meeting.tables:
            found.append(Violation("table-not-allowed", (meeting.id,), facts))
        if meeting.locked_slot is not None and slot != meeting.locked_slot:
            found.append(Violation("lock-slot", (meeting.id,), facts))
        if meeting.locked_table is not None and table != meeting.locked_table:
            found.append(Violation("lock-table", (meeting.id,), facts))
        if (slot, table) in problem.closed:
            found.append(Violation("table-closed", (meeting.id,), facts))
    return found


def _days(problem, placements):
    """Per participant the (slot, meeting, table) triples, in the order of the meetings."""
    days = {person.id: [] for person in problem.participants}
    for meeting in problem.meetings:
        if meeting.id in placements:
            for name in meeting.participants:
                days[name].append((placements[meeting.id].slot, meeting.id, placements[meeting.id].table))
    return days


def _people(problem, placements):
    found = []
    days = _days(problem, placements)
    for person in problem.participants:
        for slot in sorted({slot for slot, _, _ in days[person.id]}):
            there = [name for at, name, _ in days[person.id] if at == slot]
            if slot in person.unavailable:
                found.append(Violation("unavailable", (person.id, *there), {"slot": slot}))
            if len(there) > person.parallel:
                found.append(Violation("double-booked", (person.id, *there), {"slot": slot}))
    return found


def _tables(problem, placements):
    taken = Counter((p.slot, p.table) for p in placements.values())
    found = []
    for (slot, table), number in taken.items():
        if number > 1:
            there = tuple(name for name, p in placements.items() if (p.slot, p.table) == (slot, table))
            found.append(Violation("table-taken", there, {"slot": slot, "table": table}))
    return found


def _counts(problem, placements):
    found = []
    days = _days(problem, placements)
    for person in problem.participants:
        number = len(days[person.id])
        if person.cap is not None and number > person.cap:
            found.append(Violation("cap", (person.id,), {"meetings": number, "cap": person.cap}))
        if number < person.min:
            found.append(Violation("min", (person.id,), {"meetings": number, "min": person.min}))
    return found


def _order(problem, placements):
    found = []
    for before, after in problem.precedences:
        if before in placements and after in placements and placements[before].slot >= placements[after].slot:
            found.append(Violation("order", (before, after), {}))
    return found


def _distances(problem, placements):
    if problem.far is None:
        return []
    group = {table: number for number, tables in enumerate(problem.far.groups) for table in tables}
    found = []
    for person, day in _days(problem, placements).items():
        for one, first, here in day:
            for two, second, there in day:
                apart = here in group and there in group and group[here] != group[there]
                if apart and 0 <= two - one <= problem.far.gap and (one, first) < (two, second):
                    found.append(Violation("too-far", (person, first, second), {"gap": problem.far.gap}))
    return found


def _fairness(problem, placements):
    if problem.fairness is None:
        return []
    breaks = {}
    for person, day in _days(problem, placements).items():
        if day:
            breaks[person] = sum(_gaps({slot for slot, _, _ in day}, session) for session in problem.sessions)
    if not breaks or max(breaks.values()) - min(breaks.values()) <= problem.fairness:
        return []
    least, most = min(breaks, key=breaks.get), max(breaks, key=breaks.get)
    return [Violation("fairness", (least, most), {"least": breaks[least], "most": breaks[most]})]


def _gaps(day, session):
    gaps, last = 0, None
    for slot in session:
        if slot in day:
            gaps += last is not None and slot - last > 1
            last = slot
    return gaps
