"""The rows that could not be taken, as a sheet to correct and bring again."""

from collections.abc import Mapping as Dict

from matchmaker.sheets import fields, tidy
from matchmaker.sheets.mapping import Mapping
from matchmaker.sheets.reading import Column, Sheet
from matchmaker.sheets.writing import Column as Written
from matchmaker.sheets.writing import Table, Value

ROW_TITLE = "原表行号"
FAULT_TITLE = "需要改正的地方"


def table(sheet: Sheet, mapping: Mapping, sentences: Dict[int, str], *, note: str = "") -> Table:
    """All original cells of the rows in ``sentences`` (row number → what is wrong), and what is wrong beside them.

    Its column names are understood by the reader again, also where they stood under merged names.
    """
    titles = [_title(column, mapping) for column in sheet.columns]
    rows = [
        [row.number, sentences[row.number], *(_value(row.cell(column.number)) for column in sheet.columns)]
        for row in sheet.rows
        if row.number in sentences
    ]
    columns = [Written(ROW_TITLE, 10), Written(FAULT_TITLE, 50), *(Written(title) for title in titles)]
    return Table(FAULT_TITLE, columns, rows, note)


def _title(column: Column, mapping: Mapping) -> str:
    """The lowest name; where that alone would not be understood, the field's own name."""
    key = mapping.field_of(column.number)
    own = column.parts[-1] if column.parts else column.letters
    if key is None:
        return column.title or column.letters
    field = fields.of(mapping.kind)[key]
    is_known = tidy.header(own) in {tidy.header(alias) for alias in (field.label, *field.aliases)}
    # A unit in the name of the group (预算(元)) must not get lost.
    unit = "" if is_known and len(column.parts) == 1 else tidy.aside(column.title)
    return own if is_known and not unit else f"{field.label.split('(')[0]}({unit})" if unit else field.label


def _value(cell: object) -> Value:
    return str(cell) if hasattr(cell, "hour") and not hasattr(cell, "day") else cell  # type: ignore[return-value]
