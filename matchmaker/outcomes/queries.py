"""Reading the ledger through who may read it: the two firms, or the office of the factory's region."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, or_, select

from demands.models import Demand, Factory
from matchmaker.classifications.regions import prefix
from matchmaker.events.models import Event
from matchmaker.outcomes.models import Outcome, OutcomeStep, Stage
from providers.models import Provider


@dataclass(frozen=True)
class OutcomeRow:
    """An entry with the two firms and the need."""

    outcome: Outcome
    factory: Factory
    provider: Provider
    demand: Demand | None


def outcome_in(session: Session, region_code: str, outcome_id: uuid.UUID) -> OutcomeRow | None:
    """An entry whose factory lies in the office's region."""
    return next(iter(_rows(session, Outcome.id == outcome_id, _within(region_code))), None)


def outcomes_in(
    session: Session,
    region_code: str,
    *,
    stages: Collection[str] = (),
    words: str = "",
    limit: int | None = None,
    offset: int = 0,
) -> list[OutcomeRow]:
    """Entries of the office's region, the latest change first, narrowed by stage and words of a name."""
    return _rows(session, _within(region_code), *_narrowed(stages, words), limit=limit, offset=offset)


def count_outcomes_in(
    session: Session, region_code: str, *, stages: Collection[str] = (), words: str = ""
) -> int:
    """How many `outcomes_in` would find without a limit."""
    query = _joined(select(func.count(col(Outcome.id)))).where(_within(region_code), *_narrowed(stages, words))
    return session.exec(query).one()


def outcomes_of_event(session: Session, event: Event) -> list[OutcomeRow]:
    """Entries that came of an event, the furthest stage first."""
    order = {stage: number for number, stage in enumerate(Stage)}
    rows = _rows(session, Outcome.event_id == event.id)
    return sorted(rows, key=lambda row: -order[Stage(row.outcome.stage)])


def outcome_of_meeting(session: Session, meeting_id: uuid.UUID) -> Outcome | None:
    """The entry of one meeting; the caller has checked whose meeting it is."""
    return session.exec(select(Outcome).where(Outcome.meeting_id == meeting_id)).first()


def outcomes_of_factory(session: Session, factory: Factory) -> list[OutcomeRow]:
    """A factory's own entries, the latest change first."""
    return _rows(session, Outcome.factory_id == factory.id)


def outcomes_of_provider(session: Session, provider: Provider) -> list[OutcomeRow]:
    """A provider's own entries, the latest change first."""
    return _rows(session, Outcome.provider_id == provider.id)


def due(session: Session, region_code: str, *, today: date) -> list[OutcomeRow]:
    """Entries of the region whose next step is due, the oldest first."""
    rows = _rows(session, _within(region_code), col(Outcome.next_on) <= today, Outcome.stage != Stage.ACCEPTED)
    return sorted(rows, key=lambda row: row.outcome.next_on)


def history_of(session: Session, outcome: Outcome) -> list[OutcomeStep]:
    """The steps of an entry, the oldest first."""
    query = select(OutcomeStep).where(OutcomeStep.outcome_id == outcome.id)
    return list(session.exec(query.order_by(col(OutcomeStep.at), OutcomeStep.id)))


def _rows(session: Session, *narrowed: object, limit: int | None = None, offset: int = 0) -> list[OutcomeRow]:
    query = _joined(select(Outcome, Factory, Provider, Demand)).where(*narrowed)
    query = query.order_by(col(Outcome.updated_at).desc(), Outcome.id).limit(limit).offset(offset)
    return [OutcomeRow(*row) for row in session.exec(query)]


def _joined(query):  # type: ignore[no-untyped-def]
    return (
        query.select_from(Outcome)
        .join(Factory, Factory.id == Outcome.factory_id)
        .join(Provider, Provider.id == Outcome.provider_id)
        .outerjoin(Demand, Demand.id == Outcome.demand_id)
    )


def _within(region_code: str) -> object:
    return col(Factory.region_code).startswith(prefix(region_code))


def _narrowed(stages: Collection[str], words: str) -> list[object]:
    found: list[object] = [col(Outcome.stage).in_(stages)] if stages else []
    if words:
        names = (Factory.name, Provider.name, Demand.title)
        found.append(or_(*(col(name).contains(words, autoescape=True) for name in names)))
    return found
