"""Where the rate limits count: in the database, so that all workers share the count."""

import time
from typing import Any

from limits.storage import Storage
from sqlalchemy import BigInteger, Engine, delete
from sqlmodel import Field, SQLModel, select

from matchmaker.db import open_session


class RateCount(SQLModel, table=True):
    """How often a key was hit in its present window."""

    __tablename__ = "rate_count"

    key: str = Field(primary_key=True, max_length=300)
    hits: int
    expires: int = Field(sa_type=BigInteger)  # seconds since 1970


class SqlStorage(Storage):
    """The storage that `limits` asks for: fixed windows, one row per key, on the application's own engine.

    Each hit is one short writing transaction of its own, so that a request that fails still counts.
    """

    STORAGE_SCHEME = ["matchmaker"]

    def __init__(self, uri: str, *, engine: Engine, wrap_exceptions: bool = False, **options: Any) -> None:
        super().__init__(uri, wrap_exceptions=wrap_exceptions, **options)
        self.engine = engine

    @property
    def base_exceptions(self) -> type[Exception]:
        """What a storage failure looks like."""
        return Exception

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Count one more hit and return the hits of the present window."""
        with open_session(self.engine) as session:
            row = session.get(RateCount, key, with_for_update=True)
            if row is None or row.expires <= time.time():
                row = session.merge(RateCount(key=key, hits=0, expires=int(time.time() + expiry)))
            row.hits += amount
            hits = row.hits
            session.commit()
        return hits

    def get(self, key: str) -> int:
        """The hits of the present window."""
        row = self._row(key)
        return row.hits if row and row.expires > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """When the present window ends, in seconds since 1970."""
        row = self._row(key)
        return float(row.expires) if row else time.time()

    def check(self) -> bool:
        """Whether the database answers."""
        with open_session(self.engine, writing=False) as session:
            session.exec(select(RateCount.key).limit(1)).first()
        return True

    def reset(self) -> int | None:
        """Forget every count."""
        return self._delete()

    def clear(self, key: str) -> None:
        """Forget the count of one key."""
        self._delete(RateCount.key == key)

    def forget_expired(self) -> int | None:
        """Delete the rows of windows that have ended; the worker calls it."""
        return self._delete(RateCount.expires <= int(time.time()))

    def _row(self, key: str) -> RateCount | None:
        with open_session(self.engine, writing=False) as session:
            return session.get(RateCount, key)

    def _delete(self, *which: Any) -> int | None:
        with open_session(self.engine) as session:
            count = session.exec(delete(RateCount).where(*which)).rowcount
            session.commit()
        return count
