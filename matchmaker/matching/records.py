"""Needs, providers and judgements as plain records: what `matchmaker match` and `evaluate` read."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from .documents import Document

# A firm's name says where it sits and who owns it; any other name (a product, a result) is a heading.
FIRM = re.compile(
    r"(公司|集团|厂|中心|研究院|研究所|大学|学院|协会|合作社|商行|事务所|工作室|Inc\.?|Ltd\.?)\s*$"
)


class Skipped(NamedTuple):
    """A line that is left out: its number from 1, the reason's code and what the sentence needs.

    Codes: broken (no JSON object), empty (no name, title or text), repeated (`value` is the id).
    """

    row: int
    code: str
    value: str = ""


def provider(record: dict) -> Document:
    """A provider record {"id", "name", "type", "city", "industries", "text"} as a document; `scenarios` may be there too."""
    name = told(record.get("name"))
    fields = (
        ("name" if FIRM.search(name) else "title", told(record.get("title")) or name),
        ("text", told(record.get("text"))),
    )
    return Document(
        told(record["id"]), fields, codes(record.get("industries")), told(record.get("city")), told(record.get("type")),
        "provider", scenarios(record),
    )  # fmt: skip


def demand(record: dict) -> Document:
    """A need record {"id", "title", "city", "industry", "text"} as a document; `scenarios` may be there too."""
    fields = (("title", told(record.get("title"))), ("text", told(record.get("text"))))
    industries = codes(record.get("industry") or record.get("industries"))
    return Document(
        told(record["id"]), fields, industries, told(record.get("city")), "", "need", scenarios(record)
    )


def told(value: object) -> str:
    """A value as text; nothing for None."""
    return "" if value is None else str(value)


def codes(value: object) -> tuple[str, ...]:
    """A list of codes, or a text of codes with any separators."""
    if isinstance(value, list | tuple):
        return tuple(told(code).strip() for code in value if told(code).strip())
    return tuple(re.findall(r"[A-Za-z0-9]+", told(value)))


def scenarios(record: dict) -> tuple[str, ...]:
    """Ticked scenarios as concepts."""
    named = record.get("scenarios")
    return tuple(f"scenario:{code}" for code in named) if isinstance(named, list | tuple) else ()


def read(path: Path, make: Callable[[dict], Document]) -> tuple[list[Document], list[Skipped]]:
    """Documents of a JSON lines file (UTF-8, with or without BOM) and the lines left out; a missing id is the line number."""
    found: dict[str, Document] = {}
    skipped = []
    for row, record in objects(path):
        document = (
            make({"id": row} | {k: v for k, v in record.items() if v is not None})
            if record is not None
            else None
        )
        if document is None:
            skipped.append(Skipped(row, "broken"))
        elif not any(text.strip() for _, text in document.fields):
            skipped.append(Skipped(row, "empty"))
        elif document.id in found:
            skipped.append(Skipped(row, "repeated", document.id))
        else:
            found[document.id] = document
    return list(found.values()), skipped


def objects(path: Path) -> Iterator[tuple[int, dict | None]]:
    """Line number and object of each line that is not blank; None for what is no JSON object."""
    with path.open("rb") as file:
        for row, line in enumerate(file, 1):
            text = line.decode("utf-8-sig" if row == 1 else "utf-8", "replace").strip()
            if text:
                yield row, parsed(text)


def parsed(text: str) -> dict | None:
    """A JSON object, or None."""
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def judgements(lines: Iterable[str]) -> dict[str, dict[str, float]]:
    """Need → provider → grade, from lines "need, provider, grade" separated by tabs or blanks (TREC's four columns too)."""
    grades: dict[str, dict[str, float]] = defaultdict(dict)
    for line in lines:
        cells = line.split()
        if len(cells) in (3, 4):
            grades[cells[0]][cells[-2]] = float(cells[-1])
    return dict(grades)
