import pytest
from sqlmodel import Session, SQLModel, create_engine

import providers.models  # noqa: F401 - its tables must be known before they are made
from tests import makers


@pytest.fixture
def now():
    return makers.NOW


@pytest.fixture
def engine(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/register.db")
    SQLModel.metadata.create_all(engine)
    return engine


@pytest.fixture
def session(engine):
    with Session(engine) as opened:
        yield opened
