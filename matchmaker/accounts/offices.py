"""An administrator opens offices, suspends accounts and hands on the administration."""

from datetime import datetime

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from matchmaker.accounts.errors import LastManager, OfficeNameTaken
from matchmaker.accounts.models import Account, Office
from matchmaker.accounts.signing_in import revoke_all


def open_office(session: Session, *, name: str, region_code: str, phone: str = "", now: datetime) -> Office:
    """Open an office for a region; raises `OfficeNameTaken`."""
    office = Office(name=name.strip(), region_code=region_code, phone=phone, created_at=now)
    session.add(office)
    _flush(session)
    return office


def amend_office(session: Session, office: Office, *, name: str, region_code: str, phone: str) -> None:
    """Rename an office or give it another region; raises `OfficeNameTaken`."""
    office.name, office.region_code, office.phone = name.strip(), region_code, phone
    session.add(office)
    _flush(session)


def suspend(session: Session, account: Account, *, now: datetime) -> None:
    """Shut an account out at once; raises `LastManager` for the last administrator."""
    if account.is_administrator:
        _one_more_administrator(session)
    account.suspended_at = now
    session.add(account)
    session.flush()
    revoke_all(session, account, now=now)


def readmit(session: Session, account: Account) -> None:
    """Let a suspended account in again."""
    account.suspended_at = None
    session.add(account)
    session.flush()


def make_administrator(session: Session, account: Account, *, administrator: bool) -> None:
    """Give or take the administration; raises `LastManager` for the last one."""
    if account.is_administrator and not administrator:
        _one_more_administrator(session)
    account.is_administrator = administrator
    session.add(account)
    session.flush()


def _one_more_administrator(session: Session) -> None:
    able = (
        select(func.count())
        .select_from(Account)
        .where(Account.is_administrator, Account.suspended_at.is_(None))
    )
    if session.exec(able).one() <= 1:
        raise LastManager


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError:
        raise OfficeNameTaken from None
