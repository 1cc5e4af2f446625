"""The firm behind a participant, and where letters to it go."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, select

from demands.models import Factory
from matchmaker.accounts.models import Account, Representation
from matchmaker.events.models import Participant, Side
from providers.models import Provider

Firm = Factory | Provider


@dataclass(frozen=True)
class Addressee:
    """Somebody a letter goes to."""

    email: str
    language: str = "zh"


def side_of(firm: Firm) -> Side:
    """The side a firm is on."""
    return Side.FACTORY if isinstance(firm, Factory) else Side.PROVIDER


def firm_of(session: Session, participant: Participant) -> Firm:
    """The firm that takes part."""
    if participant.factory_id:
        return session.get_one(Factory, participant.factory_id)
    return session.get_one(Provider, participant.provider_id)


def firms_of(session: Session, participants: Iterable[Participant]) -> dict[uuid.UUID, Firm]:
    """participant id → firm, in two queries however many there are."""
    rows = list(participants)
    factories = _by_id(session, Factory, {row.factory_id for row in rows if row.factory_id})
    providers = _by_id(session, Provider, {row.provider_id for row in rows if row.provider_id})
    return {row.id: factories[row.factory_id] if row.factory_id else providers[row.provider_id] for row in rows}


def addressees(session: Session, firm: Firm) -> list[Addressee]:
    """The people who act for the firm; where nobody does yet, its contact address; empty when it has none."""
    mine = Representation.factory_id if isinstance(firm, Factory) else Representation.provider_id
    accounts = session.exec(
        select(Account).join(Representation).where(mine == firm.id, Account.suspended_at.is_(None))
    ).all()
    if accounts:
        return [Addressee(account.email, account.language) for account in accounts]
    return [Addressee(firm.contact_email)] if firm.contact_email else []


def _by_id(session: Session, model: type[Firm], ids: set[uuid.UUID]) -> dict[uuid.UUID, Firm]:
    if not ids:
        return {}
    return {firm.id: firm for firm in session.exec(select(model).where(model.id.in_(ids)))}
