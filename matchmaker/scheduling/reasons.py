"""Why a meeting has no place and what would place it, as codes with facts.

Reason codes: "no-common-slot" (participants, slots), "cap" (participant, cap), "tables-full" (slots), "own-tables-full"
(slots, tables), "order" (meetings), "too-far" (slots), "busy" (participants, slots), "rules" (fairness and the like).
Remedy codes: "be-available" (participant, slot), "raise-cap" (participant, cap), "one-more-table" (slot), "other-table"
(slot, table), "move" (meeting, slot, from_slot: the slot that becomes free), "one-more-delegate" (participant, parallel,
slot), "drop-order" (meetings, slot), "more-time". `tried` is set where the change was tried on the timetable and places
the meeting with nothing else moved.
"""

from matchmaker.scheduling.ledger import Ledger
from matchmaker.scheduling.problem import Meeting, Problem
from matchmaker.scheduling.timetable import Placement, Reason, Remedy, Unplaced


def unplaced(problem: Problem, placements: dict[str, Placement]) -> list[Unplaced]:
    """Every meeting without a place, in the order of the problem, with its reason and the smallest remedy found."""
    ledger = Ledger(problem, placements)
    return [_unplaced(ledger, m) for m in problem.meetings if m.id not in placements]


def _unplaced(ledger: Ledger, meeting: Meeting) -> Unplaced:
    slots = sorted(ledger.problem.allowed_slots(meeting))
    if not slots:
        return Unplaced(meeting.id, _no_common_slot(ledger, meeting), _become_available(ledger, meeting))
    full = [p for p in meeting.participants if ledger.at_cap(p)]
    if full:
        cap = ledger.problem.by_id[full[0]].cap or 0
        return Unplaced(meeting.id, Reason("cap", {"participant": full[0], "cap": cap}), _raise_cap(ledger, meeting, full))
    against = {slot: ledger.obstacles(meeting, slot) for slot in slots}
    for judge in (_tables, _order, _far, _nothing):
        if verdict := judge(ledger, meeting, against):
            return Unplaced(meeting.id, *verdict)
    people = tuple(dict.fromkeys(p for found in against.values() for p in found.busy))
    reason = Reason("busy", {"participants": people, "slots": tuple(slots)})
    return Unplaced(meeting.id, reason, _make_room(ledger, meeting, against) or _become_available(ledger, meeting))


def _wanted(problem: Problem, meeting: Meeting) -> list[int]:
    wanted = set(range(problem.slots)) if meeting.slots is None else set(meeting.slots)
    return sorted(wanted if meeting.locked_slot is None else wanted & {meeting.locked_slot})


def _missing(problem: Problem, meeting: Meeting, slot: int) -> list[str]:
    return [p for p in meeting.participants if slot in problem.by_id[p].unavailable]


def _no_common_slot(ledger: Ledger, meeting: Meeting) -> Reason:
    wanted = _wanted(ledger.problem, meeting)
    away = dict.fromkeys(p for slot in wanted for p in _missing(ledger.problem, meeting, slot))
    return Reason("no-common-slot", {"participants": tuple(away), "slots": tuple(wanted)})


def _become_available(ledger: Ledger, meeting: Meeting) -> Remedy | None:
    """One participant makes one slot possible, everybody else is free then and there is a table."""
    if any(ledger.at_cap(p) for p in meeting.participants):
        return None
    for slot in _wanted(ledger.problem, meeting):
        missing = _missing(ledger.problem, meeting, slot)
        if len(missing) == 1 and ledger.obstacles(meeting, slot).none():
            return Remedy("be-available", {"participant": missing[0], "slot": slot}, tried=True)
    return None


def _raise_cap(ledger: Ledger, meeting: Meeting, full: list[str]) -> Remedy | None:
    cap = ledger.problem.by_id[full[0]].cap or 0
    fits = any(ledger.obstacles(meeting, slot).none() for slot in sorted(ledger.problem.allowed_slots(meeting)))
    return Remedy("raise-cap", {"participant": full[0], "cap": cap + 1}, tried=fits and len(full) == 1)


def _tables(ledger: Ledger, meeting: Meeting, against: dict) -> tuple[Reason, Remedy] | None:
    """Everybody is free, but every table the meeting may use is taken."""
    slots = tuple(s for s, found in against.items() if found.no_table and not found.busy and not found.order)
    if not slots:
        return None
    allowed = ledger.problem.allowed_tables(meeting)
    if allowed is None:
        return Reason("tables-full", {"slots": slots}), Remedy("one-more-table", {"slot": slots[0]},
                                                               tried=ledger.problem.far is None)
    reason = Reason("own-tables-full", {"slots": slots, "tables": tuple(sorted(allowed))})
    return reason, _other_table(ledger, slots)


def _other_table(ledger: Ledger, slots: tuple[int, ...]) -> Remedy:
    for slot in slots:
        for table in range(ledger.problem.tables):
            if table not in ledger.taken[slot] and (slot, table) not in ledger.problem.closed:
                return Remedy("other-table", {"slot": slot, "table": table}, tried=ledger.problem.far is None)
    return Remedy("one-more-table", {"slot": slots[0]}, tried=ledger.problem.far is None)


def _order(ledger: Ledger, meeting: Meeting, against: dict) -> tuple[Reason, Remedy] | None:
    for slot, found in against.items():
        if found.order and not found.busy and not found.no_table:
            return (Reason("order", {"meetings": found.order}),
                    Remedy("drop-order", {"meetings": found.order, "slot": slot}, tried=not found.far))
    return None


def _far(ledger: Ledger, meeting: Meeting, against: dict) -> tuple[Reason, None] | None:
    slots = tuple(s for s, found in against.items() if found.far and not found.busy)
    return (Reason("too-far", {"slots": slots}), None) if slots else None


def _nothing(ledger: Ledger, meeting: Meeting, against: dict) -> tuple[Reason, Remedy] | None:
    """It would fit as it stands: only rules over the whole timetable, or the end of the search, keep it out."""
    fitting = [slot for slot, found in against.items() if found.none()]
    return (Reason("rules", {"slots": tuple(fitting)}), Remedy("more-time")) if fitting else None


def _make_room(ledger: Ledger, meeting: Meeting, against: dict) -> Remedy | None:
    """Move the one meeting in the way, or bring one more delegate."""
    for slot, found in against.items():
        names = {name for there in found.busy.values() for name in there}
        if len(names) == 1 and (remedy := _move(ledger, meeting, slot, names.pop())):
            return remedy
    for slot, found in against.items():
        if len(found.busy) == 1 and not found.no_table and not found.order and not found.far:
            person = next(iter(found.busy))
            more = ledger.problem.by_id[person].parallel + 1
            return Remedy("one-more-delegate", {"participant": person, "parallel": more, "slot": slot}, tried=True)
    return None


def _move(ledger: Ledger, meeting: Meeting, slot: int, blocking: str) -> Remedy | None:
    if not ledger.obstacles(meeting, slot, without=blocking).none():
        return None
    other = ledger.meetings[blocking]
    for target in sorted(ledger.problem.allowed_slots(other)):
        if target != slot and ledger.obstacles(other, target, without=blocking).none():
            return Remedy("move", {"meeting": blocking, "slot": target, "from_slot": slot}, tried=_alone(ledger, other))
    return None


def _alone(ledger: Ledger, other: Meeting) -> bool:
    """Order and distance between the two moved meetings are not tried, so nothing is claimed where they matter."""
    return other.locked_slot is None and ledger.problem.far is None and not ledger.problem.precedences
