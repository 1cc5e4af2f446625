"""Secrets for cookies and one-time addresses: 256 random bits out, only their hash stays."""

import hashlib
import secrets


def fresh() -> tuple[str, str]:
    """A new secret and the hash to keep of it."""
    secret = secrets.token_urlsafe(32)
    return secret, digest(secret)


def digest(secret: str) -> str:
    """The SHA-256 of a secret, in hex. Enough for 256 random bits; passwords need more."""
    return hashlib.sha256(secret.encode()).hexdigest()
