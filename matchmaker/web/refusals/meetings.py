"""Sentences for what the meetings refuse."""

BASES: tuple[type[Exception], ...] = ()
SENTENCES: dict = {}
