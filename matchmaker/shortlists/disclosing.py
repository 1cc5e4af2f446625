"""Who may read the confidential part of a need: opened provider by provider, and closed again."""

from datetime import datetime

from sqlmodel import Session, select

from demands.models import Demand, DemandStatus, Factory
from matchmaker.shortlists.errors import NotHandedIn, NothingConfidential, OwnFirm
from matchmaker.shortlists.models import Disclosure, OpenedBy
from providers.models import Provider


def disclose(
    session: Session,
    factory: Factory,
    demand: Demand,
    provider: Provider,
    *,
    opened_by: OpenedBy,
    by: str,
    now: datetime,
) -> Disclosure:
    """Lets `provider` read the confidential part from now on; doing it twice changes nothing.

    Raises `NotHandedIn`, `NothingConfidential` or `OwnFirm`.
    """
    _may_be_opened(factory, demand, provider)
    row = _row(session, demand, provider) or Disclosure(
        demand_id=demand.id, provider_id=provider.id, opened_by="", by="", opened_at=now
    )
    if not row.opened_by or row.revoked_at:
        row.opened_by, row.by, row.opened_at, row.revoked_at = str(opened_by), by[:200], now, None
    session.add(row)
    session.flush()
    return row


def revoke(session: Session, demand: Demand, provider: Provider, *, now: datetime) -> None:
    """Closes the confidential part to `provider` again. What was read stays read."""
    row = _row(session, demand, provider)
    if row and row.revoked_at is None:
        row.revoked_at = now
        session.flush()


def _may_be_opened(factory: Factory, demand: Demand, provider: Provider) -> None:
    if demand.status in {DemandStatus.draft, DemandStatus.returned}:
        raise NotHandedIn
    if not demand.confidential:
        raise NothingConfidential
    if factory.credit_code == provider.credit_code:
        raise OwnFirm


def _row(session: Session, demand: Demand, provider: Provider) -> Disclosure | None:
    theirs = (Disclosure.demand_id == demand.id, Disclosure.provider_id == provider.id)
    return session.exec(select(Disclosure).where(*theirs)).first()
