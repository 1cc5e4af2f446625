"""Who is where in a timetable, to try single changes quickly."""

from collections import defaultdict
from dataclasses import dataclass, field

from matchmaker.scheduling.problem import Meeting, Problem
from matchmaker.scheduling.timetable import Placement


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What stands against one meeting in one slot: busy participants (with the meetings in the way), tables, order, distance."""

    busy: dict[str, tuple[str, ...]]
    no_table: bool = False
    order: tuple[str, ...] = ()
    far: bool = False

    def none(self) -> bool:
        """Nothing stands against it."""
        return not (self.busy or self.no_table or self.order or self.far)


@dataclass
class Ledger:
    """Placements by participant, slot and table."""

    problem: Problem
    placements: dict[str, Placement]
    meetings: dict[str, Meeting] = field(init=False)
    there: dict[tuple[str, int], list[str]] = field(init=False)
    number: dict[str, int] = field(init=False)
    taken: dict[int, set[int]] = field(init=False)
    pairs: dict[str, list[tuple[str, bool]]] = field(init=False)

    def __post_init__(self):
        self.meetings = {m.id: m for m in self.problem.meetings}
        self.there, self.number, self.taken = defaultdict(list), defaultdict(int), defaultdict(set)
        self.pairs = defaultdict(list)
        for before, after in self.problem.precedences:
            self.pairs[before].append((after, True))
            self.pairs[after].append((before, False))
        for name, place in self.placements.items():
            self._write(self.meetings[name], place)

    def add(self, meeting: Meeting, place: Placement):
        """Place one more meeting."""
        self.placements[meeting.id] = place
        self._write(meeting, place)

    def _write(self, meeting: Meeting, place: Placement):
        self.taken[place.slot].add(place.table)
        for person in meeting.participants:
            self.there[person, place.slot].append(meeting.id)
            self.number[person] += 1

    def at_cap(self, person: str) -> bool:
        """The participant has as many meetings as the cap allows."""
        cap = self.problem.by_id[person].cap
        return cap is not None and self.number[person] >= cap

    def obstacles(self, meeting: Meeting, slot: int, without: str = "") -> Obstacles:
        """What stands against `meeting` in `slot` if the meeting `without` were not there."""
        busy = {}
        for person in meeting.participants:
            there = tuple(name for name in self.there.get((person, slot), ()) if name != without)
            if len(there) >= self.problem.by_id[person].parallel:
                busy[person] = there
        free = self.free_tables(meeting, slot, without)
        near = [t for t in free if self._near_enough(meeting, slot, t, without)]
        return Obstacles(busy, not free, self._out_of_order(meeting, slot), bool(free) and not near)

    def free_tables(self, meeting: Meeting, slot: int, without: str = "") -> list[int]:
        """Open tables the meeting may use that nobody has in the slot, ascending."""
        taken = self.taken.get(slot, set())
        given_back = self.placements.get(without)
        if given_back and given_back.slot == slot:
            taken = taken - {given_back.table}
        allowed = self.problem.allowed_tables(meeting)
        candidates = range(self.problem.tables) if allowed is None else sorted(allowed)
        return [t for t in candidates if t not in taken and (slot, t) not in self.problem.closed]

    def _out_of_order(self, meeting: Meeting, slot: int) -> tuple[str, ...]:
        wrong = []
        for other, comes_after in self.pairs.get(meeting.id, ()):
            if other in self.placements:
                there = self.placements[other].slot
                if there <= slot if comes_after else there >= slot:
                    wrong.append(other)
        return tuple(wrong)

    def _near_enough(self, meeting: Meeting, slot: int, table: int, without: str) -> bool:
        far = self.problem.far
        if far is None:
            return True
        hall = next((i for i, group in enumerate(far.groups) if table in group), None)
        if hall is None:
            return True
        for person in meeting.participants:
            for near in range(slot - far.gap, slot + far.gap + 1):
                for name in self.there.get((person, near), ()):
                    elsewhere = next((i for i, g in enumerate(far.groups) if self.placements[name].table in g), hall)
                    if name != without and elsewhere != hall:
                        return False
        return True
