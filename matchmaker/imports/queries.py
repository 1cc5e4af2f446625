"""Fetching imports, only ever through their owner."""

import uuid

from sqlmodel import Session, func, select

from demands.models import Factory
from matchmaker.accounts.models import Office
from matchmaker.imports.models import SheetImport

Owner = Office | Factory


def import_of(session: Session, owner: Owner, import_id: uuid.UUID) -> SheetImport | None:
    """The owner's import; `None` for anybody else's."""
    return session.exec(select(SheetImport).where(SheetImport.id == import_id, _owned(owner))).first()


def imports_of(session: Session, owner: Owner, *, limit: int, offset: int = 0) -> list[SheetImport]:
    """The owner's imports, latest first."""
    wanted = select(SheetImport).where(_owned(owner))
    latest = wanted.order_by(SheetImport.created_at.desc(), SheetImport.id).limit(limit).offset(offset)
    return list(session.exec(latest))


def count_imports_of(session: Session, owner: Owner) -> int:
    """How many imports the owner has."""
    return session.exec(select(func.count()).select_from(SheetImport).where(_owned(owner))).one()


def _owned(owner: Owner):
    return (SheetImport.office_id if isinstance(owner, Office) else SheetImport.factory_id) == owner.id
