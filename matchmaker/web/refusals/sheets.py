"""Sentences for what the sheets refuse."""

BASES: tuple[type[Exception], ...] = ()
SENTENCES: dict = {}
