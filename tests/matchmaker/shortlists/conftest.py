from datetime import UTC, datetime

import pytest
from sqlmodel import SQLModel

import matchmaker.shortlists.models  # noqa: F401 - its tables must be known before they are made
from matchmaker.classifications import models as _classifications  # noqa: F401
from matchmaker.db import open_engine, open_session
from tests import makers


@pytest.fixture
def now():
    return datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/matchmaker.db")
    SQLModel.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine):
    with open_session(engine) as opened:
        yield opened


@pytest.fixture
def listed(session):
    """Makes a provider that is in a pool, so that it is found."""
    pool = makers.pool(session, industries=["C34", "C35", "C38"])

    def make(**fields):
        provider = makers.provider(session, offerings=0, **fields)
        makers.offering(session, provider, title="主要产品", description=fields.get("summary", "工业软件"))
        makers.membership(session, provider, pool)
        return provider

    make.pool = pool
    return make
