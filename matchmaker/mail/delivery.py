"""Post what waits in the outbox, one letter per transaction, with growing pauses between tries."""

import smtplib
from datetime import datetime, timedelta
from email.message import EmailMessage

import structlog
from sqlalchemy import Engine
from sqlmodel import Session, select

from matchmaker.config import Settings
from matchmaker.db import open_session
from matchmaker.mail.models import Letter, LetterStatus

PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]

log = structlog.get_logger()


def post_due(engine: Engine, settings: Settings, *, now: datetime, limit: int = 50) -> int:
    """Try every letter that is due, at most `limit`; returns how many were sent.

    Without a mail server letters stay in the outbox, where an administrator can read them. The letter's id
    is its Message-ID, so that a letter posted twice after a crash is recognised as one.
    """
    if not settings.mail_server:
        return 0
    with open_session(engine, writing=False) as session:
        due = select(Letter.id).where(Letter.status == LetterStatus.WAITING, Letter.due_at <= now)
        ids = list(session.exec(due.order_by(Letter.due_at).limit(limit)))
    return sum(_post(engine, settings, letter_id, now) for letter_id in ids)


def _post(engine: Engine, settings: Settings, letter_id: object, now: datetime) -> bool:
    with open_session(engine, writing=False) as session:
        letter = session.get(Letter, letter_id)
    error = _send(settings, letter)
    with open_session(engine) as session:
        _record(session, session.get(Letter, letter_id), error, now)
        session.commit()
    return not error


def _send(settings: Settings, letter: Letter) -> str:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = settings.mail_from, letter.to, letter.subject
    message["Message-ID"] = f"<{letter.id}@{settings.mail_from.rpartition('@')[2]}>"
    message.set_content(letter.body)
    try:
        with smtplib.SMTP(settings.mail_server, settings.mail_port, timeout=20) as server:
            if settings.mail_starttls:
                server.starttls()
            if settings.mail_username:
                server.login(settings.mail_username, settings.mail_password)
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as problem:
        log.warning("letter not sent", letter=str(letter.id), error=type(problem).__name__)
        return f"{type(problem).__name__}: {problem}"[:500]
    return ""


def _record(session: Session, letter: Letter, error: str, now: datetime) -> None:
    letter.attempts += 1
    letter.error = error
    if not error:
        letter.status, letter.sent_at = LetterStatus.SENT, now
    elif letter.attempts > len(PAUSES):
        letter.status = LetterStatus.FAILED
    else:
        letter.due_at = now + PAUSES[letter.attempts - 1]
    session.add(letter)
