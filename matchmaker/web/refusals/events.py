"""Sentences for what the events refuse."""

BASES: tuple[type[Exception], ...] = ()
SENTENCES: dict = {}
