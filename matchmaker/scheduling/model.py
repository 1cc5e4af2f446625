"""The timetable as a CP-SAT model: which meeting lies in which slot, who is busy when, where the breaks are.

The breaks follow the ladder of the MaxSAT encoding in Bofill et al., JAIR 74 (2022): met-so-far and meets-again per slot,
with its implied counts (busy slots per participant, busy participants per slot). Measured: without the ladder or
without the counts the published instances stay open for minutes.
"""

from functools import cached_property
from typing import Any

from matchmaker.scheduling.board import Board, Room


class Model:
    """Variables and rules of one board; objectives are set by the stages in `exact.py`."""

    def __init__(self, board: Board):
        from ortools.sat.python import cp_model

        self.board = board
        self.cp = cp_model.CpModel()
        self.no = self.cp.new_constant(0)
        self.hall_at: dict[tuple[int, int], dict[int, Any]] = {}
        self.at = [self._places(m) for m in range(len(board.people))]
        self.placed = [self._is_placed(m) for m in range(len(board.people))]
        self.busy = [self._busy(p) for p in range(len(board.seats))]
        self._counts()
        for room in board.rooms:
            self.add_room(room)
        self._people_per_slot()
        self._order()
        self._distances()

    def _places(self, meeting: int) -> dict[int, Any]:
        """A truth per slot; with several halls a truth per (slot, hall) below it."""
        places = {}
        for slot in self.board.slots_of(meeting):
            halls = [h for t, h in self.board.options[meeting] if t == slot]
            places[slot] = self.cp.new_bool_var("")
            self.hall_at[meeting, slot] = self._split(places[slot], halls)
        return places

    def _split(self, place, halls: list[int]) -> dict[int, Any]:
        if len(halls) == 1:
            return {halls[0]: place}
        parts = {hall: self.cp.new_bool_var("") for hall in halls}
        self.cp.add_exactly_one([*parts.values(), ~place])
        return parts

    def _is_placed(self, meeting: int):
        places = list(self.at[meeting].values())
        if self.board.required[meeting]:
            self.cp.add_exactly_one(places)
            return self.cp.new_constant(1)
        placed = self.cp.new_bool_var("")
        self.cp.add_exactly_one([*places, ~placed])
        return placed

    def _busy(self, person: int) -> list[Any]:
        slots = range(self.board.problem.slots)
        return [self._busy_at(person, t, [self.at[m][t] for m in self.board.meetings_of[person] if t in self.at[m]])
                for t in slots]

    def _busy_at(self, person: int, slot: int, there: list):
        if not there:
            return self.no
        busy = self.cp.new_bool_var("")
        if self.board.seats[person][slot] == 1:
            self.cp.add_exactly_one([*there, ~busy])
            return busy
        self.cp.add_max_equality(busy, there)
        self.cp.add(sum(there) <= self.board.seats[person][slot])
        return busy

    def _counts(self):
        """Caps and least numbers; who never sits in parallel is busy in as many slots as there are meetings."""
        for person, meetings in enumerate(self.board.meetings_of):
            number = sum(self.placed[m] for m in meetings)
            if self.board.cap[person] < len(meetings):
                self.cp.add(number <= self.board.cap[person])
            if self.board.least[person]:
                self.cp.add(number >= self.board.least[person])
            if meetings and max(self.board.seats[person]) <= 1:
                self.cp.add(sum(self.busy[person]) == number)

    def add_room(self, room: Room):
        """Never more meetings in a room than open tables."""
        for slot, capacity in enumerate(room.capacity):
            there = [self.hall_at[m, slot][room.hall] for m in room.members
                     if slot in self.at[m] and room.hall in self.hall_at[m, slot]]
            if len(there) > capacity:
                self.cp.add(sum(there) <= capacity)

    def _people_per_slot(self):
        """Busy participants of a slot are twice its meetings, where all meet in twos and one at a time."""
        single = all(max(seats, default=0) <= 1 for seats in self.board.seats)
        if not single or any(len(people) != 2 for people in self.board.people):
            return
        for slot in range(self.board.problem.slots):
            there = [at[slot] for at in self.at if slot in at]
            number = self.cp.new_int_var(0, self.board.problem.tables, "")
            self.cp.add(number == sum(there))
            self.cp.add(2 * number == sum(busy[slot] for busy in self.busy))

    def _order(self):
        for before, after in self.board.before:
            for slot, here in self.at[after].items():
                self.cp.add_at_most_one([here, *(v for t, v in self.at[before].items() if t >= slot)])

    def _distances(self):
        """Nobody sits in two halls far apart with too few slots between."""
        if not self.board.apart:
            return
        inside = self._people_in_halls()
        for (person, slot, hall), here in inside.items():
            for other in range(slot, slot + self.board.problem.far.gap + 1):
                for one, two in self.board.apart:
                    if one == hall and (person, other, two) in inside:
                        self.cp.add_at_most_one([here, inside[person, other, two]])

    def _people_in_halls(self) -> dict[tuple[int, int, int], Any]:
        inside: dict[tuple[int, int, int], Any] = {}
        for (meeting, slot), parts in self.hall_at.items():
            for hall, here in parts.items():
                for person in self.board.people[meeting]:
                    key = (person, slot, hall)
                    inside.setdefault(key, self.cp.new_bool_var(""))
                    self.cp.add_implication(here, inside[key])
        return inside

    @cached_property
    def meets(self) -> list[Any]:
        """Per participant: has any meeting at all."""
        return [self._any([self.placed[m] for m in meetings]) for meetings in self.board.meetings_of]

    def _any(self, truths: list):
        if not truths:
            return self.no
        result = self.cp.new_bool_var("")
        self.cp.add_max_equality(result, truths)
        return result

    @cached_property
    def breaks(self) -> list[list[Any]]:
        """Per participant the truths "a break ends here"; made only when breaks matter."""
        ends = [[end for session in self.board.problem.sessions for end in self._session_breaks(p, session)]
                for p in range(len(self.busy))]
        if self.board.problem.fairness is not None:
            self._fairness(ends, self.board.problem.fairness)
        return ends

    def _session_breaks(self, person: int, session: range) -> list[Any]:
        busy = [self.busy[person][t] for t in session]
        if sum(b is not self.no for b in busy) < 2 or len(self.board.meetings_of[person]) < 2:
            return []
        so_far = self._ladder(busy)
        again = self._ladder(busy[::-1])[::-1]
        return [self._break_end(so_far[i], busy[i], busy[i + 1], again[i])
                for i in range(1, len(busy) - 1) if busy[i + 1] is not self.no]

    def _ladder(self, busy: list) -> list:
        """Truths "busy here or before"."""
        steps = [self.cp.new_bool_var("") for _ in busy]
        for i, here in enumerate(busy):
            self.cp.add_implication(here, steps[i])
            before = [steps[i - 1]] if i else []
            for step in before:
                self.cp.add_implication(step, steps[i])
            self.cp.add_bool_or([~steps[i], here, *before])
        return steps

    def _break_end(self, met, here, following, again):
        end = self.cp.new_bool_var("")
        self.cp.add_bool_or([end, ~following, here, ~met])
        for truth in (met, following, ~here, again):
            self.cp.add_implication(end, truth)
        return end

    def _fairness(self, ends: list[list], allowed: int):
        least = self.cp.new_int_var(0, self.board.problem.slots, "")
        for person, truths in enumerate(ends):
            if not self.board.meetings_of[person]:
                continue
            self.cp.add(least <= sum(truths)).only_enforce_if(self.meets[person])
            if len(truths) > allowed:
                self.cp.add(sum(truths) <= least + allowed).only_enforce_if(self.meets[person])
