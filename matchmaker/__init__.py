"""Brings needs and offers together: the only part that speaks to people."""
