"""Reading shortlists, and the one door to the confidential part of a need."""

import uuid
from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from demands.models import Demand, Factory
from matchmaker.shortlists.models import ConfidentialReading, Disclosure, SavedCandidate
from providers.models import Provider


def saved_for(session: Session, demand: Demand) -> list[tuple[SavedCandidate, Provider]]:
    """The need's shortlist with the providers, first saved first."""
    query = select(SavedCandidate, Provider).join(Provider, col(Provider.id) == SavedCandidate.provider_id)
    return list(
        session.exec(
            query.where(SavedCandidate.demand_id == demand.id).order_by(
                col(SavedCandidate.saved_at), Provider.name
            )
        )
    )


def saved_ids(session: Session, demand: Demand) -> set[uuid.UUID]:
    """Providers on the need's shortlist."""
    return set(session.exec(select(SavedCandidate.provider_id).where(SavedCandidate.demand_id == demand.id)))


def saved_counts(session: Session, demand_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Demand id → providers on its shortlist."""
    query = select(SavedCandidate.demand_id, func.count()).where(
        col(SavedCandidate.demand_id).in_(demand_ids)
    )
    return dict(session.exec(query.group_by(SavedCandidate.demand_id)).all())


def disclosures_of(session: Session, demand: Demand) -> list[tuple[Disclosure, Provider]]:
    """Who was let into the confidential part, closed ones too, latest first."""
    query = select(Disclosure, Provider).join(Provider, col(Provider.id) == Disclosure.provider_id)
    return list(
        session.exec(
            query.where(Disclosure.demand_id == demand.id).order_by(
                col(Disclosure.opened_at).desc(), col(Disclosure.id)
            )
        )
    )


def disclosed_ids(session: Session, demand: Demand) -> set[uuid.UUID]:
    """Providers that may read the confidential part now."""
    query = select(Disclosure.provider_id).where(
        Disclosure.demand_id == demand.id, col(Disclosure.revoked_at).is_(None)
    )
    return set(session.exec(query))


def opened_to(session: Session, provider: Provider) -> list[tuple[Disclosure, Demand, Factory]]:
    """Needs whose confidential part `provider` may read now, latest first. The rows hold it: show with care."""
    query = (
        select(Disclosure, Demand, Factory)
        .join(Demand, col(Demand.id) == Disclosure.demand_id)
        .join(Factory, col(Factory.id) == Demand.factory_id)
        .where(Disclosure.provider_id == provider.id, col(Disclosure.revoked_at).is_(None))
    )
    return list(session.exec(query.order_by(col(Disclosure.opened_at).desc(), col(Disclosure.id))))


def confidential_for(session: Session, provider: Provider, demand_id: uuid.UUID) -> str | None:
    """The confidential part, for a provider that was let in; else `None`. Nothing else may read it for a provider."""
    query = (
        select(Demand.confidential)
        .join(Disclosure, col(Disclosure.demand_id) == Demand.id)
        .where(
            Demand.id == demand_id,
            Disclosure.provider_id == provider.id,
            col(Disclosure.revoked_at).is_(None),
        )
        .where(Demand.status != "draft")
    )
    return session.exec(query).first()


def readings_of(session: Session, demand: Demand) -> list[ConfidentialReading]:
    """Who outside the factory read the confidential part, latest first."""
    query = select(ConfidentialReading).where(ConfidentialReading.demand_id == demand.id)
    return list(session.exec(query.order_by(col(ConfidentialReading.at).desc(), col(ConfidentialReading.id))))
