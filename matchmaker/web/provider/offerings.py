"""The provider's products and services."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.web import fields, guards, work
from matchmaker.web.provider import blueprint as bp
from matchmaker.web.provider.forms import OfferingForm, refuse_at
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render, render_form
from providers import offerings as acts
from providers import queries
from providers.errors import YearInFuture
from providers.inputs import OfferingDraft


@bp.get("/offerings")
@guards.as_provider
def offerings(provider):
    """All of them."""
    rows = queries.offerings_of(work.session(), provider)
    return render("provider/offerings.html", page=page_of(rows[offset() : offset() + PAGE_SIZE], len(rows)))


@bp.get("/offerings/new")
@guards.as_provider
def new_offering(provider):
    """An empty form."""
    return _page(OfferingForm(industries=queries.industries_of(work.session(), provider)).offer(), None)


@bp.post("/offerings/new")
@guards.as_provider
def add_offering(provider):
    """Put it into the catalogue."""
    form = OfferingForm().offer()
    typed = fields.draft_of(form, OfferingDraft)
    if typed and _saved(form, lambda: acts.add(work.session(), provider, typed, now=work.now())):
        flash(_("已添加“%(title)s”。", title=typed.title))
        return redirect(url_for("provider.offerings"))
    return _page(form, None)


@bp.get("/offerings/<uuid:offering_id>")
@guards.as_provider
def offering(provider, offering_id):
    """The form with what is known."""
    row = found(queries.offering_of(work.session(), provider, offering_id))
    return _page(OfferingForm(obj=row).offer(), row)


@bp.post("/offerings/<uuid:offering_id>")
@guards.as_provider
def save_offering(provider, offering_id):
    """Save it, unless a colleague saved first."""
    row = found(queries.offering_of(work.session(), provider, offering_id))
    form = OfferingForm().offer()
    typed = fields.draft_of(form, OfferingDraft)
    if typed and form.is_current(row) and _saved(form, lambda: _amend(provider, row, typed, form)):
        flash(_("“%(title)s”已保存。", title=typed.title))
        return redirect(url_for("provider.offerings"))
    return _page(form, row)


@bp.post("/offerings/<uuid:offering_id>/withdraw")
@guards.as_provider
def withdraw_offering(provider, offering_id):
    """Take it out of the catalogue."""
    row = found(queries.offering_of(work.session(), provider, offering_id))
    acts.withdraw(work.session(), provider, row, now=work.now())
    flash(_("“%(title)s”已撤下。", title=row.title))
    return redirect(url_for("provider.offerings"))


def _amend(provider, row, typed: OfferingDraft, form: OfferingForm) -> None:
    acts.amend(work.session(), provider, row, typed, now=work.now(), version=form.version.data)


def _saved(form: OfferingForm, act) -> bool:
    try:
        act()
    except YearInFuture as refusal:
        refuse_at(form.first_year, sentence(refusal))
    return not form.errors


def _page(form: OfferingForm, row):
    return render_form("provider/offering.html", form, offering=row)
