"""The index as files: segments are written once and mapped by every worker, a small list says which of them count now.

Layout of a folder: `segments/<name>/` holds the arrays and facts of a segment; `current.json` names the segments, and
`alive-<version>.npy` which documents are struck. `current.json` is replaced in one step, after everything it names is
on the disk: a writer killed at any moment leaves the old index whole. One writer at a time; any number of readers.
"""

import json
import os
import shutil
import tempfile
import uuid
from dataclasses import replace
from pathlib import Path

import numpy as np

from .index import Index
from .postings import Postings
from .segment import Facts, Segment
from .vocabulary import Vocabulary

FORMAT = 1
ARRAYS = ("keys", "starts", "places", "counts", "fact_of")


class Unreadable(Exception):
    """No index there, or one of another format or vocabulary: build it again from the registers."""


def save(index: Index, folder: Path) -> Index:
    """Write what is not yet in the folder and switch to it; returns the index mapped from the files.

    After an update only the new small segment and the list are written.
    """
    segments = [stored(part, folder) for part in index.segments]
    version = uuid.uuid4().hex
    write_array(folder / f"alive-{version}.npy", index.alive)
    told = {
        "format": FORMAT,
        "vocabulary": index.vocabulary.version,
        "version": version,
        "segments": [part.name for part in segments],
    }
    replace_file(folder / "current.json", json.dumps(told).encode())
    clear(folder, told)
    return Index(segments, index.vocabulary)


def load(folder: Path, vocabulary: Vocabulary) -> Index:
    """The current index, its arrays mapped and shared with other processes. Raises `Unreadable`."""
    before = version(folder)
    try:
        return opened(folder, vocabulary)
    except Unreadable:
        if version(folder) == before:
            raise
        return load(folder, vocabulary)  # somebody saved in between


def opened(folder: Path, vocabulary: Vocabulary) -> Index:
    """One attempt to open the current index."""
    try:
        told = json.loads((folder / "current.json").read_text("utf-8"))
        if told["format"] != FORMAT or told["vocabulary"] != vocabulary.version:
            raise Unreadable(folder)
        alive = np.load(folder / f"alive-{told['version']}.npy", allow_pickle=False)
        parts = [read(folder / "segments" / name) for name in told["segments"]]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Unreadable(folder) from problem
    offsets = np.cumsum([0] + [len(part.ids) for part in parts])
    return Index(
        [replace(part, alive=alive[a:b]) for part, a, b in zip(parts, offsets, offsets[1:], strict=False)],
        vocabulary,
    )


def version(folder: Path) -> str:
    """Changes with every save; cheap to ask. Empty when there is no index."""
    try:
        return json.loads((folder / "current.json").read_text("utf-8"))["version"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def stored(part: Segment, folder: Path) -> Segment:
    """The segment as it stands in the folder, written if it is not there."""
    home = folder / "segments"
    if part.name and (home / part.name).is_dir():
        return part
    home.mkdir(parents=True, exist_ok=True)
    name = uuid.uuid4().hex
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=home))
    for key in ARRAYS:
        write_array(
            unfinished / f"{key}.npy", getattr(part.postings, key, None) if key != "fact_of" else part.fact_of
        )
    write_bytes(
        unfinished / "told.json",
        json.dumps({"ids": part.ids, "facts": part.facts}, ensure_ascii=False).encode(),
    )
    os.replace(unfinished, home / name)
    return replace(read(home / name), alive=part.alive)


def read(home: Path) -> Segment:
    """A segment with its arrays mapped."""
    arrays = {key: np.load(home / f"{key}.npy", mmap_mode="r", allow_pickle=False) for key in ARRAYS}
    told = json.loads((home / "told.json").read_text("utf-8"))
    facts = tuple(Facts(tuple(industries), region, kind) for industries, region, kind in told["facts"])
    postings = Postings(*(plain(arrays[key]) for key in ARRAYS[:4]))
    ids = tuple(told["ids"])
    return Segment(postings, ids, facts, plain(arrays["fact_of"]), np.ones(len(ids), np.bool_), home.name)


def plain(mapped: np.ndarray) -> np.ndarray:
    """A mapped array under the plain type, which compiled code takes without compiling again."""
    return np.asarray(mapped)


def write_array(path: Path, array: np.ndarray) -> None:
    """An array, on the disk when this returns."""
    with path.open("wb") as file:
        np.save(file, array, allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())


def write_bytes(path: Path, data: bytes) -> None:
    """Bytes, on the disk when this returns."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file in one step."""
    fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    write_bytes(fresh, data)
    os.replace(fresh, path)


def clear(folder: Path, told: dict) -> None:
    """Remove what no list names any more. Processes that have it mapped keep it until they let go."""
    for home in (folder / "segments").iterdir():
        if home.name not in told["segments"]:
            shutil.rmtree(home, ignore_errors=True)
    for file in folder.glob("alive-*.npy"):
        if file.name != f"alive-{told['version']}.npy":
            file.unlink(missing_ok=True)
