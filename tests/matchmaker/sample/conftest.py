"""The sample region, loaded once for all tests that look at it: it takes some twenty seconds."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from matchmaker.db import open_engine, open_session
from matchmaker.sample import setting_up


@dataclass(frozen=True)
class Demo:
    """A database with the sample region, the lines told to the user, and the file they are kept in."""

    engine: Engine
    lines: list[str]
    file: Path


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, empty_database: Path) -> Iterator[Demo]:
    """The sample region as `make demo` sets it up."""
    room = tmp_path_factory.mktemp("sample")
    shutil.copy(empty_database, room / "matchmaker.db")
    engine = open_engine(f"sqlite:///{room / 'matchmaker.db'}")
    file = room / "sign-ins.txt"
    yield Demo(engine, setting_up.sign_ins(engine, file), file)
    engine.dispose()


@pytest.fixture
def region(demo: Demo) -> Iterator[Session]:
    """A session on the loaded region; what a test writes is rolled back."""
    with open_session(demo.engine) as session:
        yield session
        session.rollback()
