"""What happens without anybody looking: letters go out, timetables are computed, time limits pass."""

import threading
from collections.abc import Callable
from datetime import datetime

import structlog
from sqlalchemy import Engine

from matchmaker import clock, journal, logs
from matchmaker.accounts.limits import SqlStorage
from matchmaker.config import Settings
from matchmaker.db import open_session
from matchmaker.imports import uploading
from matchmaker.mail import delivery
from matchmaker.meetings import reminding, requests, timetable
from providers import pools

log = structlog.get_logger()
PAUSE = 2.0  # seconds between two rounds
Duty = Callable[[Engine, Settings, datetime], None]


def work(engine: Engine, settings: Settings, stop: threading.Event) -> None:
    """Round after round until `stop`; a failing duty is logged and does not hinder the others.

    Timetables have a thread of their own: letters must not wait for a minute of computing.
    """
    logs.begin(json=settings.production)
    journal.keep()
    second = threading.Thread(target=_rounds, args=([compute_timetables], engine, settings, stop))
    second.start()
    _rounds(DUTIES, engine, settings, stop)
    second.join()


def _rounds(duties: list[Duty], engine: Engine, settings: Settings, stop: threading.Event) -> None:
    while not stop.wait(PAUSE):
        for duty in duties:
            _do(duty, engine, settings)


def _do(duty: Duty, engine: Engine, settings: Settings) -> None:
    try:
        duty(engine, settings, clock.now())
    except Exception:
        log.exception("duty failed", duty=duty.__name__)


def post_letters(engine: Engine, settings: Settings, now: datetime) -> None:
    """Letters that wait in the outbox."""
    delivery.post_due(engine, settings, now=now)


def let_requests_expire(engine: Engine, settings: Settings, now: datetime) -> None:
    """Meeting requests that nobody answered in time."""
    _once_a_minute(engine, now, requests.expire_due)


def remind(engine: Engine, settings: Settings, now: datetime) -> None:
    """Firms that have meetings tomorrow."""
    _once_a_minute(engine, now, reminding.remind)


def close_publicity(engine: Engine, settings: Settings, now: datetime) -> None:
    """Firms whose objection period is over enter their pools."""
    _once_a_minute(engine, now, pools.close_publicity)


def forget_sheets(engine: Engine, settings: Settings, now: datetime) -> None:
    """Uploaded sheets are kept for thirty days."""
    _once_a_minute(engine, now, uploading.forget_old)


def compute_timetables(engine: Engine, settings: Settings, now: datetime) -> None:
    """Ordered timetable runs, one after another."""
    while timetable.work_off(engine, clock.now):
        pass


def forget_counts(engine: Engine, settings: Settings, now: datetime) -> None:
    """Windows of the rate limits that have ended."""
    if _is_a_new_minute(now):
        SqlStorage("matchmaker://", engine=engine).forget_expired()


def _once_a_minute(engine: Engine, now: datetime, act: Callable[..., object]) -> None:
    if not _is_a_new_minute(now):
        return
    with open_session(engine) as session:
        journal.introduce(session, journal.Actor("worker"))
        act(session, now=now)
        session.commit()


def _is_a_new_minute(now: datetime) -> bool:
    return now.second < 2 * PAUSE  # at least one round falls into it; twice does no harm


DUTIES: list[Duty] = [post_letters, let_requests_expire, remind, close_publicity, forget_sheets, forget_counts]
