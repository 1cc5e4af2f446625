"""What an opened file is made of: worksheets, rows with the numbers people see, filled cells."""

import datetime
from dataclasses import dataclass, field

Cell = str | int | float | bool | datetime.date | datetime.datetime | datetime.time


@dataclass(frozen=True)
class Row:
    """One row that holds something. ``number`` is what the spreadsheet program shows; cells from column 1."""

    number: int
    cells: tuple[Cell, ...]

    def cell(self, column: int) -> Cell:
        """The cell of ``column`` (from 1), ``""`` beyond the end."""
        return self.cells[column - 1] if 0 < column <= len(self.cells) else ""

    def filled(self) -> list[int]:
        """Numbers (from 1) of the columns that are not empty."""
        return [at for at, cell in enumerate(self.cells, 1) if not is_empty(cell)]


@dataclass(frozen=True)
class Merge:
    """A merged range, all four from 1 and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Remark:
    """Something to tell about the file as a whole: a code, its facts and, where it has one, a row number."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)
    row: int | None = None


@dataclass(frozen=True)
class Worksheet:
    name: str
    rows: tuple[Row, ...]
    merges: tuple[Merge, ...] = ()
    formulas: tuple[tuple[int, int], ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Book:
    """``format``: xlsx, xls, ods or csv, by content and not by the file's name."""

    format: str
    worksheets: tuple[Worksheet, ...]
    remarks: tuple[Remark, ...] = ()


def is_empty(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def letters(column: int) -> str:
    """Column 1 → A, 27 → AA, as the spreadsheet program shows them."""
    text = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text
