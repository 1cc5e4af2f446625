"""Who acts for a firm, who works in an office, and how they are invited."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, select, update

from matchmaker.accounts import tokens
from matchmaker.accounts.emails import normalised
from matchmaker.accounts.errors import (
    AlreadyMember,
    InvitationForSomebodyElse,
    InvitationNotValid,
    LastManager,
    LastRepresentative,
)
from matchmaker.accounts.models import Account, Invitation, OfficeMember, OfficeRole, Representation
from matchmaker.mail import outbox

INVITED_FOR = timedelta(days=7)


@dataclass(frozen=True)
class Party:
    """What a person is invited to act for: exactly one of a factory, a provider and an office."""

    name: str
    factory_id: uuid.UUID | None = None
    provider_id: uuid.UUID | None = None
    office_id: uuid.UUID | None = None
    role: str = ""

    def ids(self) -> dict[str, uuid.UUID | None]:
        """The three columns that name the party."""
        return {"factory_id": self.factory_id, "provider_id": self.provider_id, "office_id": self.office_id}


def represent(
    session: Session,
    account: Account,
    *,
    now: datetime,
    factory_id: uuid.UUID | None = None,
    provider_id: uuid.UUID | None = None,
) -> Representation:
    """Let an account act for a firm; raises `AlreadyMember`."""
    party = Party("", factory_id=factory_id, provider_id=provider_id)
    if _belongs(session, account, party):
        raise AlreadyMember
    row = Representation(
        account_id=account.id, factory_id=factory_id, provider_id=provider_id, created_at=now
    )
    session.add(row)
    session.flush()
    return row


def join_office(
    session: Session, account: Account, office_id: uuid.UUID, *, role: str = OfficeRole.MANAGER, now: datetime
) -> OfficeMember:
    """Let an account work in an office; raises `AlreadyMember`."""
    if _belongs(session, account, Party("", office_id=office_id)):
        raise AlreadyMember
    row = OfficeMember(account_id=account.id, office_id=office_id, role=role, created_at=now)
    session.add(row)
    session.flush()
    return row


def invite(
    session: Session, inviter: Account, party: Party, *, email: str, address: str, now: datetime
) -> Invitation:
    """Invite somebody by letter; an earlier open invitation of the same person to the same party dies.

    `address` is the invitation page's URL with `{token}` in it. Raises `ValueError` for a bad e-mail address.
    """
    email = normalised(email)
    same = [getattr(Invitation, name) == value for name, value in party.ids().items() if value]
    session.exec(update(Invitation).where(Invitation.email == email, *same, *_open()).values(revoked_at=now))
    secret, kept = tokens.fresh()
    row = Invitation(
        email=email,
        token_hash=kept,
        role=party.role,
        invited_by=inviter.id,
        created_at=now,
        expires_at=now + INVITED_FOR,
        **party.ids(),
    )
    session.add(row)
    context = {"party": party.name, "inviter": inviter.name, "address": address.replace("{token}", secret)}
    key = f"invitation:{row.id}"
    outbox.write(
        session, to=email, kind="invitation", language=inviter.language, context=context, key=key, now=now
    )
    return row


def invitation_of(session: Session, secret: str, *, now: datetime) -> Invitation:
    """The open invitation of a secret; raises `InvitationNotValid`."""
    row = session.exec(select(Invitation).where(Invitation.token_hash == tokens.digest(secret))).first()
    if row is None or row.accepted_at or row.revoked_at or row.expires_at <= now:
        raise InvitationNotValid
    return row


def accept(session: Session, account: Account, invitation: Invitation, *, now: datetime) -> None:
    """Take up an invitation. Of two who try at once one wins, the other gets `InvitationNotValid`.

    Raises `InvitationForSomebodyElse` when it was written to another address, `AlreadyMember`.
    """
    if invitation.email != account.email:
        raise InvitationForSomebodyElse
    taken = update(Invitation).where(Invitation.id == invitation.id, *_open()).values(accepted_at=now)
    if session.exec(taken).rowcount != 1:
        raise InvitationNotValid
    account.confirmed_at = account.confirmed_at or now  # the letter was read at this address
    if invitation.office_id:
        join_office(
            session, account, invitation.office_id, role=invitation.role or OfficeRole.VIEWER, now=now
        )
    else:
        ids = {"factory_id": invitation.factory_id, "provider_id": invitation.provider_id}
        represent(session, account, now=now, **ids)


def withdraw_invitation(session: Session, party: Party, invitation_id: uuid.UUID, *, now: datetime) -> None:
    """Take back an open invitation of this party; another party's id does nothing."""
    mine = [getattr(Invitation, name) == value for name, value in party.ids().items() if value]
    session.exec(
        update(Invitation).where(Invitation.id == invitation_id, *mine, *_open()).values(revoked_at=now)
    )


def end_representation(session: Session, row: Representation) -> None:
    """End that a person acts for a firm; raises `LastRepresentative`."""
    firm = Representation.factory_id if row.factory_id else Representation.provider_id
    same = firm == (row.factory_id or row.provider_id)
    if session.exec(select(func.count()).select_from(Representation).where(same)).one() == 1:
        raise LastRepresentative
    session.delete(row)
    session.flush()


def leave_office(session: Session, row: OfficeMember) -> None:
    """End that a person works in an office; raises `LastManager`."""
    managers = (
        select(func.count())
        .select_from(OfficeMember)
        .where(OfficeMember.office_id == row.office_id, OfficeMember.role == OfficeRole.MANAGER)
    )
    if row.role == OfficeRole.MANAGER and session.exec(managers).one() == 1:
        raise LastManager
    session.delete(row)
    session.flush()


def _open() -> tuple:
    return (Invitation.accepted_at.is_(None), Invitation.revoked_at.is_(None))


def _belongs(session: Session, account: Account, party: Party) -> bool:
    model = OfficeMember if party.office_id else Representation
    which = [getattr(model, name) == value for name, value in party.ids().items() if value]
    return session.exec(select(model.id).where(model.account_id == account.id, *which)).first() is not None
