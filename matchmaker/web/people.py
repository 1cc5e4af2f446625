"""Who acts for a firm: the one page that factories and providers share. Their views only say which firm.

An audience makes four views of it, `people`, `invite_person`, `withdraw_invitation` and `end_representation`,
each calling the function of the same purpose here with its `Party`.
"""

import uuid

from flask import flash, g, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField
from wtforms.validators import InputRequired, Length

from matchmaker.accounts import queries, representing
from matchmaker.accounts.representing import Party
from matchmaker.web import fields, signed_in, work
from matchmaker.web.rendering import found, render_form


class InviteForm(fields.Form):
    """Whom to invite."""

    email = EmailField(_l("对方的邮箱"), [InputRequired(_l("请填邮箱。")), Length(max=254)])


def show(party: Party, form: InviteForm | None = None):
    """The page: who acts for the firm, who is invited, and the form to invite."""
    ids = {"factory_id": party.factory_id} if party.factory_id else {"provider_id": party.provider_id}
    return render_form(
        "partials/people.html",
        form or InviteForm(),
        firm=party,
        people=queries.representatives(work.session(), **ids),
        invitations=queries.open_invitations(work.session(), now=work.now(), **ids),
    )


def invite(party: Party):
    """Send an invitation, or the page again with what is wrong."""
    form = InviteForm()
    if not form.validate_on_submit() or not send(party, form):
        return show(party, form)
    return redirect(url_for(f"{g.audience}.people"))


def send(party: Party, form: InviteForm) -> bool:
    """Writes the invitation to the address in `form`; `False`, with a message at the field, when it is none."""
    address = work.absolute(url_for("account.invitation", token="")) + "{token}"
    try:
        representing.invite(
            work.session(), signed_in.account(), party, email=form.email.data, address=address, now=work.now()
        )
    except ValueError:
        form.email.errors = [*form.email.errors, _("邮箱地址不对，例如 zhang@example.com。")]
        return False
    flash(_("邀请已发往 %(email)s，7 天内有效。", email=form.email.data))
    return True


def withdraw(party: Party, invitation_id: uuid.UUID):
    """Take back an invitation that nobody took up."""
    representing.withdraw_invitation(work.session(), party, invitation_id, now=work.now())
    flash(_("邀请已撤回。"))
    return redirect(url_for(f"{g.audience}.people"))


def end(party: Party, representation_id: uuid.UUID):
    """End that somebody acts for the firm; ending one's own leads away from the firm's pages."""
    ids = {"factory_id": party.factory_id} if party.factory_id else {"provider_id": party.provider_id}
    rows = {row.id: (person, row) for person, row in queries.representatives(work.session(), **ids)}
    person, row = found(rows.get(representation_id))
    representing.end_representation(work.session(), row)
    flash(_("%(name)s 不再代表“%(firm)s”。", name=person.name, firm=party.name))
    leaving = person.id == signed_in.account().id
    return redirect(url_for("account.home") if leaving else url_for(f"{g.audience}.people"))
