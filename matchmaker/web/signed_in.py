"""Whose request it is: the cookie holds an opaque secret, the rest is read from the database."""

from flask import g, session

from matchmaker.accounts import queries, signing_in
from matchmaker.accounts.models import Account
from matchmaker.events import queries as events
from matchmaker.events.queries import EventRow
from matchmaker.journal import Actor
from matchmaker.web import work


def account() -> Account | None:
    """The account that is signed in on this request, if any; asked once."""
    if "account" not in g:
        found = signing_in.account_of(work.session(), session.get("token", ""), now=work.now())
        g.account, g.account_session = found or (None, None)
        if g.account:
            work.introduce(Actor(f"{g.account.name} <{g.account.email}>", g.account.id))
    return g.account


def affiliations() -> queries.Affiliations:
    """Everything the signed-in person may act for; asked once per request."""
    if "affiliations" not in g:
        who = account()
        g.affiliations = queries.affiliations(work.session(), who) if who else queries.Affiliations()
    return g.affiliations


def desks() -> list[EventRow]:
    """The events at whose desk the signed-in person helps; asked once per request."""
    if "desks" not in g:
        g.desks = events.events_at_desk(work.session(), account()) if account() else []
    return g.desks


def remember(secret: str) -> None:
    """Put a fresh session's secret into a fresh cookie, keeping only the chosen language."""
    language = session.get("language")
    session.clear()
    session["token"] = secret
    session.permanent = True
    if language:
        session["language"] = language


def forget() -> None:
    """Sign this device out."""
    signing_in.sign_out(work.session(), session.get("token", ""), now=work.now())
    session.pop("token", None)
