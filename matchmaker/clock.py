"""The only place where the time is read; everybody else is told."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present moment, UTC-aware."""
    return datetime.now(UTC)
