from datetime import UTC, datetime

import pytest
from sqlmodel import Session, SQLModel, create_engine

import demands.models  # noqa: F401 - its tables must be known before they are made

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    SQLModel.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
