"""Sentences for what the outcomes refuse."""

BASES: tuple[type[Exception], ...] = ()
SENTENCES: dict = {}
