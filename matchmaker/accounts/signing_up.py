"""A person opens an account and confirms the e-mail address."""

from datetime import datetime, timedelta

from sqlmodel import Session, select

from matchmaker.accounts import passwords, tokens
from matchmaker.accounts.emails import normalised
from matchmaker.accounts.errors import TokenNotValid
from matchmaker.accounts.models import Account, AccountToken, TokenKind
from matchmaker.mail import outbox

CONFIRM_WITHIN = timedelta(days=7)


def sign_up(
    session: Session, *, email: str, name: str, password: str, language: str, address: str, now: datetime
) -> Account | None:
    """Open an account and write the letter that confirms it.

    `address` is the confirmation page's URL with `{token}` in it. Returns `None` when the e-mail address
    has an account already: then its owner gets a letter that says so, and the page says the same as always.
    """
    email = normalised(email)
    known = session.exec(select(Account).where(Account.email == email)).first()
    if known:
        _tell_owner(session, known, now)
        return None
    account = open_account(session, email=email, name=name, password=password, language=language, now=now)
    ask_to_confirm(session, account, address=address, now=now)
    return account


def open_account(
    session: Session,
    *,
    email: str,
    name: str,
    password: str,
    language: str = "zh",
    now: datetime,
    is_administrator: bool = False,
    confirmed: bool = False,
) -> Account:
    """Add an account without any letter (command line, sample data, accepted invitations).

    Raises `ValueError` for what is no e-mail address; the address must be free.
    """
    account = Account(
        email=normalised(email),
        name=" ".join(name.split())[:80],
        password_hash=passwords.hashed(password),
        language=language,
        is_administrator=is_administrator,
        created_at=now,
        confirmed_at=now if confirmed else None,
        password_changed_at=now,
    )
    session.add(account)
    session.flush()
    return account


def ask_to_confirm(session: Session, account: Account, *, address: str, now: datetime) -> None:
    """Write the letter with the one-time address that confirms the e-mail address."""
    secret, kept = tokens.fresh()
    session.add(
        AccountToken(
            account_id=account.id,
            kind=TokenKind.CONFIRM_EMAIL,
            token_hash=kept,
            created_at=now,
            expires_at=now + CONFIRM_WITHIN,
        )
    )
    outbox.write(
        session,
        to=account.email,
        kind="confirm-email",
        language=account.language,
        context={"name": account.name, "address": address.replace("{token}", secret)},
        key=f"confirm-email:{account.id}:{kept[:16]}",
        now=now,
    )


def confirm(session: Session, secret: str, *, now: datetime) -> Account:
    """Take the one-time address back; raises `TokenNotValid`."""
    token = usable_token(session, secret, TokenKind.CONFIRM_EMAIL, now)
    token.used_at = now
    account = session.get_one(Account, token.account_id)
    account.confirmed_at = account.confirmed_at or now
    session.flush()
    return account


def usable_token(session: Session, secret: str, kind: TokenKind, now: datetime) -> AccountToken:
    """The unused, unexpired token of a secret; raises `TokenNotValid`."""
    statement = select(AccountToken).where(
        AccountToken.token_hash == tokens.digest(secret), AccountToken.kind == kind
    )
    token = session.exec(statement).first()
    if token is None or token.used_at or token.expires_at <= now:
        raise TokenNotValid
    return token


def _tell_owner(session: Session, account: Account, now: datetime) -> None:
    outbox.write(
        session,
        to=account.email,
        kind="already-signed-up",
        language=account.language,
        context={"name": account.name},
        key=f"already-signed-up:{account.id}:{now.date()}",  # at most one a day
        now=now,
    )
