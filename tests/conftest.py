"""The world of a test: a fresh database, and a client that inspects every page it fetches."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from matchmaker import journal
from matchmaker.app import create_app
from matchmaker.config import Settings
from matchmaker.db import open_engine, open_session
from tests.pages import Client


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and no rows; every test gets a copy."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    engine = open_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    return path


@pytest.fixture
def settings(tmp_path: Path, empty_database: Path) -> Settings:
    """Settings of an installation of its own."""
    shutil.copy(empty_database, tmp_path / "matchmaker.db")
    return Settings(data_dir=tmp_path, secret_key="only for this test", base_url="http://localhost")


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    """The test's database."""
    engine = open_engine(settings.database)
    journal.keep()
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A writing session on the test's database. Commit before a client looks."""
    with open_session(engine) as session:
        yield session


@pytest.fixture
def reader(engine: Engine) -> Iterator[Session]:
    """A session that only looks, to see what a client did; `reader.rollback()` before it looks again."""
    with open_session(engine, writing=False) as session:
        yield session


@pytest.fixture
def app(settings: Settings, engine: Engine) -> Flask:
    """The application on the test's database, without CSRF and rate limits."""
    app = create_app(settings, engine, TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
    app.test_client_class = Client
    return app


@pytest.fixture
def client(app: Flask) -> Client:
    """Somebody at a browser, signed in as nobody; `tests.makers.sign_in(client, session, account)` changes that."""
    return app.test_client()
