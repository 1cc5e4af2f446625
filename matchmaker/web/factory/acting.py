"""Who acts here, as a need's history names it."""

from matchmaker.web import signed_in


def person() -> str:
    """The name of the signed-in person."""
    return signed_in.account().name
