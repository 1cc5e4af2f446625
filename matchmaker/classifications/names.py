"""Codes and their names: the shipped files with the installation's own entries laid over them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from sqlalchemy import func
from sqlmodel import Session, select

from matchmaker.classifications.models import ClassificationEntry, Kind

FILES = {
    Kind.INDUSTRY: "industries.csv",
    Kind.SCENARIO: "scenarios.csv",
    Kind.REGION: "regions.csv",
    Kind.PROVIDER_TYPE: "provider-types.csv",
}


@dataclass(frozen=True)
class Entry:
    """One code with its names in both languages; `parent` is empty at the top."""

    code: str
    parent: str
    name_zh: str
    name_en: str
    source: str = ""
    retired: bool = False
    own: bool = False

    def name(self, language: str = "zh") -> str:
        """The name in `language`; Chinese where there is no other."""
        return self.name_en or self.name_zh if language == "en" else self.name_zh


@dataclass(frozen=True)
class Classification:
    """All entries of one kind, in their official order, found by code."""

    entries: dict[str, Entry] = field(default_factory=dict)

    def __contains__(self, code: object) -> bool:
        return code in self.entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def name(self, code: str, language: str = "zh") -> str:
        """The name of a code; the code itself when nobody knows it."""
        entry = self.entries.get(code)
        return entry.name(language) if entry else code

    def names(self) -> dict[str, str]:
        """code → Chinese name, as the engines take it."""
        return {entry.code: entry.name_zh for entry in self}

    def children(self, parent: str = "") -> list[Entry]:
        """The entries in use right below `parent`, in order; the top ones by default."""
        return [entry for entry in self if entry.parent == parent and not entry.retired]

    def path(self, code: str) -> list[Entry]:
        """From the top down to the code itself, e.g. 安徽省, 合肥市, 瑶海区; empty for an unknown code."""
        found: list[Entry] = []
        entry = self.entries.get(code)
        while entry and entry not in found:  # a ring of parents must not hold a page up for ever
            found.append(entry)
            entry = self.entries.get(entry.parent)
        return found[::-1]


@dataclass(frozen=True)
class Codes:
    """The four classifications of this installation as they stand."""

    industries: Classification
    scenarios: Classification
    regions: Classification
    types: Classification

    def of(self, kind: str) -> Classification:
        """The classification of a `Kind`."""
        return {
            Kind.INDUSTRY: self.industries,
            Kind.SCENARIO: self.scenarios,
            Kind.REGION: self.regions,
            Kind.PROVIDER_TYPE: self.types,
        }[Kind(kind)]


@cache
def shipped(kind: Kind) -> dict[str, Entry]:
    """The entries of the data file of one kind, by code. Read once per process (regions: 3,351 rows, 10 ms)."""
    text = (files("matchmaker.classifications") / "data" / FILES[kind]).read_text(encoding="utf-8")
    return {row["code"]: Entry(**row) for row in csv.DictReader(text.splitlines())}


@cache
def standard() -> Codes:
    """The shipped classifications alone, for commands without a database."""
    return Codes(*(Classification(shipped(kind)) for kind in Kind))


_latest: dict[str, tuple[object, Codes]] = {}


def codes(session: Session) -> Codes:
    """The classifications with the installation's entries; one small query, rebuilt only when one changed."""
    mark = session.exec(select(func.count(), func.max(ClassificationEntry.changed_at))).one()
    version = (str(session.get_bind().engine.url), tuple(mark))
    if _latest.get("codes", (None,))[0] != version:
        own = list(session.exec(select(ClassificationEntry)))
        _latest["codes"] = (version, Codes(*(Classification(_laid_over(kind, own)) for kind in Kind)))
    return _latest["codes"][1]


def _laid_over(kind: Kind, own: list[ClassificationEntry]) -> dict[str, Entry]:
    mine = [row for row in own if row.kind == kind]
    if not mine:
        return shipped(kind)
    merged = dict(shipped(kind))
    for row in mine:
        merged[row.code] = Entry(
            row.code, row.parent, row.name_zh, row.name_en, row.source, row.retired, own=True
        )
    return dict(sorted(merged.items())) if kind is not Kind.PROVIDER_TYPE else merged
