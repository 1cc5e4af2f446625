"""Alembic's entry: the models' metadata and the connection it was handed."""

from alembic import context
from sqlmodel import SQLModel

from matchmaker.schema import tables

tables()  # every model must be known before the comparison
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot ALTER most things in place
    compare_type=True,
    user_module_prefix="sqlmodel.sql.sqltypes.",
)
with context.begin_transaction():
    context.run_migrations()
