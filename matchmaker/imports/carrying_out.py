"""The good rows enter the registers: all in one transaction, each behind a savepoint of its own."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from sqlmodel import Session, update

from demands.errors import Refusal as DemandRefusal
from matchmaker.accounts.models import Office
from matchmaker.imports import needs, offers, planning
from matchmaker.imports.errors import AlreadyFinished, ColumnMissing, NothingToImport, NotYourPool
from matchmaker.imports.models import ImportKind, ImportStatus, SheetImport
from matchmaker.imports.options import Options
from matchmaker.imports.planning import Plan
from matchmaker.imports.rowplan import Planned
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.rows import Fault
from providers import queries
from providers.errors import Refusal as ProviderRefusal
from providers.models import Pool


@dataclass
class Result:
    """Numbers of rows by what became of them; `factories`: registered on the way; `bad`: faults as plain dicts."""

    created: int = 0
    updated: int = 0
    skipped: int = 0
    factories: int = 0
    bad: list[dict] = field(default_factory=list)

    @property
    def bad_rows(self) -> int:
        return len({fault["row"] for fault in self.bad})


def carry_out(
    session: Session, sheet_import: SheetImport, codes: Codes, *, by: str, today: date, now: datetime
) -> Result:
    """Import the good rows and close the import.

    A row that an act refuses at the last moment joins the bad ones. Raises `AlreadyFinished` (also for the second of
    two clicks), `ColumnMissing`, `NothingToImport`, `NotYourPool`; then nothing at all was imported.
    """
    _claim(session, sheet_import, now)
    plan = planning.plan(session, sheet_import, codes, today=today)
    if plan.understanding.missing:
        raise ColumnMissing(plan.understanding.missing)
    if not plan.planned:
        raise NothingToImport
    result = _import_rows(session, sheet_import, plan, by, now)
    sheet_import.result = asdict(result)
    session.flush()
    return result


def _claim(session: Session, sheet_import: SheetImport, now: datetime) -> None:
    """Compare and set, so that of two clicks exactly one imports."""
    mine = (SheetImport.id == sheet_import.id, SheetImport.status == ImportStatus.WAITING)
    claimed = update(SheetImport).where(*mine).values(status=ImportStatus.IMPORTED, finished_at=now)
    if session.exec(claimed).rowcount != 1:
        raise AlreadyFinished
    session.refresh(sheet_import)


def _import_rows(session: Session, sheet_import: SheetImport, plan: Plan, by: str, now: datetime) -> Result:
    options = Options(**sheet_import.options)
    pool = _pool(session, sheet_import, options)
    result = Result(bad=[asdict(fault) for fault in plan.bad])
    for one in plan.planned:
        try:
            with session.begin_nested():
                _import_row(session, sheet_import, one, options, pool, by, now, result)
        except (DemandRefusal, ProviderRefusal) as refusal:
            code = f"refused-{type(refusal).__name__}"
            result.bad.append(asdict(Fault(one.record.row, "", "", "", one.name, code)))
    return result


def _import_row(session, sheet_import, one: Planned, options, pool, by, now, result: Result) -> None:
    if one.action == "skip":
        result.skipped += 1
        return
    if sheet_import.kind == ImportKind.PROVIDER:
        offers.carry_out(session, one, pool=pool, stage=options.stage, by=by, now=now)
    else:
        _demand, is_new = needs.carry_out(session, one, arrive=options.arrive, by=by, now=now)
        result.factories += is_new
    session.flush()
    result.created += one.action == "new"
    result.updated += one.action == "update"


def _pool(session: Session, sheet_import: SheetImport, options: Options) -> Pool | None:
    """The pool chosen, which must be kept within the office's own region."""
    if options.pool_id is None or sheet_import.kind != ImportKind.PROVIDER:
        return None
    office = session.get_one(Office, sheet_import.office_id)
    pool = queries.pool_within(session, office.region_code, options.pool_id)
    if pool is None:
        raise NotYourPool
    return pool
