"""The public part of needs: what strangers, providers and the index may read. Nothing else is even loaded."""

import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlmodel import Session, col, func, or_, select

from demands import register, states
from demands.models import Demand, DemandScenario, Factory
from demands.scoping import in_scenario, within


@dataclass(frozen=True)
class Need:
    """A published need as everybody may read it. Money in 万元."""

    id: uuid.UUID
    title: str
    problem: str
    key_points: str
    goal: str
    keywords: list[str]
    industry_code: str
    budget_min: Decimal | None
    budget_max: Decimal | None
    budget_text: str
    wished_on: date | None
    wished_text: str
    cooperation: str
    delivery_form: str
    target_tier: str
    status: str
    published_at: datetime | None
    updated_at: datetime
    has_confidential: bool
    stamp: tuple[int, int]
    factory_id: uuid.UUID
    factory_name: str
    credit_code: str
    region_code: str
    scenario_codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class NeedFilter:
    """What a reader asked for; empty means all. `industry_code` may be a division, `region_code` a province."""

    words: str = ""
    industry_code: str = ""
    region_code: str = ""
    scenario_code: str = ""
    cooperation: str = ""
    ids: Collection[uuid.UUID] | None = None


_OF_DEMAND = (
    "id", "title", "problem", "key_points", "goal", "keywords", "industry_code", "budget_min", "budget_max", "budget_text",
    "wished_on", "wished_text", "cooperation", "delivery_form", "target_tier", "status", "published_at", "updated_at",
)  # fmt: skip


def find(
    session: Session, wanted: NeedFilter = NeedFilter(), *, limit: int = 20, offset: int = 0
) -> list[Need]:
    """Public needs, latest published first. Two queries."""
    rows = session.exec(
        _filtered(_needs(), wanted)
        .order_by(col(Demand.published_at).desc(), Demand.id)
        .limit(limit)
        .offset(offset)
    )
    return _with_scenarios(session, rows)


def count(session: Session, wanted: NeedFilter = NeedFilter()) -> int:
    """How many public needs fit `wanted`."""
    counted = (
        select(func.count()).select_from(Demand).join(Factory).where(col(Demand.status).in_(states.OPEN))
    )
    return session.exec(_filtered(counted, wanted)).one()


def one(session: Session, demand_id: uuid.UUID) -> Need | None:
    """The public part of one need, `None` unless it is public now."""
    return next(iter(find(session, NeedFilter(ids=[demand_id]), limit=1)), None)


def published_demands(
    session: Session, ids: Collection[uuid.UUID] | None = None, changed_since: datetime | None = None
) -> list[Need]:
    """All public needs, for an index: of `ids`, or changed at or after `changed_since`."""
    query = _needs().order_by(Demand.id)
    if ids is not None:
        query = query.where(col(Demand.id).in_(ids))
    if changed_since is not None:
        query = query.where(or_(Demand.updated_at >= changed_since, Factory.updated_at >= changed_since))
    return _with_scenarios(session, session.exec(query))


def stamps(session: Session) -> dict[uuid.UUID, tuple[int, int]]:
    """Id → stamp of every public need. A need whose stamp differs from the indexed one must be indexed again."""
    rows = session.exec(
        select(Demand.id, Demand.version, Factory.version)
        .join(Factory)
        .where(col(Demand.status).in_(states.OPEN))
    )
    return {demand_id: (version, of_factory) for demand_id, version, of_factory in rows}


def version(session: Session) -> int:
    """Changes whenever `stamps` may have changed; one indexed read."""
    return register.number(session)


def _needs():
    columns = [getattr(Demand, name) for name in _OF_DEMAND]
    columns += [
        (Demand.confidential != "").label("has_confidential"),
        Demand.version,
        Factory.version.label("of_factory"),
    ]
    columns += [
        Factory.id.label("factory_id"),
        Factory.name.label("factory_name"),
        Factory.credit_code,
        Factory.region_code,
    ]
    return (
        select(*columns)
        .join(Factory, col(Factory.id) == Demand.factory_id)
        .where(col(Demand.status).in_(states.OPEN))
    )


def _filtered(query, wanted: NeedFilter):
    for word in wanted.words.split()[:8]:
        query = query.where(or_(*(col(column).icontains(word, autoescape=True) for column in _searched())))
    if wanted.industry_code:
        query = query.where(col(Demand.industry_code).startswith(wanted.industry_code, autoescape=True))
    if wanted.region_code:
        query = query.where(within(Factory.region_code, wanted.region_code))
    if wanted.scenario_code:
        query = query.where(col(Demand.id).in_(in_scenario(wanted.scenario_code)))
    if wanted.cooperation:
        query = query.where(Demand.cooperation == wanted.cooperation)
    return query if wanted.ids is None else query.where(col(Demand.id).in_(wanted.ids))


def _searched() -> tuple:
    # Only public words: a search over hidden ones would tell by its hits what they say.
    return Demand.title, Demand.problem, Demand.key_points, Demand.goal, Factory.name


def _with_scenarios(session: Session, rows: Iterable) -> list[Need]:
    found = list(rows)
    codes = scenarios(session, [row.id for row in found])
    return [_need(row, codes.get(row.id, ())) for row in found]


def _need(row, codes: tuple[str, ...]) -> Need:
    values = {
        name: getattr(row, name) for name in (*_OF_DEMAND, "has_confidential", "factory_id", "factory_name")
    }
    return Need(
        **values,
        credit_code=row.credit_code,
        region_code=row.region_code,
        stamp=(row.version, row.of_factory),
        scenario_codes=codes,
    )


def scenarios(session: Session, demand_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[str, ...]]:
    """Demand id → its scenario codes in order; needs without any are left out."""
    found: dict[uuid.UUID, tuple[str, ...]] = {}
    query = select(DemandScenario.demand_id, DemandScenario.scenario_code).order_by(
        DemandScenario.scenario_code
    )
    if (
        len(demand_ids) <= 500
    ):  # More would meet the database's limit of parameters; then all are read and picked.
        query = query.where(col(DemandScenario.demand_id).in_(demand_ids))
    for demand_id, code in session.exec(query):
        found[demand_id] = (*found.get(demand_id, ()), code)
    return found


def public_part(session: Session, demand: Demand, factory: Factory) -> Need:
    """What the public would read of this need, whatever its status; for the owner and its office only."""
    values = {name: getattr(demand, name) for name in _OF_DEMAND}
    return Need(
        **values,
        has_confidential=bool(demand.confidential),
        stamp=(demand.version, factory.version),
        factory_id=factory.id,
        factory_name=factory.name,
        credit_code=factory.credit_code,
        region_code=factory.region_code,
        scenario_codes=scenarios(session, [demand.id]).get(demand.id, ()),
    )
