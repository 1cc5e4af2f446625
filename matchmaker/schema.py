"""The database's schema: all tables, and the way to bring a database up to them."""

from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine
from sqlmodel import SQLModel

MODELS = (
    "demands.models",
    "providers.models",
    "matchmaker.classifications.models",
    "matchmaker.accounts.models",
    "matchmaker.accounts.limits",
    "matchmaker.journal",
    "matchmaker.mail.models",
    "matchmaker.shortlists.models",
    "matchmaker.imports.models",
    "matchmaker.events.models",
    "matchmaker.meetings.models",
    "matchmaker.outcomes.models",
)


def tables() -> list[str]:
    """Import every model and name the tables."""
    for module in MODELS:
        import_module(module)
    return sorted(SQLModel.metadata.tables)


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision, in one transaction; nothing happens when it is there."""
    _make_folder(engine)
    _run(engine, lambda config: command.upgrade(config, revision))


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the database back to a revision."""
    _run(engine, lambda config: command.downgrade(config, revision))


def write_revision(engine: Engine, message: str) -> None:
    """Write a new migration from the difference between the models and this (upgraded) database."""
    _run(engine, lambda config: command.revision(config, message, autogenerate=True))


def _make_folder(engine: Engine) -> None:
    """SQLite makes its file, but not the folder the file lies in."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)


def _run(engine: Engine, act) -> None:  # type: ignore[no-untyped-def]
    config = Config()
    config.set_main_option("script_location", "matchmaker:migrations")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        act(config)
        connection.commit()
