"""Providers and needs from a sheet as plain dicts, for engines that want names and texts and nothing else."""

from datetime import date
from pathlib import Path

from matchmaker.sheets import mapping, reading, rows
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.mapping import Mapping
from matchmaker.sheets.rows import Fault, Record, Terms

_TEXTS = {
    "provider": ("summary", "offerings", "cases", "honours", "team", "customers", "note"),
    "demand": ("problem", "key_points", "goal", "keywords", "note"),
}
_TOLERATED = ("industries", "region", "provider_type", "scenarios")


def records(
    source: Path | bytes,
    kind: str,
    codes: Codes | None = None,
    *,
    filename: str = "",
    worksheet: str | None = None,
) -> tuple[list[dict[str, object]], list[Fault]]:
    """(records, what was wrong with the rows left out).

    Providers: ``id, name, type, city, industries, text, row``; needs: ``id, title, city, industry, text, row``, and
    ``scenarios`` for both. ``id`` is the sheet's own (a column called 编号 or id, unless it repeats) or the row number
    as a string; ``type``, ``city`` (region), industries and scenarios are codes as far as ``codes`` knows the words.
    A row is left out for a missing name or title, a wrong credit code or a repeated firm. Raises ``errors.Refusal``.
    """
    sheet = reading.read(source, filename, worksheet=worksheet)
    understood = mapping.understand(sheet, kind, codes)
    parsed = rows.records(sheet, understood, kind, codes, today=date.min, terms=_terms(kind, understood))
    ids = _ids(parsed.good)
    return [_provider(r, ids) if kind == "provider" else _need(r, ids) for r in parsed.good], parsed.bad


def _terms(kind: str, understood: Mapping) -> Terms:
    """Asks only for what the sheet has a column for: a list of titles and texts is enough to be matched."""
    wanted = (
        ("name",)
        if kind == "provider"
        else ("title", "name")
        if understood.columns_of("title")
        else ("problem",)
    )
    present = [key for key in wanted if understood.columns_of(key)] or list(wanted[:1])
    return Terms(present, {}, ("credit_code", "name") if kind == "provider" else (), _TOLERATED)


def _ids(good: list[Record]) -> dict[int, str]:
    own = [str(record.values.get("id") or "") for record in good]
    if all(own) and len(set(own)) == len(own):
        return {record.row: one for record, one in zip(good, own, strict=True)}
    return {record.row: str(record.row) for record in good}


def _provider(record: Record, ids: dict[int, str]) -> dict[str, object]:
    values = record.values
    return {
        "id": ids[record.row], "name": values["name"], "type": values["provider_type"], "city": values["region"],
        "industries": values["industries"], "scenarios": values["scenarios"], "text": _text(record, "provider"),
        "row": record.row,
    }  # fmt: skip


def _need(record: Record, ids: dict[int, str]) -> dict[str, object]:
    values = record.values
    industries = list(values["industries"] or [])
    return {
        "id": ids[record.row], "title": values["title"], "city": values["region"],
        "industry": industries[0] if industries else "", "scenarios": values["scenarios"],
        "text": _text(record, "demand"), "row": record.row,
    }  # fmt: skip


def _text(record: Record, kind: str) -> str:
    parts = [record.values.get(key) for key in _TEXTS[kind]]
    texts = ["、".join(part) if isinstance(part, list) else part for part in parts if part]
    return "\n".join(str(text) for text in texts)
