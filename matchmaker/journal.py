"""Who did what: every change that a session flushes is written down in the same transaction."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, event, func, inspect
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Field, Session, SQLModel, select

# Never written down: secrets, files, whose hash in the row says enough, and letters, which hold one-time addresses.
SECRET = {"password_hash", "token_hash", "code", "content", "original", "body"}
# `key` of a letter ends with an address, `result` of an import quotes cells of the sheet.
PEOPLE = {
    "email",
    "to",
    "key",
    "result",
    "contact_name",
    "contact_phone",
    "contact_email",
    "contact_position",
    "delegate_names",
}
WORDS_OF_A_NEED = {
    "title",
    "problem",
    "key_points",
    "goal",
    "keywords",
    "own_funds",
    "wished_partners",
    "confidential",
}
WORDS_BETWEEN_PARTIES = {
    "message", "answer", "comment", "remark", "note", "next_step", "statement", "opinion", "reason", "appeal_text", "appeal_answer",
}  # fmt: skip
# Written down as "changed" only: the journal must not become a second register of people, nor a place where an
# administrator reads drafts and what firms and offices wrote to each other.
PERSONAL = PEOPLE | WORDS_OF_A_NEED | WORDS_BETWEEN_PARTIES
# Tables whose rows are themselves a record, or that only keep the machine going.
QUIET = {
    "journal_entry",
    "account_session",
    "account_token",
    "rate_count",
    "catalogue_version",
    "demand_version",
}


@dataclass(frozen=True)
class Actor:
    """Who acts: an account, or a program named by its label."""

    label: str
    account_id: uuid.UUID | None = None


class JournalEntry(SQLModel, table=True):
    """One row added, changed or deleted, by whom and when."""

    __tablename__ = "journal_entry"

    id: int | None = Field(default=None, primary_key=True)  # a sequence: the order of events is the point
    at: datetime = Field(index=True)
    account_id: uuid.UUID | None = Field(default=None, index=True)
    actor: str = Field(max_length=200)
    action: str = Field(max_length=10)  # insert, update, delete
    entity: str = Field(max_length=60, index=True)
    entity_id: str = Field(max_length=80, index=True)
    changes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


def actor(session: Session) -> Actor:
    """Who acts in this session; a program that did not introduce itself is called `system`."""
    return session.info.get("actor") or Actor("system")


def introduce(session: Session, who: Actor) -> None:
    """Say who acts in this session from here on."""
    session.info["actor"] = who


def history_of(session: Session, entity: str, entity_id: object) -> list[JournalEntry]:
    """All entries about one row, oldest first."""
    statement = select(JournalEntry).where(
        JournalEntry.entity == entity, JournalEntry.entity_id == str(entity_id)
    )
    return list(session.exec(statement.order_by(JournalEntry.id)))


def recent(
    session: Session, *, entity: str = "", entity_id: str = "", offset: int = 0, limit: int = 50
) -> list[JournalEntry]:
    """Entries, newest first; `entity` narrows them to one table, `entity_id` to one row."""
    statement = select(JournalEntry).where(*_narrowed(entity, entity_id)).order_by(JournalEntry.id.desc())
    return list(session.exec(statement.offset(offset).limit(limit)))


def count(session: Session, *, entity: str = "", entity_id: str = "") -> int:
    """How many entries there are, narrowed likewise."""
    return session.exec(
        select(func.count()).select_from(JournalEntry).where(*_narrowed(entity, entity_id))
    ).one()


def entities(session: Session) -> list[str]:
    """The tables that have entries."""
    return list(session.exec(select(JournalEntry.entity).distinct().order_by(JournalEntry.entity)))


def _narrowed(entity: str, entity_id: str) -> list:
    wanted = {JournalEntry.entity: entity, JournalEntry.entity_id: entity_id}
    return [column == value for column, value in wanted.items() if value]


def keep() -> None:
    """Begin to write the journal for every session of this process; calling it twice changes nothing."""
    if not event.contains(Session, "before_flush", _note_objects):
        event.listen(Session, "before_flush", _note_objects)
        event.listen(Session, "do_orm_execute", _note_statement)


def _note_objects(session: Session, _context: Any, _instances: Any) -> None:
    for row in list(session.new):
        _note(session, "insert", row, _columns(row))
    for row in list(session.dirty):
        changes = _changes(row)
        if changes:
            _note(session, "update", row, changes)
    for row in list(session.deleted):
        _note(session, "delete", row, _columns(row))


def _note_statement(state: ORMExecuteState) -> None:
    """Bulk UPDATE and DELETE bypass the flush; their parameters are written down instead."""
    if not (state.is_update or state.is_delete):
        return
    table = state.bind_mapper.local_table.name if state.bind_mapper else ""
    if not table or table in QUIET:
        return
    values = state.statement.compile().params
    where = {name: value for name, value in values.items() if name.rsplit("_", 1)[-1].isdigit()}
    changes = {name: _told(name, value) for name, value in values.items() if name not in where}
    action = "update" if state.is_update else "delete"
    _add(state.session, action, table, str(where.get("id_1", "")), changes or {"where": _plain(where)})


def _note(session: Session, action: str, row: Any, changes: dict[str, Any]) -> None:
    if row.__tablename__ not in QUIET:
        _add(session, action, row.__tablename__, str(getattr(row, "id", "")), changes)


def _add(session: Session, action: str, table: str, entity_id: str, changes: dict[str, Any]) -> None:
    who = actor(session)
    entry = JournalEntry(
        at=datetime.now(UTC),  # the one exception: the journal must not be told a time
        account_id=who.account_id,
        actor=who.label,
        action=action,
        entity=table,
        entity_id=entity_id,
        changes=changes,
    )
    session.add(entry)


def _columns(row: Any) -> dict[str, Any]:
    unloaded = inspect(row).unloaded  # a deferred column (a file) is not fetched for the journal
    names = [column.key for column in inspect(row).mapper.column_attrs if column.key not in unloaded]
    return {name: _told(name, getattr(row, name)) for name in names if name not in SECRET}


def _changes(row: Any) -> dict[str, Any]:
    changes = {}
    for attribute in inspect(row).mapper.column_attrs:
        history = inspect(row).attrs[attribute.key].history
        if attribute.key in SECRET or not history.has_changes():
            continue
        old = history.deleted[0] if history.deleted else None
        changes[attribute.key] = [_told(attribute.key, old), _told(attribute.key, history.added[0])]
    return changes


def _told(name: str, value: Any) -> Any:
    return "•" if name in PERSONAL and value else _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(part) for part in value]
    if isinstance(value, uuid.UUID | Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"<{len(value)} bytes>" if isinstance(value, bytes) else value
