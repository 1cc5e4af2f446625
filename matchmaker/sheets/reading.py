"""From a file to a table: which worksheet, which header, which rows, and what was left aside."""

from dataclasses import dataclass, replace
from pathlib import Path

from matchmaker.sheets import book, errors, heading, limits, opening, setting_apart, tidy
from matchmaker.sheets.book import Book, Remark, Row, Worksheet

_SAMPLES = 3


@dataclass(frozen=True)
class Column:
    """``number`` from 1; ``parts``: header texts from top to bottom (empty without a header); a few cells."""

    number: int
    parts: tuple[str, ...]
    samples: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return " / ".join(self.parts)

    @property
    def letters(self) -> str:
        return book.letters(self.number)


@dataclass(frozen=True)
class Other:
    """A worksheet that was not taken: ``rows`` filled rows; ``is_table``: it has a header and rows like data."""

    name: str
    rows: int
    is_table: bool


@dataclass(frozen=True)
class Sheet:
    """One table. Row numbers are those the spreadsheet program shows. ``aside``: (row number, text) not in the table."""

    filename: str
    format: str
    worksheet: str
    header_rows: tuple[int, int]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    aside: tuple[tuple[int, str], ...]
    others: tuple[Other, ...]
    remarks: tuple[Remark, ...]

    def column(self, number: int) -> Column:
        return next(column for column in self.columns if column.number == number)


def read(source: bytes | Path, filename: str = "", *, worksheet: str | None = None) -> Sheet:
    """The table of ``source`` (.xlsx, .xls, .ods, .csv by content).

    Takes ``worksheet`` when named, else the one that looks most like data; hidden ones only when nothing else is
    there. Raises a ``Refusal`` (see ``errors``): a file is read completely or not at all. About 0.1 s for 100 rows,
    1 s for 5,000.
    """
    opened = opening.open_book(source, filename)
    name = filename or (source.name if isinstance(source, Path) else "")
    tables = [table for one in opened.worksheets if (table := _table(one))]
    chosen = _chosen(opened, tables, worksheet)
    return replace(chosen, filename=name, format=opened.format, others=_others(opened, tables, chosen),
                   remarks=_remarks(opened, chosen))  # fmt: skip


@dataclass(frozen=True)
class _Table:
    worksheet: Worksheet
    heading: heading.Heading
    rows: tuple[Row, ...]
    aside: tuple[tuple[int, str], ...]

    def weight(self) -> tuple[bool, float]:
        return (not self.worksheet.hidden, self.heading.score * min(len(self.rows), 50))


def _table(worksheet: Worksheet) -> _Table | None:
    found = heading.find(worksheet)
    if found is None:
        return None
    rows, aside = setting_apart.split(worksheet, found)
    above = [
        (r.number, " ".join(tidy.line(r.cell(c)) for c in r.filled()))
        for r in worksheet.rows
        if r.number < found.top
    ]
    return _Table(worksheet, found, tuple(rows), (*above, *aside)) if rows else None


def _chosen(opened: Book, tables: list[_Table], name: str | None) -> Sheet:
    names = [one.name for one in opened.worksheets]
    if name is not None and name not in names:
        raise errors.NoSuchWorksheet(name=name, worksheets=names)
    eligible = [table for table in tables if name is None or table.worksheet.name == name]
    if not eligible:
        raise errors.NoTable(worksheets=names)
    best = max(eligible, key=_Table.weight)
    if len(best.rows) > limits.ROWS:
        raise errors.TooManyRows(rows=len(best.rows), limit=limits.ROWS)
    return _sheet(best)


def _sheet(table: _Table) -> Sheet:
    used = sorted({column for row in table.rows for column in row.filled()} | set(table.heading.parts))
    columns = tuple(Column(at, table.heading.parts.get(at, ()), _samples(table.rows, at)) for at in used)
    header_rows = (table.heading.top, table.heading.bottom)
    return Sheet("", "", table.worksheet.name, header_rows, columns, table.rows, table.aside, (), ())


def _samples(rows: tuple[Row, ...], column: int) -> tuple[str, ...]:
    texts = (tidy.line(row.cell(column)) for row in rows)
    return tuple(dict.fromkeys(text[:60] for text in texts if text))[:_SAMPLES]


def _others(opened: Book, tables: list[_Table], chosen: Sheet) -> tuple[Other, ...]:
    known = {table.worksheet.name for table in tables}
    return tuple(
        Other(one.name, len(one.rows), one.name in known) for one in opened.worksheets
        if one.name != chosen.worksheet and one.rows
    )  # fmt: skip


def _remarks(opened: Book, chosen: Sheet) -> tuple[Remark, ...]:
    """The file's remarks, those on formulas only for the worksheet that was taken."""
    return tuple(r for r in opened.remarks if r.facts.get("worksheet", chosen.worksheet) == chosen.worksheet)
