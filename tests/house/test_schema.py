"""The migrated schema is the one the models describe, and the way back works."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from matchmaker import schema
from matchmaker.db import open_engine


@pytest.fixture
def empty(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    yield engine
    engine.dispose()


def test_the_migrated_schema_equals_the_models(empty):
    schema.upgrade(empty)
    schema.tables()
    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_way_back_leaves_nothing(empty):
    schema.upgrade(empty)
    schema.downgrade(empty)
    assert inspect(empty).get_table_names() == ["alembic_version"]


def test_upgrading_twice_changes_nothing(empty):
    schema.upgrade(empty)
    before = sorted(inspect(empty).get_table_names())
    schema.upgrade(empty)
    assert sorted(inspect(empty).get_table_names()) == before


def test_foreign_keys_and_durability_are_on(empty):
    with empty.connect() as connection:
        settings = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "synchronous", "journal_mode")}
    assert settings == {"foreign_keys": 1, "synchronous": 2, "journal_mode": "wal"}
