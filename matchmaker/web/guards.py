"""Who may come in. Every view carries exactly one of these decorators, right below its route.

A guard that lets somebody in hands the view what the person acts as: an account, a firm, an office, an event.
Not signed in leads to the sign-in page; not yours is 404, the same as not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from matchmaker.accounts import queries
from matchmaker.accounts.models import Account, OfficeRole
from matchmaker.events import queries as events
from matchmaker.web import signed_in, work

View = Callable[..., Any]


def _guard(view: View, name: str, admit: Callable[[], tuple | Response]) -> View:
    @wraps(view)
    def guarded(**values: Any) -> Any:
        admitted = admit()
        return view(*admitted, **values) if isinstance(admitted, tuple) else admitted

    guarded.guard = name
    return guarded


def as_anyone(view: View) -> View:
    """Everybody may see it; said aloud, so that it is never an oversight."""
    return _guard(view, "as_anyone", _anyone)


def as_account(view: View) -> View:
    """Somebody signed in; the view gets the account."""
    return _guard(view, "as_account", lambda: _signed_in(lambda account: (account,)))


def as_administrator(view: View) -> View:
    """An administrator of the installation; the view gets the account."""
    return _guard(view, "as_administrator", lambda: _signed_in(_administrator))


def as_factory(view: View) -> View:
    """Somebody who acts for the factory in the address; the view gets the factory."""
    return _guard(view, "as_factory", lambda: _signed_in(_factory))


def as_provider(view: View) -> View:
    """Somebody who acts for the provider in the address; the view gets the provider."""
    return _guard(view, "as_provider", lambda: _signed_in(_provider))


def as_organiser(view: View) -> View:
    """Somebody of the office in the address; the view gets the office. Only managers may change anything."""
    return _guard(view, "as_organiser", lambda: _signed_in(_organiser))


def as_desk(view: View) -> View:
    """A helper of the event in the address, or its office; the view gets the event."""
    return _guard(view, "as_desk", lambda: _signed_in(_desk))


def _anyone() -> tuple:
    signed_in.account()
    return ()


def _signed_in(admit: Callable[[Account], tuple]) -> tuple | Response:
    account = signed_in.account()
    if account is None:
        came_from = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("account.sign_in", next=came_from))
    return admit(account)


def _administrator(account: Account) -> tuple:
    if not account.is_administrator:
        abort(404)
    return (account,)


def _factory(account: Account) -> tuple:
    g.party = queries.factory_of(work.session(), account, g.party_ids["factory_id"]) or abort(404)
    return (g.party,)


def _provider(account: Account) -> tuple:
    g.party = queries.provider_of(work.session(), account, g.party_ids["provider_id"]) or abort(404)
    return (g.party,)


def _organiser(account: Account) -> tuple:
    g.party, g.membership = queries.office_of(work.session(), account, g.party_ids["office_id"]) or abort(404)
    if g.membership.role != OfficeRole.MANAGER and request.method not in work.SAFE:
        abort(403)
    return (g.party,)


def _desk(account: Account) -> tuple:
    g.party = events.event_at_desk(work.session(), account, g.party_ids["event_id"]) or abort(404)
    return (g.party,)
