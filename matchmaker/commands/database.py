"""`matchmaker db`: the schema of the database."""

import click

from matchmaker import schema
from matchmaker.config import Settings
from matchmaker.db import open_engine


@click.group()
def db() -> None:
    """The database's schema."""


@db.command()
@click.option("--revision", default="head", show_default=True)
def upgrade(revision: str) -> None:
    """Bring the database up to date (creates an SQLite file where there is none)."""
    settings = Settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    schema.upgrade(open_engine(settings.database), revision)
    click.echo("数据库已是最新。")


@db.command()
@click.argument("message")
def revision(message: str) -> None:
    """Write a new migration from what the models say and the database lacks (for developers)."""
    schema.write_revision(open_engine(Settings().database), message)


commands: list[click.Command] = [db]
