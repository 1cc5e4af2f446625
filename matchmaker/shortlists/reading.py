"""Reading the confidential part of a need: only by who may, and never without a trace."""

import uuid
from datetime import datetime

from sqlmodel import Session

from demands.models import Demand
from matchmaker.shortlists import queries
from matchmaker.shortlists.models import ConfidentialReading
from providers.models import Provider


def as_provider(
    session: Session, provider: Provider, demand_id: uuid.UUID, *, by: str, now: datetime
) -> str | None:
    """The confidential part for a provider that was let in, with a record of it; `None` for all others."""
    text = queries.confidential_for(session, provider, demand_id)
    if text is not None:
        _record(session, demand_id, party=provider.name, by=by, now=now, provider_id=provider.id)
    return text


def as_office(session: Session, demand: Demand, *, office: str, by: str, now: datetime) -> str:
    """The confidential part for a manager of an office whose region the need lies in, with a record of it."""
    _record(session, demand.id, party=office, by=by, now=now)
    return demand.confidential


def _record(
    session: Session,
    demand_id: uuid.UUID,
    *,
    party: str,
    by: str,
    now: datetime,
    provider_id: uuid.UUID | None = None,
) -> None:
    row = ConfidentialReading(demand_id=demand_id, provider_id=provider_id, party=party, by=by[:200], at=now)
    session.add(row)
    session.flush()
