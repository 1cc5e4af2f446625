"""Reads the rows of a table by its mapping: good records, and for the others what is wrong in which cell."""

from collections.abc import Collection
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from datetime import date

from matchmaker.sheets import cells, fields, tidy
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.fields import Kind
from matchmaker.sheets.mapping import Mapping
from matchmaker.sheets.reading import Sheet
from matchmaker.sheets.values import regions


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
    terms = terms or TERMS[kind]
    good: list[Record] = []
    bad: list[Fault] = []
    for row in sheet.rows:
        record, faults = _read_row(sheet, mapping, kind, codes or Codes(), row, today, terms)
        bad += faults
        good += [] if faults else [record]
    return _without_repetitions(Parsed(good, bad), sheet, mapping, terms, kind)


def _read_row(sheet, mapping, kind, codes, row, today, terms) -> tuple[Record, list[Fault]]:
    values, faults, remarks = {}, [], []
    for key, one in fields.of(kind).items():
        columns = [sheet.column(number) for number in mapping.columns_of(key)]
        outcome, column = cells.read(one, row, columns, codes, today)
        place = (row.number, column.letters if column else "", column.title if column else "", key,
                 tidy.line(row.cell(column.number)) if column else "")  # fmt: skip
        values[key] = outcome.value
        remarks += [Fault(*place, note.code, note.params) for note in outcome.remarks]
        if outcome.fault:
            found = Fault(*place, outcome.fault.code, outcome.fault.params)
            (remarks if key in terms.tolerated else faults).append(found)
    _complete(values, row, mapping, codes)
    _apply_defaults(values, terms)
    faults += _still_missing(row, values, faults, sheet, mapping, terms)
    return Record(row.number, values, _extra(sheet, mapping, row), tuple(remarks)), faults


def _complete(values: dict[str, object], row, mapping: Mapping, codes: Codes) -> None:
    """What a cell beside says: a person's name next to the phone number, the city in the firm's name."""
    phones = [row.cell(column) for column in mapping.columns_of("contact_phone")]
    if not values.get("contact_name"):
        values["contact_name"] = next((name for cell in phones if (name := cells.name_beside(cell))), "")
    if not values.get("region"):
        values["region"] = regions.guess(str(values.get("address") or ""), codes) or regions.guess(
            str(values.get("name") or ""), codes
        )


def _apply_defaults(values: dict[str, object], terms: Terms) -> None:
    for key, value in terms.defaults.items():
        if not values.get(key):
            values[key] = value


def _still_missing(row, values, faults, sheet, mapping, terms) -> list[Fault]:
    wrong = {fault.field for fault in faults}
    missing = [key for key in terms.required if not values.get(key) and key not in wrong]
    return [
        Fault(row.number, *_place(sheet, mapping, key), key, "", f"{key.replace('_', '-')}-missing")
        for key in missing
    ]


def _place(sheet: Sheet, mapping: Mapping, key: str) -> tuple[str, str]:
    columns = mapping.columns_of(key)
    column = sheet.column(columns[0]) if columns else None
    return (column.letters, column.title) if column else ("", "")


def _extra(sheet: Sheet, mapping: Mapping, row) -> dict[str, str]:
    texts = {
        sheet.column(n).title or sheet.column(n).letters: tidy.text(row.cell(n)) for n in mapping.unused()
    }
    return {title: text for title, text in texts.items() if text}


def _without_repetitions(parsed: Parsed, sheet: Sheet, mapping: Mapping, terms: Terms, kind: Kind) -> Parsed:
    """The first row of several stays, the others are named with the number of that first row."""
    seen: dict[tuple[str, object], int] = {}
    good, bad = [], list(parsed.bad)
    for record in parsed.good:
        again = _repetition(record, seen, terms, kind)
        if again is None:
            good.append(record)
            continue
        key, first = again
        value = str(record.values.get(key) or "")
        bad.append(
            Fault(record.row, *_place(sheet, mapping, key), key, value, "repeated", {"first_row": first})
        )
    return Parsed(good, sorted(bad, key=lambda fault: fault.row))


def _repetition(record: Record, seen: dict, terms: Terms, kind: Kind) -> tuple[str, int] | None:
    for key in terms.unique:
        value = record.values.get(key)
        if value and (key, value) in seen:
            return key, seen[key, value]
    whole = _same_need(record) if kind == "demand" else None
    if whole and ("title", whole) in seen:
        return "title", seen["title", whole]
    seen.update({(key, record.values.get(key)): record.row for key in terms.unique})
    seen |= {("title", whole): record.row} if whole else {}
    return None


def _same_need(record: Record) -> tuple[str, ...]:
    return tuple(str(record.values.get(key) or "") for key in ("name", "title", "problem"))
