"""Take up an invitation to act for a firm or to work in an office, with or without an account so far."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.accounts import queries, representing, signing_in, signing_up
from matchmaker.web import guards, signed_in, work
from matchmaker.web.account import blueprint as bp
from matchmaker.web.account.forms import NewcomerForm
from matchmaker.web.limiting import limiter
from matchmaker.web.rendering import language, render_form


@bp.get("/invitation/")
@bp.get("/invitation/<token>")
@limiter.limit("60 per hour")
@guards.as_anyone
def invitation(token=""):
    """What the invitation is for, before it is taken up."""
    return _page(token, NewcomerForm())


@bp.post("/invitation/<token>")
@limiter.limit("60 per hour")
@guards.as_account
def accept_invitation(account, token):
    """Take it up."""
    return _accept(account, token)


@bp.post("/invitation/<token>/sign-up")
@limiter.limit("20 per hour")
@guards.as_anyone
def join(token):
    """Open an account for the invited address and take the invitation up at once."""
    form = NewcomerForm()
    invited = representing.invitation_of(work.session(), token, now=work.now())
    if queries.account_with(work.session(), invited.email) or not form.validate_on_submit():
        return _page(token, form)
    account = signing_up.open_account(
        work.session(),
        email=invited.email,
        name=form.name.data,
        password=form.password.data,
        language=language(),
        now=work.now(),
        confirmed=True,
    )
    signed_in.remember(signing_in.open_session_for(work.session(), account, device="", now=work.now()))
    return _accept(account, token)


def _accept(account, token):
    found = representing.invitation_of(work.session(), token, now=work.now())
    party = queries.invited_party(work.session(), found)
    representing.accept(work.session(), account, found, now=work.now())
    flash(_("您现在可以代表“%(name)s”。", name=party.name))
    return redirect(url_for("account.arrive"))


def _page(token, form):
    found = representing.invitation_of(work.session(), token, now=work.now())
    party = queries.invited_party(work.session(), found)
    known = queries.account_with(work.session(), found.email) is not None
    return render_form(
        "account/invitation.html", form, invitation=found, invited_to=party, token=token, known=known
    )
