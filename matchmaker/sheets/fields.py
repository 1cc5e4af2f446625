"""What a sheet of each kind may hold: the fields, their Chinese labels, and the names offices give to the columns."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Kind = Literal["provider", "demand", "registration"]


@dataclass(frozen=True)
class Field:
    """``shape`` names how its cells are read; ``several``: several columns may feed it."""

    key: str
    label: str
    shape: str
    required: bool
    several: bool
    aliases: tuple[str, ...]


@cache
def of(kind: Kind) -> dict[str, Field]:
    """The fields of ``kind`` by key, in the order of the templates."""
    rows = [row for row in _rows("fields.csv") if row["kind"] == kind]
    if not rows:
        raise ValueError(f"no such kind of sheet: {kind!r}")
    return {row["key"]: _field(row) for row in rows}


@cache
def generic() -> tuple[tuple[str, str, str], ...]:
    """(group header, header under it, field): how short headers read under a merged one, as 联系人 over 姓名."""
    return tuple((row["group"], row["part"], row["field"]) for row in _rows("generic.csv"))


@cache
def all_aliases() -> frozenset[str]:
    """Every known column name of every kind, to tell a header row from others."""
    kinds = {row["kind"] for row in _rows("fields.csv")}
    return frozenset(
        alias.lower() for kind in kinds for field in of(kind).values() for alias in field.aliases
    )


def _field(row: dict[str, str]) -> Field:
    aliases = tuple(dict.fromkeys(row["aliases"].split(";")))
    return Field(row["key"], row["label"], row["shape"], bool(row["required"]), bool(row["several"]), aliases)


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("matchmaker.sheets") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
