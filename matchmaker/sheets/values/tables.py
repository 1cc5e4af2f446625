"""Short tables of loose names beside the code, kept as data so that the trade can read and extend them."""

import csv
from functools import cache
from importlib.resources import files


@cache
def industry_names() -> dict[str, tuple[str, ...]]:
    """Everyday name of a branch → codes of the divisions it may mean."""
    return {row["name"].lower(): tuple(row["codes"].split()) for row in _rows("industry-names.csv")}


@cache
def type_names() -> tuple[tuple[str, str], ...]:
    """(word, provider type), longest word first."""
    pairs = [(row["name"].lower(), row["code"]) for row in _rows("type-names.csv")]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("matchmaker.sheets") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
