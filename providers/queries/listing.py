"""The catalogue: firms that are in at least one pool, with what they show. Public data only."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, String, cast, func, or_
from sqlmodel import Session, select

from providers import catalogue
from providers.models import (
    LISTED,
    Case,
    Offering,
    Pool,
    PoolMembership,
    Provider,
    ProviderIndustry,
    ProviderScenario,
    ProviderStatus,
)
from providers.queries.register import serving, within


@dataclass(frozen=True)
class Listing:
    """A listed firm with all it shows: industries and scenarios as codes, standing offerings and cases, pools."""

    provider: Provider
    industries: list[str] = field(default_factory=list)
    scenarios: list[str] = field(default_factory=list)
    offerings: list[Offering] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    pools: list[Pool] = field(default_factory=list)
    stars: int | None = None


@dataclass(frozen=True)
class Wanted:
    """What a visitor looks for; empty means any."""

    search: str = ""
    pool_id: uuid.UUID | None = None
    industry: str = ""
    scenario: str = ""
    provider_type: str = ""
    region: str = ""
    trait: str = ""
    micro: bool = False
    first: bool = False


def catalogue_version(session: Session) -> int:
    """Grows with every change of what the catalogue shows."""
    return catalogue.version(session)


def changed_ids(session: Session, since: int) -> set[uuid.UUID]:
    """Firms changed after catalogue version `since`, listed or not: those not listed any more leave an index."""
    return set(session.exec(select(Provider.id).where(Provider.catalogue_number > since)))


def listed_providers(
    session: Session, ids: Collection[uuid.UUID] | None = None, changed_since: int | None = None
) -> list[Listing]:
    """Listed firms with all they show, ordered by id: all of them, those among `ids`, or those changed after
    catalogue version `changed_since`. Six queries however many firms."""
    statement = select(Provider).where(_listed()).order_by(Provider.id)
    if ids is not None:
        statement = statement.where(Provider.id.in_(ids))
    if changed_since is not None:
        statement = statement.where(Provider.catalogue_number > changed_since)
    return listings(session, session.exec(statement))


def listed_provider(session: Session, provider_id: uuid.UUID) -> Listing | None:
    """One listed firm, or `None` when there is no such firm or it is not listed."""
    found = listed_providers(session, [provider_id])
    return found[0] if found else None


def search(
    session: Session, wanted: Wanted, *, offset: int = 0, limit: int = 20
) -> tuple[list[Listing], int]:
    """A page of listed firms that match, more stars first, and the size of the whole."""
    conditions = [_listed(), *_conditions(wanted)]
    total = session.exec(select(func.count()).select_from(Provider).where(*conditions)).one()
    order = (func.coalesce(_stars(), 0).desc(), Provider.name, Provider.id)
    page = select(Provider).where(*conditions).order_by(*order).offset(offset).limit(limit)
    return listings(session, session.exec(page)), total


def listed_total(session: Session) -> int:
    """The number of listed firms."""
    return session.exec(select(func.count()).select_from(Provider).where(_listed())).one()


def listed_by_type(session: Session) -> dict[str, int]:
    """provider type → number of listed firms."""
    statement = select(Provider.provider_type, func.count()).where(_listed()).group_by(Provider.provider_type)
    return dict(session.exec(statement).all())


def listings(session: Session, found: Iterable[Provider]) -> list[Listing]:
    """Firms with all they show, in the given order."""
    providers = list(found)
    ids = [provider.id for provider in providers]
    parts = {
        "industries": _codes(session, ProviderIndustry, ids),
        "scenarios": _codes(session, ProviderScenario, ids),
        "offerings": _standing(session, Offering, ids),
        "cases": _standing(session, Case, ids),
        "pools": _pools(session, ids),
    }
    stars = dict(session.exec(select(Provider.id, _stars()).where(Provider.id.in_(ids))).all())
    return [
        Listing(
            provider,
            **{name: part.get(provider.id, []) for name, part in parts.items()},
            stars=stars[provider.id],
        )
        for provider in providers
    ]


def _listed() -> ColumnElement[bool]:
    member = select(PoolMembership.provider_id).where(PoolMembership.status.in_(LISTED))
    return (Provider.status == ProviderStatus.ACTIVE.value) & Provider.id.in_(member)


def _stars() -> ColumnElement[int]:
    own = (PoolMembership.provider_id == Provider.id, PoolMembership.status.in_(LISTED))
    return select(func.max(PoolMembership.stars)).where(*own).correlate(Provider).scalar_subquery()


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [_says(word) for word in wanted.search.split()[:8]]
    if wanted.pool_id is not None:
        member = select(PoolMembership.provider_id).where(PoolMembership.pool_id == wanted.pool_id)
        found.append(Provider.id.in_(member.where(PoolMembership.status.in_(LISTED))))
    if wanted.industry:
        found.append(Provider.id.in_(serving(wanted.industry)))
    if wanted.scenario:
        found.append(_builds(wanted.scenario))
    if wanted.provider_type:
        found.append(Provider.provider_type == wanted.provider_type)
    if wanted.region:
        found.append(within(Provider.region_code, wanted.region))
    if wanted.trait:
        found.append(_holds(Provider.traits, wanted.trait))
    return found + _offering_conditions(wanted)


def _offering_conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = []
    if wanted.micro:
        found.append(Provider.id.in_(_offering_owners(Offering.micro.is_(True))))
    if wanted.first:
        found.append(Provider.id.in_(_offering_owners(Offering.first_kind != "")))
    return found


def _says(word: str) -> ColumnElement[bool]:
    """Whether the firm says this in a public text. Contact data and hidden customers are never searched."""
    public = [Provider.name, Provider.summary, Provider.customers, Provider.honours]
    case = [Case.title, Case.background, Case.solution, Case.result]
    cases = select(Case.provider_id).where(Case.withdrawn_at.is_(None), _any(case, word))
    return or_(
        _any(public, word),
        Provider.id.in_(_offering_owners(_any([Offering.title, Offering.description], word))),
        Provider.id.in_(cases),
    )


def _any(columns: list, word: str) -> ColumnElement[bool]:
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _builds(scenario: str) -> ColumnElement[bool]:
    named = select(ProviderScenario.provider_id).where(ProviderScenario.code == scenario)
    return or_(
        Provider.id.in_(named), Provider.id.in_(_offering_owners(_holds(Offering.scenarios, scenario)))
    )


def _holds(column: object, code: str) -> ColumnElement[bool]:
    """Whether a JSON list of plain codes holds `code`: its text is the same on both databases."""
    return cast(column, String).contains(f'"{code}"', autoescape=True)


def _offering_owners(condition: ColumnElement[bool]) -> object:
    return select(Offering.provider_id).where(Offering.withdrawn_at.is_(None), condition)


def _codes(session: Session, link: type, ids: list[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    statement = select(link.provider_id, link.code).where(link.provider_id.in_(ids)).order_by(link.code)
    return _grouped(session.exec(statement))


def _standing(session: Session, table: type, ids: list[uuid.UUID]) -> dict[uuid.UUID, list]:
    statement = select(table.provider_id, table).where(
        table.provider_id.in_(ids), table.withdrawn_at.is_(None)
    )
    return _grouped(session.exec(statement.order_by(table.created_at, table.title)))


def _pools(session: Session, ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Pool]]:
    statement = select(PoolMembership.provider_id, Pool).join(Pool, Pool.id == PoolMembership.pool_id)
    member = (PoolMembership.provider_id.in_(ids), PoolMembership.status.in_(LISTED))
    return _grouped(
        session.exec(statement.where(*member).order_by(Pool.region_code, Pool.position, Pool.name))
    )


def _grouped(pairs: Iterable[tuple[uuid.UUID, object]]) -> dict[uuid.UUID, list]:
    groups: dict[uuid.UUID, list] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
