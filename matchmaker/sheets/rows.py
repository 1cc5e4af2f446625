"""Reads the rows of a table by its mapping: good records, and for the others what is wrong in which cell."""

from collections.abc import Collection
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date

from matchmaker.sheets import cells, fields, tidy
from matchmaker.sheets.book import Row
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.fields import Kind
from matchmaker.sheets.mapping import Mapping
from matchmaker.sheets.reading import Column, Sheet
from matchmaker.sheets.values import regions
from matchmaker.sheets.values.outcome import Note


@dataclass(frozen=True)
class Fault:
    """Something about one cell. ``column``: its letters in the sheet (``""`` for a missing column), ``field``: the
    key, ``code`` and ``params``: what is the matter. As a remark it leaves the row good."""

    row: int
    column: str
    title: str
    field: str
    value: str
    code: str
    params: Dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """``values`` by field key as ``cells.read`` gives them; ``extra``: texts of unused columns by their titles."""

    row: int
    values: dict[str, object]
    extra: dict[str, str]
    remarks: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Parsed:
    """Every data row is in ``good`` or has at least one entry in ``bad``, never both, never neither."""

    good: list[Record]
    bad: list[Fault]

    def bad_rows(self) -> list[int]:
        return sorted({fault.row for fault in self.bad})


@dataclass(frozen=True)
class Terms:
    """``required``: fields without which a row cannot be taken. ``defaults``: values for empty cells of a field, e.g.
    ``{"region": "340100"}``. ``unique``: fields that may not occur twice in a file. ``tolerated``: fields whose
    faults are only remarks."""

    required: Collection[str]
    defaults: Dict[str, object] = field(default_factory=dict)
    unique: Collection[str] = ()
    tolerated: Collection[str] = ()


TERMS: dict[str, Terms] = {
    "provider": Terms(("name", "credit_code"), {}, ("credit_code", "name")),
    "demand": Terms(("name", "title"), {}, ()),
    "registration": Terms(("name",), {}, ("credit_code", "name")),
}


@dataclass(frozen=True)
class _Task:
    sheet: Sheet
    mapping: Mapping
    kind: Kind
    codes: Codes
    today: date
    terms: Terms

    def columns(self, key: str) -> list[Column]:
        return [self.sheet.column(number) for number in self.mapping.columns_of(key)]


def records(
    sheet: Sheet,
    mapping: Mapping,
    kind: Kind,
    codes: Codes | None = None,
    *,
    today: date,
    terms: Terms | None = None,
) -> Parsed:
    """All rows of ``sheet``, checked one by one and against each other.

    A row is bad when something required is missing, when a credit code, an industry, a region or a type cannot be
    right, or when it repeats an earlier row; everything else (an odd phone number, a budget in words, a date in
    words) is kept as typed with a remark. About 0.1 ms per cell.
    """
    task = _Task(sheet, mapping, kind, codes or Codes(), today, terms or TERMS[kind])
    good: list[Record] = []
    bad: list[Fault] = []
    for row in sheet.rows:
        record, faults = _read_row(task, row)
        bad += faults
        good += [] if faults else [record]
    return _without_repetitions(Parsed(good, bad), task)


def _read_row(task: _Task, row: Row) -> tuple[Record, list[Fault]]:
    values: dict[str, object] = {}
    faults: list[Fault] = []
    remarks: list[Fault] = []
    for key, one in fields.of(task.kind).items():
        outcome, column = cells.read(one, row, task.columns(key), task.codes, task.today)
        values[key] = outcome.value
        remarks += [_told(row, column, key, note) for note in outcome.remarks]
        if outcome.fault:
            kept = remarks if key in task.terms.tolerated else faults
            kept.append(_told(row, column, key, outcome.fault))
    _complete(values, row, task)
    faults += _still_missing(row, values, {fault.field for fault in faults}, task)
    return Record(row.number, values, _extra(task, row), tuple(remarks)), faults


def _told(row: Row, column: Column | None, key: str, note: Note) -> Fault:
    if column is None:
        return Fault(row.number, "", "", key, "", note.code, note.params)
    value = tidy.line(row.cell(column.number))
    return Fault(row.number, column.letters, column.title, key, value, note.code, note.params)


def _complete(values: dict[str, object], row: Row, task: _Task) -> None:
    """What a cell beside says (a person's name next to the phone number, the city in the firm's name), then defaults."""
    if "contact_name" in values and not values["contact_name"]:
        phones = [row.cell(column.number) for column in task.columns("contact_phone")]
        values["contact_name"] = next((name for cell in phones if (name := cells.name_beside(cell))), "")
    if "region" in values and not values["region"]:
        sources = (str(values.get(key) or "") for key in ("address", "name"))
        values["region"] = next((code for text in sources if (code := regions.guess(text, task.codes))), "")
    for key, value in task.terms.defaults.items():
        values[key] = values.get(key) or value


def _still_missing(row: Row, values: dict[str, object], wrong: set[str], task: _Task) -> list[Fault]:
    missing = [key for key in task.terms.required if not values.get(key) and key not in wrong]
    return [_at_field(row.number, key, "", Note(f"{key.replace('_', '-')}-missing"), task) for key in missing]


def _at_field(row: int, key: str, value: str, note: Note, task: _Task) -> Fault:
    column = next(iter(task.columns(key)), None)
    place = (column.letters, column.title) if column else ("", "")
    return Fault(row, *place, key, value, note.code, note.params)


def _extra(task: _Task, row: Row) -> dict[str, str]:
    unused = [task.sheet.column(number) for number in task.mapping.unused()]
    texts = {column.title or column.letters: tidy.text(row.cell(column.number)) for column in unused}
    return {title: text for title, text in texts.items() if text}


def _without_repetitions(parsed: Parsed, task: _Task) -> Parsed:
    """The first row of several stays, the others are named with the number of that first row."""
    seen: dict[tuple[str, object], int] = {}
    good, bad = [], list(parsed.bad)
    for record in parsed.good:
        again = _repetition(record, seen, task)
        if again is None:
            good.append(record)
        else:
            key, first = again
            value = str(record.values.get(key) or "")
            bad.append(_at_field(record.row, key, value, Note("repeated", {"first_row": first}), task))
    return Parsed(good, sorted(bad, key=lambda fault: fault.row))


def _repetition(record: Record, seen: dict[tuple[str, object], int], task: _Task) -> tuple[str, int] | None:
    marks = [(key, record.values[key]) for key in task.terms.unique if record.values.get(key)]
    if task.kind == "demand":
        marks.append(
            ("title", tuple(str(record.values.get(key) or "") for key in ("name", "title", "problem")))
        )
    for mark in marks:
        if mark in seen:
            return mark[0], seen[mark]
    seen.update(dict.fromkeys(marks, record.row))
    return None
