"""Sentences for what the providers refuse."""

BASES: tuple[type[Exception], ...] = ()
SENTENCES: dict = {}
