"""A forgotten or changed password."""

from datetime import datetime, timedelta

from sqlmodel import Session, select, update

from matchmaker.accounts import passwords, tokens
from matchmaker.accounts.emails import normalised
from matchmaker.accounts.errors import SignInFailed
from matchmaker.accounts.models import Account, AccountToken, TokenKind
from matchmaker.accounts.signing_in import revoke_all
from matchmaker.accounts.signing_up import usable_token
from matchmaker.mail import outbox

RESET_WITHIN = timedelta(minutes=30)


def ask(session: Session, *, email: str, address: str, now: datetime) -> None:
    """Write the letter with the one-time address `address` (with `{token}` in it); earlier ones die.

    An unknown e-mail address changes nothing, and the caller cannot tell.
    """
    try:
        account = session.exec(select(Account).where(Account.email == normalised(email))).first()
    except ValueError:
        return
    if account and not account.suspended_at:
        _write(session, account, address, now)


def reset(session: Session, secret: str, *, password: str, now: datetime) -> Account:
    """Set a new password by the one-time address; every session ends. Raises `TokenNotValid`."""
    token = usable_token(session, secret, TokenKind.RESET_PASSWORD, now)
    account = session.get_one(Account, token.account_id)
    account.confirmed_at = account.confirmed_at or now  # whoever read the letter owns the address
    _set(session, account, password, now)
    _use_up(session, account, now)
    return account


def change(session: Session, account: Account, *, old: str, new: str, now: datetime) -> None:
    """Set a new password by the old one; every session ends. Raises `SignInFailed`."""
    if not passwords.matches(old, account.password_hash):
        raise SignInFailed
    _set(session, account, new, now)


def _write(session: Session, account: Account, address: str, now: datetime) -> None:
    _use_up(session, account, now)
    secret, kept = tokens.fresh()
    row = AccountToken(
        account_id=account.id,
        kind=TokenKind.RESET_PASSWORD,
        token_hash=kept,
        created_at=now,
        expires_at=now + RESET_WITHIN,
    )
    session.add(row)
    outbox.write(
        session,
        to=account.email,
        kind="reset-password",
        language=account.language,
        context={"name": account.name, "address": address.replace("{token}", secret)},
        key=f"reset-password:{account.id}:{kept[:16]}",
        now=now,
    )


def _set(session: Session, account: Account, password: str, now: datetime) -> None:
    account.password_hash, account.password_changed_at = passwords.hashed(password), now
    session.add(account)
    session.flush()
    revoke_all(session, account, now=now)


def _use_up(session: Session, account: Account, now: datetime) -> None:
    unused = (AccountToken.account_id == account.id, AccountToken.used_at.is_(None))
    kind = AccountToken.kind == TokenKind.RESET_PASSWORD
    session.exec(update(AccountToken).where(*unused, kind).values(used_at=now))
