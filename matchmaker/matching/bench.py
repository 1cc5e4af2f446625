"""Reads needs, providers and judgements from JSON lines, as `matchmaker match` and `evaluate` take them."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from .documents import Document


# A firm's name says where it sits and who owns it; any other name (a product, a result) is a heading.
FIRM = re.compile(r"(公司|集团|厂|中心|研究院|研究所|大学|学院|协会|合作社|商行|事务所|工作室|Inc\.?|Ltd\.?)\s*$")


def provider(record: dict) -> Document:
    """A provider record {"id", "name", "type", "city", "industries", "text"} as a document."""
    name = record.get("name") or ""
    fields = (("name" if FIRM.search(name) else "title", record.get("title") or name), ("text", record.get("text") or ""))
    industries = tuple(record.get("industries") or ())
    return Document(str(record["id"]), fields, industries, record.get("city") or "", record.get("type") or "", "provider")


def demand(record: dict) -> Document:
    """A need record {"id", "title", "city", "industry", "text"} as a document."""
    fields = (("title", record.get("title") or ""), ("text", record.get("text") or ""))
    industry = record.get("industry") or record.get("industries") or ()
    industries = (industry,) if isinstance(industry, str) else tuple(industry)
    return Document(str(record["id"]), fields, industries, record.get("city") or "", "", "need")


def lines(path: Path) -> Iterable[dict]:
    """Records of a JSON lines file."""
    with path.open(encoding="utf-8-sig") as file:
        yield from (json.loads(line) for line in file if line.strip())


def judgements(path: Path) -> dict[str, dict[str, float]]:
    """Need → provider → grade, from a tab separated file."""
    grades: dict[str, dict[str, float]] = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines():
        need, who, grade = line.split("\t")
        grades[need][who] = float(grade)
    return dict(grades)
