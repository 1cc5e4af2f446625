"""The words of the trade: which words speak of which concept, how strongly, and which sentences are noise."""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from importlib import resources
from typing import NamedTuple

FILES = resources.files("matchmaker.matching") / "data" / "lexicon"


class Entry(NamedTuple):
    """One row of the lexicon; `weight` 1.0 is unmistakable, 0.3 a hint, below zero a counter-sign."""

    concept: str
    term: str
    weight: float
    side: str = "both"
    note: str = ""


class Cue(NamedTuple):
    """A word that tells noise (history, honour, capacity, contact, boast) from what is asked or offered."""

    cue: str
    kind: str
    weight: float


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Entries, names of the concepts and cues of noise; immutable."""

    entries: tuple[Entry, ...] = ()
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()
    parents: dict[str, str] = field(default_factory=dict)

    @classmethod
    def standard(cls) -> "Vocabulary":
        """The vocabulary that comes with the product."""
        return _standard()

    def extended(self, rows: Iterable[Entry | tuple]) -> "Vocabulary":
        """With an organiser's own rows (concept, term, weight, side, note); a later row replaces an earlier one."""
        return replace(self, entries=(*self.entries, *map(entry, rows)))

    @cached_property
    def version(self) -> str:
        """Hash of the content: an index belongs to one version."""
        told = repr((self.entries, sorted(self.names.items()), self.cues, sorted(self.parents.items())))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def name(self, concept: str, language: str = "zh") -> str:
        """The concept's name for people; its code where it has none."""
        zh, en = self.names.get(concept, ("", ""))
        return (en if language == "en" else zh) or zh or concept.partition(":")[2]


def entry(row: Entry | tuple) -> Entry:
    """A row of text cells as an entry."""
    concept, term, weight, side, note = (*row, "both", "")[:5] if len(row) < 5 else row[:5]
    return Entry(concept, term, float(weight), side or "both", note or "")


@lru_cache(maxsize=1)
def _standard() -> Vocabulary:
    entries, names, cues, parents = [], {}, [], {}
    for file in sorted(FILES.iterdir(), key=lambda file: file.name) if FILES.is_dir() else []:
        if file.name == "concepts.csv":
            names = {row["concept"]: (row["name_zh"], row["name_en"]) for row in rows_of(file)}
            parents = {row["concept"]: row["parent"] for row in rows_of(file) if row["parent"]}
        elif file.name == "noise.csv":
            cues = [Cue(row["cue"], row["kind"], float(row["weight"])) for row in rows_of(file)]
        elif file.name.endswith(".csv"):
            entries += [
                entry((r["concept"], r["term"], r["weight"], r["side"], r["note"])) for r in rows_of(file)
            ]
    return Vocabulary(tuple(entries), names, tuple(cues), parents)


def rows_of(file) -> list[dict[str, str]]:
    """Rows of a CSV file of the lexicon."""
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
