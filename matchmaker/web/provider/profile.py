"""The provider's profile."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.web import fields, guards, work
from matchmaker.web.provider import blueprint as bp
from matchmaker.web.provider.forms import ProfileForm, refuse_at
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import render_form
from providers import queries, registration
from providers.errors import AlreadyRegistered, YearInFuture
from providers.inputs import ProviderProfile


@bp.get("/profile")
@guards.as_provider
def profile(provider):
    """The form with what is known."""
    session = work.session()
    form = ProfileForm(
        obj=provider,
        industries=queries.industries_of(session, provider),
        scenarios=queries.scenarios_of(session, provider),
        truth_confirmed=provider.truth_confirmed_at is not None,
    )
    return _page(form.offer().keep_region(provider.region_code), provider)


@bp.post("/profile")
@guards.as_provider
def save_profile(provider):
    """Save it, unless a colleague saved first."""
    form = ProfileForm().offer().keep_region(provider.region_code)
    typed = fields.draft_of(form, ProviderProfile)
    if typed and form.is_current(provider) and _save(provider, form, typed):
        flash(_("企业资料已保存。"))
        return redirect(url_for("provider.home"))
    return _page(form, provider)


def _save(provider, form: ProfileForm, typed: ProviderProfile) -> bool:
    try:
        registration.amend(work.session(), provider, typed, now=work.now(), version=form.version.data)
    except AlreadyRegistered as refusal:
        refuse_at(form.credit_code, sentence(refusal))
    except YearInFuture as refusal:
        refuse_at(form.founded_year, sentence(refusal))
    return not form.errors


def _page(form: ProfileForm, provider):
    return render_form("provider/profile.html", form, provider=provider)
