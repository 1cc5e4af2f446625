"""Which column holds what: by its name, by the merged name above it, by what stands in it, or as a person says."""

import difflib
import re
from dataclasses import dataclass, replace

from matchmaker.sheets import columns_by_content, fields, tidy
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.fields import Field, Kind
from matchmaker.sheets.reading import Column, Sheet

_FILLING = re.compile(r"(?<=..)(?:情况|信息|明细|一览|评定|汇总)$")
_SURE = 0.5
"""Below this a guess is not taken, only shown as not understood."""


@dataclass(frozen=True)
class Choice:
    """``field`` of a column, or ``None`` when it is not used. ``confidence`` 0–1; ``by``: name, group, similar,
    content, person or nothing."""

    column: int
    field: str | None
    confidence: float
    by: str


@dataclass(frozen=True)
class Mapping:
    kind: Kind
    choices: tuple[Choice, ...]

    def columns_of(self, field: str) -> list[int]:
        """The columns (from 1) that feed a field, from left to right."""
        return [choice.column for choice in self.choices if choice.field == field]

    def field_of(self, column: int) -> str | None:
        return next((choice.field for choice in self.choices if choice.column == column), None)

    def missing(self) -> list[str]:
        """Required fields without a column."""
        return [
            key for key, field in fields.of(self.kind).items() if field.required and not self.columns_of(key)
        ]

    def unused(self) -> list[int]:
        return [choice.column for choice in self.choices if choice.field is None]

    def with_override(self, column: int, field: str | None) -> "Mapping":
        """The same with ``column`` put to ``field`` (``None``: not used) by a person.

        A field that takes one column only leaves the column it had. ``ValueError`` for an unknown column or field.
        """
        if field is not None and field not in fields.of(self.kind):
            raise ValueError(f"no such field: {field!r}")
        if column not in [choice.column for choice in self.choices]:
            raise ValueError(f"no such column: {column!r}")
        alone = field is not None and not fields.of(self.kind)[field].several
        freed = tuple(
            _freed(choice) if alone and choice.field == field else choice for choice in self.choices
        )
        said = Choice(column, field, 1.0, "person")
        return replace(self, choices=tuple(said if choice.column == column else choice for choice in freed))


def understand(sheet: Sheet, kind: Kind, codes: Codes | None = None) -> Mapping:
    """The best reading of the columns of ``sheet``. With ``codes`` also by the names of codes found in the cells."""
    proposals = [p for column in sheet.columns for p in _proposals(column, kind)]
    checked = [p for p in proposals if columns_by_content.agrees(sheet, p.column, _field(kind, p), codes)]
    taken = _assigned(checked, kind)
    by_content = [
        choice for column in sheet.columns if column.number not in taken
        for choice in _by_content(sheet, column, kind, codes)
    ]  # fmt: skip
    taken |= _assigned(by_content, kind, {choice.field for choice in taken.values()})
    return Mapping(kind, tuple(_final(taken.get(c.number), c.number) for c in sheet.columns))


def _final(choice: Choice | None, column: int) -> Choice:
    """Columns known to be of no use (推荐单位, 审核意见) are as unused as unknown ones."""
    if choice is None or choice.field == "other":
        return Choice(column, None, 0.0, "nothing")
    return choice


def _freed(choice: Choice) -> Choice:
    return Choice(choice.column, None, 0.0, "nothing")


def _field(kind: Kind, choice: Choice) -> Field:
    return fields.of(kind)[choice.field or ""]


def _assigned(proposals: list[Choice], kind: Kind, used: set[str | None] | None = None) -> dict[int, Choice]:
    """The surest proposals first; a column once, a field once unless it takes several and the proposal is sure."""
    taken: dict[int, Choice] = {}
    fed = set(used or ())
    for proposal in sorted(proposals, key=lambda p: (-p.confidence, p.column)):
        again = _field(kind, proposal).several and proposal.confidence >= 0.8
        if (
            proposal.confidence >= _SURE
            and proposal.column not in taken
            and (proposal.field not in fed or again)
        ):
            taken[proposal.column] = proposal
            fed.add(proposal.field)
    return taken


def _proposals(column: Column, kind: Kind) -> list[Choice]:
    """By each header text, the lowest counting most."""
    found = []
    group = "".join(tidy.header(part) for part in column.parts[:-1])
    if column.parts and group:
        found += _by_group(column, group, kind)
    for distance, part in enumerate(reversed(column.parts)):
        found += [
            replace(choice, confidence=choice.confidence * 0.7**distance)
            for choice in _by_name(column, part, kind)
        ]
    return found


def _by_group(column: Column, group: str, kind: Kind) -> list[Choice]:
    part = tidy.header(column.parts[-1])
    return [
        Choice(column.number, field, 1.0 if group.startswith(outer) else 0.9, "group")
        for outer, inner, field in fields.generic()
        if field in fields.of(kind) and part == inner and outer in group
    ]


def _by_name(column: Column, part: str, kind: Kind) -> list[Choice]:
    name = tidy.header(part)
    short = _FILLING.sub("", name)
    names = dict.fromkeys(one for one in (name, short) if one)
    known = fields.of(kind).items()
    found = [Choice(column.number, key, *_likeness(one, field)) for one in names for key, field in known]
    # 需求情况 is a description although 需求 alone is a title: the whole name counts more.
    weighed = [
        *found[: len(known)],
        *(replace(one, confidence=one.confidence * 0.9) for one in found[len(known) :]),
    ]
    return [choice for choice in weighed if choice.confidence > 0.3]


def _likeness(name: str, field: Field) -> tuple[float, str]:
    """Known names count fully, the first ones of the list a little more; then names that contain one another."""
    names = [tidy.header(alias) for alias in (field.label, *field.aliases)]
    if name in names:
        return 1.0 - 0.002 * names.index(name), "name"
    contained = [_weight(name, alias) for alias in names if len(alias) > 1 and alias in name]
    containing = [0.35 + 0.4 * len(name) / len(alias) for alias in names if len(name) > 1 and name in alias]
    best = max([*contained, *containing], default=0.0)
    near = max(difflib.SequenceMatcher(None, name, alias).ratio() for alias in names)
    return max(best, near * 0.7), "similar"


def _weight(name: str, alias: str) -> float:
    """A compound says at its end what it is: 公司地址 is an address, 企业资质 a qualification."""
    share = 0.4 * len(alias) / len(name)
    if name.endswith(alias):
        return 0.5 + share
    return (0.25 if name.startswith(alias) else 0.4) + share


def _by_content(sheet: Sheet, column: Column, kind: Kind, codes: Codes | None) -> list[Choice]:
    found = columns_by_content.guesses(sheet, column.number, kind, codes)
    return [Choice(column.number, field, confidence, "content") for field, confidence in found]
