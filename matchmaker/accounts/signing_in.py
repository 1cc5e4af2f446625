"""Signing in and out; every sign-in is a row that can be listed and revoked."""

import uuid
from datetime import datetime, timedelta

from sqlmodel import Session, select, update

from matchmaker.accounts import passwords, tokens
from matchmaker.accounts.emails import normalised
from matchmaker.accounts.errors import SignInFailed
from matchmaker.accounts.models import Account, AccountSession, OfficeMember

# Those who see other people's data sign in anew every working day.
STAFF_LASTS, OTHERS_LAST = timedelta(hours=12), timedelta(days=14)


def sign_in(
    session: Session, *, email: str, password: str, device: str, now: datetime
) -> tuple[Account, str]:
    """Check the password and open a session; returns the account and the secret for the cookie.

    Raises `SignInFailed`, after the same time, whether the address or the password is wrong.
    """
    account = _account_with(session, email)
    if not passwords.matches(password, account.password_hash if account else None) or account.suspended_at:
        raise SignInFailed
    return account, open_session_for(session, account, device=device, now=now)


def open_session_for(session: Session, account: Account, *, device: str, now: datetime) -> str:
    """Open a session for an account whose owner has just proved it; returns the secret for the cookie."""
    secret, kept = tokens.fresh()
    lasts = STAFF_LASTS if account.is_administrator or _is_staff(session, account) else OTHERS_LAST
    row = AccountSession(
        account_id=account.id, token_hash=kept, device=device[:200], created_at=now, expires_at=now + lasts
    )
    session.add(row)
    session.flush()
    return secret


def account_of(session: Session, secret: str, *, now: datetime) -> tuple[Account, AccountSession] | None:
    """Whose cookie it is: one query; `None` when signed out, expired, revoked or suspended."""
    statement = (
        select(Account, AccountSession)
        .join(AccountSession, AccountSession.account_id == Account.id)
        .where(
            AccountSession.token_hash == tokens.digest(secret),
            AccountSession.revoked_at.is_(None),
            AccountSession.expires_at > now,
            Account.suspended_at.is_(None),
        )
    )
    return session.exec(statement).first()


def sign_out(session: Session, secret: str, *, now: datetime) -> None:
    """Revoke the session of a cookie; a copy of the cookie is worth nothing afterwards."""
    _revoke(session, now, AccountSession.token_hash == tokens.digest(secret))


def sessions_of(session: Session, account: Account, *, now: datetime) -> list[AccountSession]:
    """The account's open sessions, newest first."""
    statement = select(AccountSession).where(
        AccountSession.account_id == account.id,
        AccountSession.revoked_at.is_(None),
        AccountSession.expires_at > now,
    )
    return list(session.exec(statement.order_by(AccountSession.created_at.desc())))


def revoke(session: Session, account: Account, session_id: uuid.UUID, *, now: datetime) -> None:
    """Revoke one of the account's own sessions; another's id does nothing."""
    _revoke(session, now, AccountSession.id == session_id, AccountSession.account_id == account.id)


def revoke_all(session: Session, account: Account, *, now: datetime, but: uuid.UUID | None = None) -> None:
    """Revoke all sessions of an account, `but` one."""
    _revoke(
        session, now, AccountSession.account_id == account.id, AccountSession.id != (but or uuid.UUID(int=0))
    )


def _account_with(session: Session, email: str) -> Account | None:
    try:
        return session.exec(select(Account).where(Account.email == normalised(email))).first()
    except ValueError:
        return None


def _is_staff(session: Session, account: Account) -> bool:
    return (
        session.exec(select(OfficeMember.id).where(OfficeMember.account_id == account.id)).first() is not None
    )


def _revoke(session: Session, now: datetime, *which: object) -> None:
    session.exec(
        update(AccountSession).where(AccountSession.revoked_at.is_(None), *which).values(revoked_at=now)
    )
