"""One request, one unit of work: returning commits, raising rolls back, GET never commits."""

from datetime import datetime

from flask import Flask, Response, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from matchmaker import clock, journal
from matchmaker.config import Settings
from matchmaker.db import open_session

# What the database says when it is locked, full or away: nothing was done, and trying again may help.
Busy = OperationalError
SAFE = {"GET", "HEAD", "OPTIONS"}


def init(app: Flask, engine: Engine, settings: Settings) -> None:
    """Give the application its database and settings."""
    app.extensions["matchmaker"] = (engine, settings)
    app.after_request(_finish)
    app.teardown_appcontext(_close)


def settings() -> Settings:
    """The settings of this installation."""
    return current_app.extensions["matchmaker"][1]


def session() -> Session:
    """The database session of this request; opened at first use."""
    if "session" not in g:
        g.session = open_session(current_app.extensions["matchmaker"][0], writing=request.method not in SAFE)
        if "actor" in g:
            journal.introduce(g.session, g.actor)
    return g.session


def now() -> datetime:
    """The time of this request: the same moment however often it is asked."""
    if "now" not in g:
        g.now = clock.now()
    return g.now


def introduce(who: journal.Actor) -> None:
    """Say who acts in this request."""
    g.actor = who
    if "session" in g:
        journal.introduce(g.session, who)


def absolute(path: str) -> str:
    """A full address for letters, from the configured base and never from the request's own host."""
    return settings().base_url.rstrip("/") + path


def _finish(response: Response) -> Response:
    if "session" in g and request.method not in SAFE and response.status_code < 400:
        g.session.commit()
    return response


def _close(_error: BaseException | None) -> None:
    if "session" in g:
        g.pop("session").close()
