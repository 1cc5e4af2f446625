"""The provider's cases."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.web import fields, guards, work
from matchmaker.web.provider import blueprint as bp
from matchmaker.web.provider.forms import CaseForm, refuse_at
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render, render_form
from providers import cases as acts
from providers import queries
from providers.errors import YearInFuture
from providers.inputs import CaseDraft


@bp.get("/cases")
@guards.as_provider
def cases(provider):
    """All of them, the newest first."""
    rows = queries.cases_of(work.session(), provider)
    return render("provider/cases.html", page=page_of(rows[offset() : offset() + PAGE_SIZE], len(rows)))


@bp.get("/cases/new")
@guards.as_provider
def new_case(provider):
    """An empty form."""
    return _page(CaseForm().offer(), None)


@bp.post("/cases/new")
@guards.as_provider
def add_case(provider):
    """Tell of it."""
    form = CaseForm().offer()
    typed = fields.draft_of(form, CaseDraft)
    if typed and _saved(form, lambda: acts.add(work.session(), provider, typed, now=work.now())):
        flash(_("已添加“%(title)s”。", title=typed.title))
        return redirect(url_for("provider.cases"))
    return _page(form, None)


@bp.get("/cases/<uuid:case_id>")
@guards.as_provider
def case(provider, case_id):
    """The form with what is known."""
    row = found(queries.case_of(work.session(), provider, case_id))
    return _page(CaseForm(obj=row).offer(), row)


@bp.post("/cases/<uuid:case_id>")
@guards.as_provider
def save_case(provider, case_id):
    """Save it, unless a colleague saved first."""
    row = found(queries.case_of(work.session(), provider, case_id))
    form = CaseForm().offer()
    typed = fields.draft_of(form, CaseDraft)
    if typed and form.is_current(row) and _saved(form, lambda: _amend(provider, row, typed, form)):
        flash(_("“%(title)s”已保存。", title=typed.title))
        return redirect(url_for("provider.cases"))
    return _page(form, row)


@bp.post("/cases/<uuid:case_id>/withdraw")
@guards.as_provider
def withdraw_case(provider, case_id):
    """Take it out of the catalogue."""
    row = found(queries.case_of(work.session(), provider, case_id))
    acts.withdraw(work.session(), provider, row, now=work.now())
    flash(_("“%(title)s”已撤下。", title=row.title))
    return redirect(url_for("provider.cases"))


def _amend(provider, row, typed: CaseDraft, form: CaseForm) -> None:
    acts.amend(work.session(), provider, row, typed, now=work.now(), version=form.version.data)


def _saved(form: CaseForm, act) -> bool:
    try:
        act()
    except YearInFuture as refusal:
        refuse_at(form.year, sentence(refusal))
    return not form.errors


def _page(form: CaseForm, row):
    return render_form("provider/case.html", form, case=row)
