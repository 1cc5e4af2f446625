"""An administrator adds a code, gives another name to one, or retires one."""

from datetime import datetime

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from matchmaker.classifications.errors import UnknownParent
from matchmaker.classifications.models import ClassificationEntry, Kind
from matchmaker.classifications.names import codes


class EntryDraft(BaseModel):
    """What an administrator says of a code."""

    kind: Kind
    code: str = Field(min_length=1, max_length=20, pattern=r"^[A-Za-z0-9_-]+$")
    parent: str = Field(default="", max_length=20)
    name_zh: str = Field(min_length=1, max_length=120)
    name_en: str = Field(default="", max_length=160)
    source: str = Field(default="", max_length=200)
    retired: bool = False


def put(session: Session, draft: EntryDraft, *, now: datetime) -> ClassificationEntry:
    """Add the entry or replace the installation's earlier word on the same code.

    Raises `UnknownParent` when the parent is not in the classification, or lies below the code itself.
    """
    known = codes(session).of(draft.kind)
    if draft.parent and (draft.parent not in known or draft.code in {one.code for one in known.path(draft.parent)}):
        raise UnknownParent(draft.parent)
    statement = select(ClassificationEntry).where(
        ClassificationEntry.kind == draft.kind, ClassificationEntry.code == draft.code
    )
    entry = session.exec(statement).first() or ClassificationEntry(
        kind=draft.kind, code=draft.code, name_zh="", changed_at=now
    )
    entry.parent, entry.name_zh, entry.name_en = draft.parent, draft.name_zh, draft.name_en
    entry.source, entry.retired, entry.changed_at = draft.source, draft.retired, now
    session.add(entry)
    session.flush()
    return entry
