"""Who is who: accounts, the firms they act for and the offices they work in."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, or_
from sqlmodel import Session, select

from demands.models import Factory
from matchmaker.accounts.models import Account, Invitation, Office, OfficeMember, Representation
from providers.models import Provider


@dataclass(frozen=True)
class Affiliations:
    """Everything an account may act for, by name."""

    factories: list[Factory] = field(default_factory=list)
    providers: list[Provider] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)


def affiliations(session: Session, account: Account) -> Affiliations:
    """The firms and offices of an account: three queries."""
    mine = Representation.account_id == account.id
    factories = select(Factory).join(Representation, Representation.factory_id == Factory.id).where(mine)
    providers = select(Provider).join(Representation, Representation.provider_id == Provider.id).where(mine)
    offices = select(Office).join(OfficeMember).where(OfficeMember.account_id == account.id)
    return Affiliations(
        list(session.exec(factories.order_by(Factory.name))),
        list(session.exec(providers.order_by(Provider.name))),
        list(session.exec(offices.order_by(Office.region_code))),
    )


def factory_of(session: Session, account: Account, factory_id: uuid.UUID) -> Factory | None:
    """The factory, if the account may act for it."""
    mine = (Representation.account_id == account.id, Representation.factory_id == factory_id)
    return session.exec(
        select(Factory).join(Representation, Representation.factory_id == Factory.id).where(*mine)
    ).first()


def provider_of(session: Session, account: Account, provider_id: uuid.UUID) -> Provider | None:
    """The provider, if the account may act for it."""
    mine = (Representation.account_id == account.id, Representation.provider_id == provider_id)
    statement = select(Provider).join(Representation, Representation.provider_id == Provider.id)
    return session.exec(statement.where(*mine)).first()


def office_of(session: Session, account: Account, office_id: uuid.UUID) -> tuple[Office, OfficeMember] | None:
    """The office and the membership, if the account works in it."""
    statement = select(Office, OfficeMember).join(OfficeMember)
    return session.exec(
        statement.where(OfficeMember.account_id == account.id, Office.id == office_id)
    ).first()


def representatives(
    session: Session, *, factory_id: uuid.UUID | None = None, provider_id: uuid.UUID | None = None
) -> list[tuple[Account, Representation]]:
    """The people who act for a firm, with the row that says so."""
    firm = (
        Representation.factory_id == factory_id if factory_id else Representation.provider_id == provider_id
    )
    statement = select(Account, Representation).join(Representation).where(firm)
    return list(session.exec(statement.order_by(Representation.created_at)))


def members(session: Session, office: Office) -> list[tuple[Account, OfficeMember]]:
    """The people who work in an office."""
    statement = select(Account, OfficeMember).join(OfficeMember).where(OfficeMember.office_id == office.id)
    return list(session.exec(statement.order_by(OfficeMember.created_at)))


def open_invitations(
    session: Session,
    *,
    now: datetime,
    factory_id: uuid.UUID | None = None,
    provider_id: uuid.UUID | None = None,
    office_id: uuid.UUID | None = None,
) -> list[Invitation]:
    """Invitations of a party that nobody has taken up yet."""
    ids = {"factory_id": factory_id, "provider_id": provider_id, "office_id": office_id}
    party = [getattr(Invitation, name) == value for name, value in ids.items() if value]
    is_open = (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None), Invitation.expires_at > now)
    return list(session.exec(select(Invitation).where(*party, *is_open).order_by(Invitation.created_at)))


def invited_party(session: Session, invitation: Invitation) -> Factory | Provider | Office:
    """What an invitation is for."""
    if invitation.office_id:
        return session.get_one(Office, invitation.office_id)
    if invitation.factory_id:
        return session.get_one(Factory, invitation.factory_id)
    return session.get_one(Provider, invitation.provider_id)


def contact_emails(
    session: Session, *, factory_id: uuid.UUID | None = None, provider_id: uuid.UUID | None = None
) -> list[tuple[str, str]]:
    """(e-mail, language) of everybody who acts for a firm: to whom its letters go."""
    people = representatives(session, factory_id=factory_id, provider_id=provider_id)
    return [(account.email, account.language) for account, _ in people if not account.suspended_at]


def account(session: Session, account_id: uuid.UUID) -> Account | None:
    """One account, for an administrator."""
    return session.get(Account, account_id)


def account_with(session: Session, email: str) -> Account | None:
    """The account of a normalised e-mail address; only for those who have proved that the address is theirs."""
    return session.exec(select(Account).where(Account.email == email)).first()


def accounts(
    session: Session, *, search: str = "", offset: int = 0, limit: int = 50
) -> tuple[list[Account], int]:
    """Accounts by name, for an administrator, and how many there are in all."""
    found = or_(
        Account.name.contains(search, autoescape=True),
        Account.email.contains(search.lower(), autoescape=True),
    )
    total = session.exec(select(func.count()).select_from(Account).where(found)).one()
    rows = session.exec(
        select(Account).where(found).order_by(Account.name, Account.id).offset(offset).limit(limit)
    )
    return list(rows), total


def offices(session: Session) -> list[Office]:
    """All offices, by region."""
    return list(session.exec(select(Office).order_by(Office.region_code, Office.name)))


def office(session: Session, office_id: uuid.UUID) -> Office | None:
    """One office, for an administrator."""
    return session.get(Office, office_id)
