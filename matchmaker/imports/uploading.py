"""A sheet arrives, its columns are corrected, its options chosen, and it is given up."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath

from sqlmodel import Session, delete, select

from demands.models import Factory
from matchmaker.accounts.models import Account, Office
from matchmaker.imports.errors import AlreadyFinished
from matchmaker.imports.models import ImportKind, ImportStatus, SheetContent, SheetImport
from matchmaker.imports.options import Options
from matchmaker.sheets import reading

KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Uploader:
    """Whose sheet it is: an office, or a factory bringing its own needs; `by` is the label histories show."""

    office: Office | None = None
    factory: Factory | None = None
    account: Account | None = None
    by: str = ""


def upload(
    session: Session,
    uploader: Uploader,
    kind: ImportKind,
    *,
    data: bytes,
    filename: str,
    options: Options | None = None,
    now: datetime,
) -> SheetImport:
    """Keep a sheet that can be read. Raises `sheets.errors.Refusal` for one that cannot; nothing is kept then."""
    sheet = reading.read(data, filename)
    made = SheetImport(
        kind=ImportKind(kind),
        office_id=uploader.office.id if uploader.office else None,
        factory_id=uploader.factory.id if uploader.factory else None,
        account_id=uploader.account.id if uploader.account else None,
        by=uploader.by[:100],
        filename=_shown(filename),
        size=len(data),
        worksheet=sheet.worksheet[:100],
        options=(options or Options()).model_dump(mode="json"),
        created_at=now,
    )
    session.add(made)
    session.flush()
    session.add(SheetContent(sheet_import_id=made.id, content=data))
    session.flush()
    return made


def remap(session: Session, sheet_import: SheetImport, fields: Dict[int, str | None]) -> None:
    """Say what columns hold: column number → field key, `None` for a column that is not used."""
    _still_waiting(sheet_import)
    said = {str(column): field or "" for column, field in fields.items()}
    sheet_import.mapping = {**sheet_import.mapping, **said}
    session.flush()


def choose_worksheet(session: Session, sheet_import: SheetImport, name: str) -> None:
    """Take another worksheet of the file; what was said of the columns of the first one is forgotten.

    Raises `sheets.errors.NoTable` or `NoSuchWorksheet`.
    """
    _still_waiting(sheet_import)
    reading.read(content_of(session, sheet_import), sheet_import.filename, worksheet=name)
    if name != sheet_import.worksheet:
        sheet_import.worksheet, sheet_import.mapping = name, {}
    session.flush()


def choose(session: Session, sheet_import: SheetImport, options: Options) -> None:
    """Set the options."""
    _still_waiting(sheet_import)
    sheet_import.options = options.model_dump(mode="json")
    session.flush()


def drop(session: Session, sheet_import: SheetImport, *, now: datetime) -> None:
    """Give the sheet up: its bytes are deleted, its row stays as a record."""
    _still_waiting(sheet_import)
    sheet_import.status, sheet_import.finished_at = ImportStatus.DROPPED, now
    session.exec(delete(SheetContent).where(SheetContent.sheet_import_id == sheet_import.id))
    session.flush()


def forget_old(session: Session, *, now: datetime) -> int:
    """Delete the bytes of sheets older than thirty days; how many. What came of them stays on record."""
    old = select(SheetImport.id).where(SheetImport.created_at < now - KEPT)
    gone = session.exec(delete(SheetContent).where(SheetContent.sheet_import_id.in_(old)))
    return gone.rowcount


def content_of(session: Session, sheet_import: SheetImport) -> bytes | None:
    """The bytes, `None` when they have been deleted."""
    wanted = select(SheetContent.content).where(SheetContent.sheet_import_id == sheet_import.id)
    return session.exec(wanted).first()


def _still_waiting(sheet_import: SheetImport) -> None:
    if sheet_import.status != ImportStatus.WAITING:
        raise AlreadyFinished


def _shown(filename: str) -> str:
    """The last part of the name without control and direction characters."""
    name = PurePath(filename.replace("\\", "/")).name
    return (
        "".join(c for c in name if c.isprintable() and c not in "\u202a\u202b\u202c\u202d\u202e")[-200:]
        or "表格"
    )
