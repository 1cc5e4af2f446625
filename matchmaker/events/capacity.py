"""How many tables and slots the expected meetings need."""

from dataclasses import dataclass
from math import ceil

# Real timetables need room to breathe: not every table can be filled in every slot.
RESERVE = 1.15


@dataclass(frozen=True)
class Advice:
    """Seats are tables × slots. `tables_needed` for the slots there are, `slots_needed` for the tables there are;
    `busiest` is the largest number of meetings one firm has, which no number of tables can make fit."""

    meetings: int
    slots: int
    tables: int
    busiest: int
    tables_needed: int
    slots_needed: int

    @property
    def seats(self) -> int:
        """How many meetings could take place at most."""
        return self.slots * self.tables

    @property
    def enough(self) -> bool:
        """Whether there is room for the expected meetings with the reserve, and time for the busiest firm."""
        return self.tables >= self.tables_needed and self.slots >= self.busiest


def advise(*, meetings: int, slots: int, tables: int, busiest: int = 0) -> Advice:
    """Advice for `meetings` expected meetings; 15 % reserve, as fairs plan it."""
    wanted = ceil(meetings * RESERVE)
    return Advice(
        meetings, slots, tables, busiest,
        tables_needed=ceil(wanted / slots) if slots else 0,
        slots_needed=max(ceil(wanted / tables) if tables else 0, busiest),
    )
