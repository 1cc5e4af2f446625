"""The engine and its sessions: SQLite made strict, PostgreSQL as it is."""

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session, SQLModel

# Constraint names must be the same on both databases, or a migration cannot name them.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL loses acknowledged commits at a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=10000",
    "PRAGMA cache_size=-65536",
    "PRAGMA mmap_size=268435456",
)


def open_engine(url: str, **options: Any) -> Engine:
    """An engine for `url`; SQLite gets its pragmas and explicit BEGIN, PostgreSQL gets time limits."""
    if not url.startswith("sqlite"):
        connect_args = {"options": "-c lock_timeout=4000 -c statement_timeout=30000 -c timezone=UTC"}
        return create_engine(url, pool_pre_ping=True, connect_args=connect_args, **options)
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def open_session(engine: Engine, *, writing: bool = True) -> Session:
    """A session; `writing` ones take SQLite's write lock at their first statement, so they wait instead of failing."""
    return Session(engine.execution_options(writing=writing), expire_on_commit=False)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: it would begin them deferred.
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Any) -> None:
    # A deferred transaction that turns into a writing one fails at once instead of waiting for the lock.
    writing = connection.get_execution_options().get("writing", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
