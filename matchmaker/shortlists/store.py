"""The indexes of this process, one set per database."""

import weakref
from dataclasses import dataclass, field

from sqlalchemy.pool import Pool
from sqlmodel import Session

from matchmaker.shortlists import registers
from matchmaker.shortlists.shelf import Contents, Shelf


@dataclass(frozen=True)
class Store:
    """The three shelves of one database."""

    providers: Shelf = field(default_factory=lambda: Shelf(registers.providers()))
    cases: Shelf = field(default_factory=lambda: Shelf(registers.cases()))
    needs: Shelf = field(default_factory=lambda: Shelf(registers.published_needs()))


# Keyed by the connection pool, which is what sessions of one database share, and gone with it.
_stores: weakref.WeakKeyDictionary[Pool, Store] = weakref.WeakKeyDictionary()


def of(session: Session) -> Store:
    """The store of the session's database."""
    return _stores.setdefault(session.get_bind().engine.pool, Store())


def providers(session: Session) -> Contents:
    """Index of listed providers as they stand; entries' facts are `registers.Card`s."""
    return of(session).providers.current(session)


def cases(session: Session) -> Contents:
    """Index of the cases of listed providers; entries' facts are `registers.CaseCard`s."""
    return of(session).cases.current(session)


def published_needs(session: Session) -> Contents:
    """Index of public needs; entries' facts are `demands.needs.Need`s."""
    return of(session).needs.current(session)


def warm(session: Session) -> None:
    """Builds all indexes, so that the first visitor does not wait; `session` must be a reading one to keep them."""
    providers(session), cases(session), published_needs(session)
