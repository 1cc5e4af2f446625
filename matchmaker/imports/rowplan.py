"""What is going to happen to one row."""

from dataclasses import dataclass, field
from typing import Any, Literal

from demands.models import Factory
from matchmaker.imports.options import Options
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.rows import Record
from matchmaker.sheets.values.outcome import Note

Action = Literal["new", "update", "skip"]


@dataclass(frozen=True)
class Scope:
    """For whom the rows are read: an office's region, or a factory that brings its own needs."""

    region: str
    factory: Factory | None
    options: Options
    codes: Codes


@dataclass
class Planned:
    """`name` and `title` are shown; `action` with the reason `why` (a note's code) when the row is skipped; `drafts`:
    inputs of the acts by name; `party`: the registered firm, if there is one."""

    record: Record
    name: str
    title: str = ""
    action: Action = "new"
    why: str = ""
    drafts: dict[str, Any] = field(default_factory=dict)
    party: Any = None
    faults: list[tuple[str, Note]] = field(default_factory=list)
    remarks: list[tuple[str, Note]] = field(default_factory=list)
