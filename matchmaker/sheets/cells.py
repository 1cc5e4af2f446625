"""Reads the cells that feed one field, by the field's shape."""

from datetime import date

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell, Row
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.fields import Field
from matchmaker.sheets.reading import Column
from matchmaker.sheets.values import credit, industries, money, names, phones, regions, small, times
from matchmaker.sheets.values.outcome import Outcome, remarked

_EMPTY = {
    "industries": [], "scenarios": [], "words": [], "traits": [], "money": None, "count": None, "year": None,
    "maturity": None, "budget": money.Budget(None, None, ""), "date": times.Wish(None, ""),
}  # fmt: skip


def read(
    field: Field, row: Row, columns: list[Column], codes: Codes, today: date
) -> tuple[Outcome, Column | None]:
    """The field's value in this row, and the column it (or the trouble with it) comes from.

    Values by shape: text, name, credit, phone, email, region, type, tier, cooperation, side: ``str``; industries,
    scenarios, words, traits: ``list[str]``; count, year, maturity: ``int | None``; money: ``Decimal | None`` in 万元;
    budget: ``money.Budget``; date: ``times.Wish``.
    """
    filled = [column for column in columns if not tidy.is_blank(tidy.line(row.cell(column.number)))]
    if not filled:
        return Outcome(_EMPTY.get(field.shape, "")), columns[0] if columns else None
    outcome = _one(field, _joined(field, row, filled), filled[0], codes, today)
    return outcome, filled[0]


def _joined(field: Field, row: Row, filled: list[Column]) -> Cell:
    """Several columns for one field: texts under each other with their names, the rest beside each other."""
    if len(filled) == 1:
        return row.cell(filled[0].number)
    texts = [tidy.text(row.cell(column.number)) for column in filled]
    if field.shape == "text":
        return "\n".join(f"{_last(column)}:{text}" for column, text in zip(filled, texts, strict=True))
    return ("" if field.shape == "region" else "、").join(texts)


def _last(column: Column) -> str:
    return column.parts[-1] if column.parts else column.letters


def _one(field: Field, cell: Cell, column: Column, codes: Codes, today: date) -> Outcome:
    match field.shape:
        case "credit":
            return credit.read(cell)
        case "phone":
            return phones.read(cell)
        case "email":
            return small.email(cell)
        case "count":
            return small.count(cell)
        case "year":
            return small.year(cell)
        case "money":
            return money.amount(cell, column.title)
        case "budget":
            return money.read(cell, column.title)
        case "date":
            return times.read(cell, today)
        case "words":
            return names.words(cell)
        case "maturity":
            return names.maturity(cell)
        case _:
            return _coded(field, cell, codes)


def _coded(field: Field, cell: Cell, codes: Codes) -> Outcome:
    match field.shape:
        case "industries":
            return industries.read(cell, codes, several=field.several)
        case "scenarios":
            return names.scenarios(cell, codes)
        case "region":
            return regions.read(cell, codes)
        case "type":
            return names.provider_type(cell, codes)
        case "traits":
            return names.choices("traits", cell)
        case "tier" | "cooperation" | "side":
            return names.choice(field.shape, cell)
        case "name" | "number":
            return Outcome(tidy.line(cell))
        case "ignored":
            return Outcome("")
        case _:
            return _text(cell)


def _text(cell: Cell) -> Outcome:
    text = tidy.text(cell)
    return remarked(text, "unreadable-characters") if "\ufffd" in text else Outcome(text)


def name_beside(cell: Cell) -> str:
    return phones.name_beside(cell)
