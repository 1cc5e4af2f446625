"""The data files of the sample region."""

import json
from importlib.resources import files
from typing import Any

Record = dict[str, Any]


def records(name: str) -> list[Record]:
    """The records of `data/<name>.jsonl`, or of its numbered parts `<name>-1.jsonl` …, in their order."""
    room = files("matchmaker.sample") / "data"
    parts = sorted(
        part.name for part in room.iterdir() if part.name.endswith(".jsonl") and _stem(part.name) == name
    )
    lines = [line for part in parts for line in (room / part).read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines]


def remarks() -> dict[str, list[str]]:
    """What people say to each other at the events, by occasion."""
    return json.loads((files("matchmaker.sample") / "data" / "remarks.json").read_text(encoding="utf-8"))


def _stem(filename: str) -> str:
    return filename.removesuffix(".jsonl").rstrip("0123456789").removesuffix("-")
