"""The schema, step by step, the same for SQLite and PostgreSQL."""
