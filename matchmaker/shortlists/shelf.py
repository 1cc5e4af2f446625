"""One index in the memory of this process, kept as fresh as the register it reads."""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from matchmaker.matching.documents import Document
from matchmaker.matching.index import Index
from matchmaker.matching.vocabulary import Vocabulary


@dataclass(frozen=True)
class Entry:
    """A register's record as it is indexed: what the engine reads, and facts for filters and tables."""

    document: Document
    facts: Any


@dataclass(frozen=True)
class Contents:
    """An index with the records behind it. Immutable: a refresh makes new contents and switches."""

    version: int
    index: Index
    entries: Mapping[str, Entry]


@dataclass(frozen=True)
class Changes:
    """What happened to a register since some contents: records to index (again), ids that are gone."""

    entries: Sequence[Entry]
    removed: Collection[str] = ()


@dataclass(frozen=True)
class Register:
    """How to read one side: its version (cheap), and what changed since `Contents` (everything for `None`)."""

    version: Callable[[Session], int]
    changes: Callable[[Session, Contents | None], Changes]


class Shelf:
    """Keeps the latest contents of one register; safe to ask from many threads."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.contents: Contents | None = None
        self.lock = threading.Lock()

    def current(self, session: Session) -> Contents:
        """The contents as `session` sees the register. One small query when nothing changed.

        Otherwise only the changed records are read and indexed. Other threads wait for that rather than rank
        an old state: a provider admitted now is found by the next page view.
        """
        version = self.register.version(session)
        if self.contents and self.contents.version == version:
            return self.contents
        with self.lock:
            if self.contents and self.contents.version == version:
                return self.contents
            fresh = refreshed(self.contents, self.register.changes(session, self.contents), version)
            if not _may_be_rolled_back(session):
                self.contents = fresh
            return fresh


def refreshed(old: Contents | None, changes: Changes, version: int) -> Contents:
    """Contents with `changes` laid over `old`; nothing is read."""
    documents = [entry.document for entry in changes.entries]
    if old is None:
        index = Index.build(documents, Vocabulary.standard())
    else:
        index = old.index.updated(documents, list(changes.removed))
    kept = (
        {key: entry for key, entry in old.entries.items() if key not in set(changes.removed)} if old else {}
    )
    return Contents(version, index, kept | {entry.document.id: entry for entry in changes.entries})


def _may_be_rolled_back(session: Session) -> bool:
    # A page that changes things sees its own unsaved rows. What it indexed is its own until it commits; keeping
    # it would show others rows that may never be, under a version number that comes again.
    return session.connection().get_execution_options().get("writing", True)
