"""What happens without anybody looking: letters go out, timetables are computed, time limits pass."""

import threading
from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy import Engine
from sqlmodel import Session

from matchmaker import clock, journal, logs
from matchmaker.accounts.limits import SqlStorage
from matchmaker.config import Settings
from matchmaker.db import open_session
from matchmaker.mail import delivery

log = structlog.get_logger()
PAUSE = 2.0  # seconds between two rounds


def work(engine: Engine, settings: Settings, stop: threading.Event) -> None:
    """Round after round until `stop`; a failing duty is logged and does not hinder the others."""
    logs.begin(json=settings.production)
    journal.keep()
    while not stop.wait(PAUSE):
        for duty in DUTIES:
            _do(duty, engine, settings)


def _do(duty: Callable, engine: Engine, settings: Settings) -> None:
    try:
        duty(engine, settings, clock.now())
    except Exception:
        log.exception("duty failed", duty=duty.__name__)


def in_one_piece(engine: Engine, act: Callable[[Session, datetime], object], now: datetime) -> None:
    """Run an act of the domain as the worker, in one transaction."""
    with open_session(engine) as session:
        journal.introduce(session, journal.Actor("worker"))
        act(session, now)
        session.commit()


def post_letters(engine: Engine, settings: Settings, now: datetime) -> None:
    """Letters that wait in the outbox."""
    delivery.post_due(engine, settings, now=now)


def forget_counts(engine: Engine, settings: Settings, now: datetime) -> None:
    """Windows of the rate limits that have ended."""
    if now.second < PAUSE:  # about once a minute is enough
        SqlStorage("matchmaker://", engine=engine).forget_expired()


DUTIES: list[Callable[[Engine, Settings, datetime], None]] = [post_letters, forget_counts]
