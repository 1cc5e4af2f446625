"""What an import would do, row by row, before anything is done."""

from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from demands.models import Factory
from matchmaker.accounts.models import Office
from matchmaker.classifications.names import Codes as Classifications
from matchmaker.imports import needs, offers, uploading
from matchmaker.imports.errors import AlreadyFinished
from matchmaker.imports.models import ImportKind, SheetImport
from matchmaker.imports.options import Options
from matchmaker.imports.rowplan import Planned, Scope
from matchmaker.sheets import mapping as mappings
from matchmaker.sheets import reading, rows
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.mapping import Mapping
from matchmaker.sheets.reading import Sheet
from matchmaker.sheets.rows import Fault, Terms


@dataclass(frozen=True)
class Understanding:
    """The table of the file and what its columns hold."""

    sheet: Sheet
    mapping: Mapping
    missing: list[str]


@dataclass(frozen=True)
class Plan:
    """Every data row is either planned or has at least one fault."""

    understanding: Understanding
    planned: list[Planned]
    bad: list[Fault]
    remarks: list[Fault] = field(default_factory=list)

    def number_of(self, action: str) -> int:
        return sum(one.action == action for one in self.planned)

    def bad_rows(self) -> list[int]:
        return sorted({fault.row for fault in self.bad})


def codes_of(known: Classifications) -> Codes:
    """The classifications in the shape the reader of sheets takes."""
    parts = (known.industries, known.regions, known.types, known.scenarios)
    return Codes(*(part.names() for part in parts))


def understand(session: Session, sheet_import: SheetImport, codes: Codes) -> Understanding:
    """Read the sheet and its columns, as the person has corrected them.

    Raises `AlreadyFinished` when the bytes are gone. Costs reading the file: about 0.1 s for 100 rows.
    """
    data = uploading.content_of(session, sheet_import)
    if data is None:
        raise AlreadyFinished
    sheet = reading.read(data, sheet_import.filename, worksheet=sheet_import.worksheet)
    found = mappings.understand(sheet, sheet_import.kind, codes)
    for column, key in sheet_import.mapping.items():
        found = found.with_override(int(column), key or None)
    return Understanding(sheet, found, _missing(sheet_import, found))


def plan(
    session: Session,
    sheet_import: SheetImport,
    codes: Codes,
    *,
    today: date,
    understood: Understanding | None = None,
) -> Plan:
    """What would become of each row. Reads only; a query or two per row (5,000 rows: some seconds)."""
    understood = understood or understand(session, sheet_import, codes)
    options = Options(**sheet_import.options)
    terms = _terms(sheet_import, options)
    parsed = rows.records(
        understood.sheet, understood.mapping, sheet_import.kind, codes, today=today, terms=terms
    )
    scope = _scope(session, sheet_import, options, codes)
    planner = offers.plan if sheet_import.kind == ImportKind.PROVIDER else needs.plan
    planned = planner(session, parsed.good, scope)
    return _sorted_out(understood, parsed.bad, planned)


def _sorted_out(understood: Understanding, bad: list[Fault], planned: list[Planned]) -> Plan:
    good = [one for one in planned if not one.faults]
    told = [_placed(understood, one.record.row, key, note) for one in planned for key, note in one.faults]
    remarks = [remark for one in good for remark in one.record.remarks]
    remarks += [_placed(understood, one.record.row, key, note) for one in good for key, note in one.remarks]
    return Plan(understood, good, _by_row(bad + told), _by_row(remarks))


def _placed(understood: Understanding, row: int, key: str, note) -> Fault:
    """A note on a field, with the column it stands in and the cell's text."""
    numbers = understood.mapping.columns_of(key)
    if not numbers:
        return Fault(row, "", "", key, "", note.code, note.params)
    column = understood.sheet.column(numbers[0])
    cells = next(one for one in understood.sheet.rows if one.number == row)
    value = str(cells.cell(column.number)).strip()[:200]
    return Fault(row, column.letters, column.title, key, value, note.code, note.params)


def _by_row(faults: list[Fault]) -> list[Fault]:
    return sorted(faults, key=lambda fault: fault.row)


def _missing(sheet_import: SheetImport, found: Mapping) -> list[str]:
    own = {"name", "credit_code"} if sheet_import.factory_id else set()
    return [key for key in found.missing() if key not in own and key != "credit_code"]


def _terms(sheet_import: SheetImport, options: Options) -> Terms:
    """Which fields a row must have, and what stands for empty ones."""
    industries = [options.industry] if options.industry else []
    given = {"region": options.region, "industries": industries, "provider_type": options.provider_type}
    given = {key: value for key, value in given.items() if value}
    if sheet_import.kind == ImportKind.PROVIDER:
        given.pop("industries", None)
        return Terms(("name", "credit_code", "provider_type", "region"), given, ("credit_code", "name"))
    given.pop("provider_type", None)
    if sheet_import.factory_id:
        return Terms(("title",), {}, (), ("name", "credit_code", "region"))
    return Terms(("name", "title"), given)


def _scope(session: Session, sheet_import: SheetImport, options: Options, codes: Codes) -> Scope:
    office = session.get(Office, sheet_import.office_id) if sheet_import.office_id else None
    factory = session.get(Factory, sheet_import.factory_id) if sheet_import.factory_id else None
    return Scope(office.region_code if office else "", factory, options, codes)
