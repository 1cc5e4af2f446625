"""Reading factories and needs through who may read them: the owner, or the office of the region."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, func, or_, select

from demands.models import Demand, DemandStatus, DemandStep, Factory
from demands.scoping import in_scenario, within


@dataclass(frozen=True)
class DemandFilter:
    """What an office or an owner asked for; empty means all."""

    words: str = ""
    statuses: Collection[str] = ()
    industry_code: str = ""
    region_code: str = ""
    scenario_code: str = ""


def factory_by_credit_code(session: Session, credit_code: str) -> Factory | None:
    """The factory with exactly this code."""
    return session.exec(select(Factory).where(Factory.credit_code == credit_code)).first()


def factory_in(session: Session, region_code: str, factory_id: uuid.UUID) -> Factory | None:
    """A factory of the office's region."""
    return session.exec(
        select(Factory).where(Factory.id == factory_id, within(Factory.region_code, region_code))
    ).first()


def factories_in(
    session: Session, region_code: str, words: str = "", *, limit: int = 20, offset: int = 0
) -> list[Factory]:
    """Factories of the office's region by name."""
    query = select(Factory).where(within(Factory.region_code, region_code), _named(words))
    return list(session.exec(query.order_by(Factory.name, col(Factory.id)).limit(limit).offset(offset)))


def count_factories_in(session: Session, region_code: str, words: str = "") -> int:
    """How many `factories_in` would find without a limit."""
    return session.exec(
        select(func.count(Factory.id)).where(within(Factory.region_code, region_code), _named(words))
    ).one()


def demand_of(session: Session, factory: Factory, demand_id: uuid.UUID) -> Demand | None:
    """A need of this factory, in whatever status."""
    return session.exec(select(Demand).where(Demand.id == demand_id, Demand.factory_id == factory.id)).first()


def demands_of(
    session: Session,
    factory: Factory,
    wanted: DemandFilter = DemandFilter(),
    *,
    limit: int = 20,
    offset: int = 0,
) -> list[Demand]:
    """The factory's own needs, latest change first."""
    query = _filtered(select(Demand).where(Demand.factory_id == factory.id), wanted)
    return list(
        session.exec(
            query.order_by(col(Demand.updated_at).desc(), col(Demand.id)).limit(limit).offset(offset)
        )
    )


def count_demands_of(session: Session, factory: Factory, wanted: DemandFilter = DemandFilter()) -> int:
    """How many `demands_of` would find without a limit."""
    return session.exec(
        _filtered(select(func.count(Demand.id)).where(Demand.factory_id == factory.id), wanted)
    ).one()


def statuses_of(session: Session, factory: Factory) -> dict[str, int]:
    """Status → number of the factory's own needs."""
    query = select(Demand.status, func.count()).where(Demand.factory_id == factory.id).group_by(Demand.status)
    return dict(session.exec(query).all())


def demand_in(session: Session, region_code: str, demand_id: uuid.UUID) -> tuple[Demand, Factory] | None:
    """A need the office of `region_code` may read: handed in once, and not taken back into draft."""
    return session.exec(_handed_in(region_code, Demand, Factory).where(Demand.id == demand_id)).first()


def demands_in(
    session: Session,
    region_code: str,
    wanted: DemandFilter = DemandFilter(),
    *,
    limit: int = 20,
    offset: int = 0,
) -> list[tuple[Demand, Factory]]:
    """Needs the office may read with their factories, latest handed in first; never drafts."""
    query = _filtered(_handed_in(region_code, Demand, Factory), wanted)
    return list(
        session.exec(
            query.order_by(col(Demand.submitted_at).desc(), col(Demand.id)).limit(limit).offset(offset)
        )
    )


def demands_from(
    session: Session,
    region_code: str,
    factory: Factory,
    wanted: DemandFilter = DemandFilter(),
    *,
    limit: int = 100,
) -> list[Demand]:
    """Needs of one factory the office may read, latest handed in first."""
    query = _filtered(_handed_in(region_code, Demand).where(Demand.factory_id == factory.id), wanted)
    return list(session.exec(query.order_by(col(Demand.submitted_at).desc()).limit(limit)))


def count_demands_in(session: Session, region_code: str, wanted: DemandFilter = DemandFilter()) -> int:
    """How many `demands_in` would find without a limit."""
    return session.exec(_filtered(_handed_in(region_code, func.count(Demand.id)), wanted)).one()


def statuses_in(session: Session, region_code: str) -> dict[str, int]:
    """Status → number of needs the office may read."""
    return dict(
        session.exec(_handed_in(region_code, Demand.status, func.count()).group_by(Demand.status)).all()
    )


def history_of(session: Session, demand: Demand) -> list[DemandStep]:
    """What happened to the need, oldest first."""
    return list(
        session.exec(
            select(DemandStep).where(DemandStep.demand_id == demand.id).order_by(col(DemandStep.position))
        )
    )


def last_reason(session: Session, demand: Demand) -> str:
    """What the office wrote when it moved the need to where it stands now."""
    steps = [step for step in history_of(session, demand) if step.to_status == demand.status and step.reason]
    return steps[-1].reason if steps else ""


def _handed_in(region_code: str, *columns):
    query = select(*columns).select_from(Demand).join(Factory, col(Factory.id) == Demand.factory_id)
    return query.where(
        col(Demand.submitted_at).is_not(None),
        Demand.status != DemandStatus.draft,
        within(Factory.region_code, region_code),
    )


def _filtered(query, wanted: DemandFilter):
    for word in wanted.words.split()[:8]:
        query = query.where(
            or_(col(Demand.title).icontains(word, autoescape=True), _from_factory_named(word))
        )
    if wanted.statuses:
        query = query.where(col(Demand.status).in_(list(wanted.statuses)))
    if wanted.industry_code:
        query = query.where(col(Demand.industry_code).startswith(wanted.industry_code, autoescape=True))
    if wanted.region_code:
        query = query.where(
            col(Demand.factory_id).in_(
                select(Factory.id).where(within(Factory.region_code, wanted.region_code))
            )
        )
    if wanted.scenario_code:
        query = query.where(col(Demand.id).in_(in_scenario(wanted.scenario_code)))
    return query


def _from_factory_named(word: str):
    return col(Demand.factory_id).in_(
        select(Factory.id).where(col(Factory.name).icontains(word, autoescape=True))
    )


def _named(words: str):
    return col(Factory.name).icontains(words.strip(), autoescape=True)
