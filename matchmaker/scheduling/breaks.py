"""Fewest breaks, proved: a portfolio of short searches, because no single one closes every event.

Measured on the published instances: core-guided search without phase saving proves most of them in seconds; where it
finds the bound but no timetable, "not one break more than the bound" as a rule finds one at once; where tables are nearly
full, the relaxation over the participants' days (`bounds.py`) gives the bound. Plain search improves what is there.
"""

from matchmaker.scheduling.bounds import fewest_breaks
from matchmaker.scheduling.search import Answer, Best, Search, breaks_on

CORES = {"optimize_with_core": True, "linearization_level": 0, "use_phase_saving": False}
PLAIN = {"linearization_level": 0}
# Deterministic seconds for one turn of core-guided and of pinned search.
FIRST_LOOK = 0.7
TURNS = ((4.0, 1.0), (14.0, 6.0))


def fewest(search: Search, best: Best) -> bool:
    """True when the breaks of `best` are proved fewest for the weight already fixed in the model."""
    if best.infeasible or search.budget.over():
        return best.infeasible
    return _Closing(search, best).run()


class _Closing:
    def __init__(self, search: Search, best: Best):
        self.search = search
        self.best = best
        self.ends = [end for ends in search.model.breaks for end in ends]
        search.model.cp.minimize(sum(self.ends))

    def run(self) -> bool:
        self._bound_from_days()
        if self._pinned(FIRST_LOOK, climb=False):
            return True
        for cores, pinned in TURNS:
            if self._settled(self._turn(cores, CORES)):
                return True
            if self._pinned(pinned):
                return True
        return self._settled(self._turn(self.search.budget.effort / 2, PLAIN)) or self._settled(
            self._turn(self.search.budget.effort, CORES))

    def _turn(self, effort: float, parameters: dict) -> Answer:
        if self.search.budget.over():
            return Answer("unknown")
        if self.best.places is not None and parameters is PLAIN:
            self.search.hint(self.best.places)
        return self.search.run(effort, **parameters)

    def _pinned(self, effort: float, climb: bool = True) -> bool:
        """Look for a timetable that reaches the bound; when there is none, the bound rises and the look is repeated."""
        while not self.search.budget.over() and not self._closed():
            pinned = self.search.model.cp.clone()
            pinned.clear_objective()
            pinned.add(sum(pinned.get_bool_var_from_proto_index(e.index) for e in self.ends) <= self.best.break_bound)
            answer = self.search.run(effort, cp=pinned, **PLAIN)
            if answer.status != "infeasible":
                return self._settled(answer)
            if self.best.break_bound >= len(self.ends):
                self.best.infeasible = self.best.places is None
                return self.best.infeasible
            self.best.break_bound += 1
            if not climb:
                break
        return self._closed()

    def _bound_from_days(self):
        board = self.search.model.board
        all_placed = all(board.required) or len(self.best.places or ()) == len(board.people)
        if self.search.budget.over() or not all_placed:
            return
        self.best.break_bound = max(self.best.break_bound, fewest_breaks(board))
        self.search.model.cp.add(sum(self.ends) >= self.best.break_bound)

    def _closed(self) -> bool:
        if self.best.places is None:
            return False
        return sum(breaks_on(self.search.model.board, self.best.places)) <= self.best.break_bound

    def _settled(self, answer: Answer) -> bool:
        """Take the answer over; True when nothing remains to be found."""
        if answer.status == "infeasible":
            self.best.infeasible = self.best.places is None
            return self.best.infeasible
        if answer.places is not None:
            self._take(answer.places)
        if answer.bound > -1e9:
            self.best.break_bound = max(self.best.break_bound, round(answer.bound))
        self.search.budget.bound = self.best.break_bound
        return self._closed()

    def _take(self, places: dict[int, tuple[int, int]]):
        board, best = self.search.model.board, self.best
        if best.places is None or sum(breaks_on(board, places)) <= sum(breaks_on(board, best.places)):
            best.places = places


def fairest_spread(search: Search, best: Best):
    """Last wish, not part of the proof: with as many breaks, the participant with most has as few as possible."""
    if best.places is None:
        return
    model, counts = search.model, breaks_on(search.model.board, best.places)
    if max(counts, default=0) <= 1:
        return
    model.cp.add(sum(end for ends in model.breaks for end in ends) == sum(counts))
    most = model.cp.new_int_var(0, max(counts), "")
    for ends in model.breaks:
        model.cp.add(sum(ends) <= most)
    model.cp.minimize(most)
    search.hint(best.places)
    answer = search.run(1.0, **PLAIN)
    if answer.places is not None:
        best.places = answer.places
