"""A factory keeps providers in mind for a need, and lets them go again."""

from datetime import datetime

from sqlmodel import Session, select

from demands.models import Demand, Factory
from matchmaker.shortlists.errors import OwnFirm
from matchmaker.shortlists.models import SavedCandidate
from providers.models import Provider


def save(
    session: Session, factory: Factory, demand: Demand, provider: Provider, *, now: datetime, note: str = ""
) -> SavedCandidate:
    """Puts `provider` on the need's shortlist, or changes the note. Raises `OwnFirm`."""
    if factory.credit_code == provider.credit_code:
        raise OwnFirm
    kept = _kept(session, demand, provider) or SavedCandidate(
        demand_id=demand.id, provider_id=provider.id, saved_at=now
    )
    kept.note = note.strip()[:500]
    session.add(kept)
    session.flush()
    return kept


def drop(session: Session, demand: Demand, provider: Provider) -> None:
    """Takes `provider` off the shortlist; nothing happens when it is not there."""
    kept = _kept(session, demand, provider)
    if kept:
        session.delete(kept)
        session.flush()


def _kept(session: Session, demand: Demand, provider: Provider) -> SavedCandidate | None:
    mine = (SavedCandidate.demand_id == demand.id, SavedCandidate.provider_id == provider.id)
    return session.exec(select(SavedCandidate).where(*mine)).first()
