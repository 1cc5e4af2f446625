"""Matchmaking events: their days, slots and tables, and the firms that take part."""
