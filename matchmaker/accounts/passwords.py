"""Passwords: hashed with argon2id, at most two at once in a process, because each takes memory and a core."""

from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

# OWASP's second recommendation for argon2id: 19 MiB, 2 passes, 1 lane; about 23 ms on the reference machine.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = BoundedSemaphore(2)

SHORTEST, LONGEST = 10, 128


def hashed(password: str) -> str:
    """The argon2id hash of a password, with its salt and parameters."""
    with _at_once:
        return _hasher.hash(password)


def matches(password: str, known: str | None) -> bool:
    """Whether the password belongs to the hash; `None` costs the same time and is never true."""
    with _at_once:
        try:
            return _hasher.verify(known or _nobody(), password) and known is not None
        except (VerifyMismatchError, InvalidHashError):
            return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")
