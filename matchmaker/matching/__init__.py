"""Ranking engine: texts in, ranked and explained matches out. Knows no database, no settings, no pages."""
