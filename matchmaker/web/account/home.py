"""The own account: whom I act for, and what belongs to the person."""

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _

from matchmaker.accounts import signing_in
from matchmaker.web import guards, signed_in, work
from matchmaker.web.account import blueprint as bp
from matchmaker.web.account.forms import NameForm
from matchmaker.web.rendering import render_form


@bp.get("/")
@guards.as_account
def home(account):
    """Whom I act for, my details, my devices."""
    return _page(account, NameForm(name=account.name))


@bp.post("/")
@guards.as_account
def rename(account):
    """Change the own name."""
    form = NameForm()
    if not form.validate_on_submit():
        return _page(account, form)
    account.name = form.name.data
    flash(_("已保存。"))
    return redirect(url_for("account.home"))


@bp.get("/arrive")
@guards.as_account
def arrive(account):
    """Straight to work for those with one job; to the list for those with several or none."""
    mine = signed_in.affiliations()
    places = [
        *(url_for("factory.home", factory_id=factory.id) for factory in mine.factories),
        *(url_for("provider.home", provider_id=provider.id) for provider in mine.providers),
        *(url_for("organiser.home", office_id=office.id) for office in mine.offices),
        *(url_for("desk.home", event_id=row.event.id) for row in signed_in.desks()),
        *([url_for("admin.home")] if account.is_administrator else []),
    ]
    return redirect(places[0] if len(places) == 1 else url_for("account.home"))


def _page(account, form):
    sessions = signing_in.sessions_of(work.session(), account, now=work.now())
    return render_form("account/home.html", form, sessions=sessions, this_session=g.account_session.id)
