"""The factory's profile."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from demands import registration
from demands.errors import CreditCodeTaken
from demands.inputs import FactoryProfile
from matchmaker.web import fields, guards, work
from matchmaker.web.factory import blueprint as bp
from matchmaker.web.factory.forms import FactoryForm
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import render_form


@bp.get("/profile")
@guards.as_factory
def profile(factory):
    """The form with what is known."""
    return render_form("factory/profile.html", FactoryForm(obj=factory).offer(factory), factory=factory)


@bp.post("/profile")
@guards.as_factory
def save_profile(factory):
    """Save it, unless a colleague saved first."""
    form = FactoryForm().offer(factory)
    typed = fields.draft_of(form, FactoryProfile)
    if typed and _is_current(form, factory) and _amended(form, factory, typed):
        flash(_("企业资料已保存。"))
        return redirect(url_for("factory.home"))
    return render_form("factory/profile.html", form, factory=factory)


def _amended(form: FactoryForm, factory, typed: FactoryProfile) -> bool:
    try:
        registration.amend(work.session(), factory, typed, now=work.now(), version=form.version.data)
    except CreditCodeTaken as refusal:
        form.credit_code.errors = [*form.credit_code.errors, sentence(refusal)]
        return False
    return True


def _is_current(form: FactoryForm, factory) -> bool:
    if form.version.data in (None, factory.version):
        return True
    form.form_errors.append(_("同事刚刚改过企业资料。您填的内容还在：再点一次“保存”，就以您填的为准。"))
    form.version.raw_data, form.version.data = None, factory.version
    return False
