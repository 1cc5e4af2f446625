"""Addresses of this site that came in from outside: followed only when they lead nowhere else."""

from urllib.parse import urlsplit


def local(address: str | None, otherwise: str) -> str:
    """`address` when it is a path on this site, else `otherwise`.

    Browsers read `//host`, `/\\host` and control characters as other sites; anything but a plain path is refused.
    """
    if not address or not address.startswith("/") or address.startswith("//"):
        return otherwise
    if "\\" in address or any(not character.isprintable() for character in address):
        return otherwise
    parts = urlsplit(address)
    return otherwise if parts.scheme or parts.netloc else address
