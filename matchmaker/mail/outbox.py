"""Letters are written here, in the transaction that causes them; delivery posts them afterwards."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from matchmaker.mail.errors import AlreadyGone
from matchmaker.mail.letters import compose
from matchmaker.mail.models import Letter, LetterStatus

# Whoever reads one of these could take over an account.
WITH_ONE_TIME_ADDRESS = {"confirm-email", "reset-password", "invitation"}


def write(
    session: Session,
    *,
    to: str,
    kind: str,
    context: Mapping[str, Any],
    key: str,
    now: datetime,
    language: str = "zh",
    held: bool = False,
) -> Letter | None:
    """Put a letter into the outbox; `None` when a letter with this `key` was written before.

    `held` letters wait until a person releases them. Costs one query and one insert.
    """
    if session.exec(select(Letter.id).where(Letter.key == key)).first():
        return None
    subject, body = compose(kind, language, context)
    status = LetterStatus.HELD if held else LetterStatus.WAITING
    letter = Letter(
        key=key, kind=kind, to=to, subject=subject, body=body, status=status, written_at=now, due_at=now
    )
    session.add(letter)
    session.flush()
    return letter


def letter(session: Session, letter_id: uuid.UUID) -> Letter | None:
    """One letter of the outbox."""
    return session.get(Letter, letter_id)


def body_for_review(letter: Letter) -> str:
    """What the person who lets a held letter go has to read; empty for all others, which are between others."""
    to_be_read = letter.status == LetterStatus.HELD and letter.kind not in WITH_ONE_TIME_ADDRESS
    return letter.body if to_be_read else ""


def letters(
    session: Session, *, status: str = "", key_prefix: str = "", to: str = "", offset: int = 0, limit: int = 50
) -> list[Letter]:
    """Letters, newest first, narrowed by status, by the beginning of the key and by the addressee."""
    statement = select(Letter).order_by(Letter.written_at.desc(), Letter.id)
    if status:
        statement = statement.where(Letter.status == status)
    if key_prefix:
        statement = statement.where(Letter.key.startswith(key_prefix, autoescape=True))
    if to:
        statement = statement.where(Letter.to == to)
    return list(session.exec(statement.offset(offset).limit(limit)))


def count(session: Session, status: str = "") -> int:
    """How many letters have this status; all of them by default."""
    statement = select(func.count()).select_from(Letter)
    return session.exec(statement.where(Letter.status == status) if status else statement).one()


def release(session: Session, letter: Letter, *, now: datetime) -> None:
    """Let a held or failed letter go."""
    _still_here(letter)
    letter.status, letter.due_at, letter.error = LetterStatus.WAITING, now, ""
    session.flush()


def discard(session: Session, letter: Letter) -> None:
    """Strike a letter off before it goes."""
    _still_here(letter)
    letter.status = LetterStatus.DISCARDED
    session.flush()


def amend(session: Session, letter: Letter, *, subject: str, body: str) -> None:
    """Change the wording of a letter that has not gone."""
    _still_here(letter)
    letter.subject, letter.body = " ".join(subject.split())[:200], body
    session.flush()


def _still_here(letter: Letter) -> None:
    if letter.status in {LetterStatus.SENT, LetterStatus.DISCARDED}:
        raise AlreadyGone
