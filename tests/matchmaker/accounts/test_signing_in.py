"""Signing in, signing out, and what a stolen cookie or letter is worth afterwards."""

from datetime import timedelta

import pytest
from sqlmodel import select

from matchmaker.accounts import offices, resetting, signing_in, signing_up
from matchmaker.accounts.errors import LastManager, SignInFailed, TokenNotValid
from matchmaker.accounts.models import Account, AccountSession
from matchmaker.mail.models import Letter
from tests import makers
from tests.makers import NOW, PASSWORD


def _enter(session, email, password=PASSWORD):
    return signing_in.sign_in(session, email=email, password=password, device="", now=NOW)


def _secret_in(letter: Letter) -> str:
    return letter.body.split("https://x/")[1].split()[0]


def test_the_address_is_recognised_however_it_is_typed(session):
    account = makers.account(session, email="Li.Si@Firm.Example")
    assert _enter(session, " LI.SI@ＦＩＲＭ.example ")[0].id == account.id


@pytest.mark.parametrize(
    ("email", "password"),
    [("a@firm.example", "wrong password"), ("b@firm.example", PASSWORD), ("", PASSWORD)],
)
def test_a_wrong_password_and_an_unknown_address_are_refused_alike(session, email, password):
    makers.account(session, email="a@firm.example")
    with pytest.raises(SignInFailed):
        _enter(session, email, password)


def test_a_suspended_account_is_shut_out_with_all_its_sessions(session):
    makers.account(session, is_administrator=True)
    account = makers.account(session, email="a@firm.example")
    _account, secret = _enter(session, "a@firm.example")
    offices.suspend(session, account, now=NOW)
    assert signing_in.account_of(session, secret, now=NOW) is None
    with pytest.raises(SignInFailed):
        _enter(session, "a@firm.example")


def test_the_last_administrator_cannot_be_lost(session):
    only = makers.account(session, is_administrator=True)
    with pytest.raises(LastManager):
        offices.suspend(session, only, now=NOW)
    with pytest.raises(LastManager):
        offices.make_administrator(session, only, administrator=False)


def test_a_cookie_is_worth_nothing_after_signing_out(session):
    makers.account(session, email="a@firm.example")
    _account, secret = _enter(session, "a@firm.example")
    _account, other = _enter(session, "a@firm.example")
    signing_in.sign_out(session, secret, now=NOW)
    assert signing_in.account_of(session, secret, now=NOW) is None
    assert signing_in.account_of(session, other, now=NOW)[0].email == "a@firm.example"


def test_staff_sign_in_anew_after_twelve_hours_and_others_after_fourteen_days(session):
    makers.account(session, email="firm@firm.example")
    staff, _office = makers.organiser(session)
    _account, theirs = _enter(session, "firm@firm.example")
    _account, ours = _enter(session, staff.email)
    later = NOW + timedelta(hours=13)
    assert signing_in.account_of(session, ours, now=later) is None
    assert signing_in.account_of(session, theirs, now=later) is not None
    assert signing_in.account_of(session, theirs, now=NOW + timedelta(days=15)) is None


def test_one_cannot_revoke_somebody_elses_session(session):
    mine, theirs = makers.account(session), makers.account(session)
    _account, secret = _enter(session, theirs.email)
    row = session.exec(select(AccountSession).where(AccountSession.account_id == theirs.id)).one()
    signing_in.revoke(session, mine, row.id, now=NOW)
    assert signing_in.account_of(session, secret, now=NOW) is not None


def test_signing_up_twice_tells_only_the_owner(session):
    first = _sign_up(session, "a@firm.example")
    assert _sign_up(session, "A@firm.example") is None
    letters = list(session.exec(select(Letter).order_by(Letter.kind)))
    assert [(letter.kind, letter.to) for letter in letters] == [
        ("already-signed-up", "a@firm.example"),
        ("confirm-email", "a@firm.example"),
    ]
    assert session.exec(select(Account)).one().id == first.id


def _sign_up(session, email):
    return signing_up.sign_up(
        session,
        email=email,
        name="李四",
        password=PASSWORD,
        language="zh",
        address="https://x/{token}",
        now=NOW,
    )


def test_the_confirmation_address_works_once_and_for_a_week(session):
    account = _sign_up(session, "a@firm.example")
    secret = _secret_in(session.exec(select(Letter)).one())
    with pytest.raises(TokenNotValid):
        signing_up.confirm(session, secret, now=NOW + timedelta(days=8))
    assert signing_up.confirm(session, secret, now=NOW).id == account.id
    assert account.confirmed_at == NOW
    with pytest.raises(TokenNotValid):
        signing_up.confirm(session, secret, now=NOW)


def test_a_reset_ends_every_session_and_kills_older_letters(session):
    account = makers.account(session, email="a@firm.example")
    _account, cookie = _enter(session, "a@firm.example")
    for _ in range(2):
        resetting.ask(session, email="a@firm.example", address="https://x/{token}", now=NOW)
    old, new = (
        _secret_in(letter) for letter in session.exec(select(Letter).order_by(Letter.written_at, Letter.key))
    )
    dead, alive = _order(session, old, new)
    with pytest.raises(TokenNotValid):
        resetting.reset(session, dead, password="another password", now=NOW)
    resetting.reset(session, alive, password="another password", now=NOW)
    assert signing_in.account_of(session, cookie, now=NOW) is None
    assert _enter(session, "a@firm.example", "another password")[0].id == account.id
    with pytest.raises(TokenNotValid):
        resetting.reset(session, alive, password="a third password", now=NOW)


def _order(session, one, two):
    from matchmaker.accounts.models import AccountToken
    from matchmaker.accounts.tokens import digest

    used = session.exec(select(AccountToken.used_at).where(AccountToken.token_hash == digest(one))).one()
    return (one, two) if used else (two, one)


def test_a_reset_letter_is_good_for_half_an_hour(session):
    makers.account(session, email="a@firm.example")
    resetting.ask(session, email="a@firm.example", address="https://x/{token}", now=NOW)
    secret = _secret_in(session.exec(select(Letter)).one())
    with pytest.raises(TokenNotValid):
        resetting.reset(session, secret, password="another password", now=NOW + timedelta(minutes=31))


def test_nobody_gets_a_reset_letter_for_an_unknown_address(session):
    makers.account(session, email="a@firm.example")
    resetting.ask(session, email="b@firm.example", address="https://x/{token}", now=NOW)
    assert session.exec(select(Letter)).all() == []


def test_no_secret_is_kept_in_the_database(session):
    makers.account(session, email="a@firm.example")
    _account, secret = _enter(session, "a@firm.example")
    session.commit()
    dump = "\n".join(session.connection().connection.driver_connection.iterdump())
    assert secret not in dump and PASSWORD not in dump
