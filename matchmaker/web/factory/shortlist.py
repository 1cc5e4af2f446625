"""Keeping providers in mind for a need, and letting them into its confidential part."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from demands import queries
from matchmaker.shortlists import disclosing, keeping
from matchmaker.shortlists.models import OpenedBy
from matchmaker.web import disclosures, guards, work
from matchmaker.web.factory import acting
from matchmaker.web.factory import blueprint as bp
from matchmaker.web.factory.forms import NoteForm
from matchmaker.web.rendering import found
from providers import queries as catalogue


@bp.post("/needs/<uuid:demand_id>/providers/<uuid:provider_id>/save")
@guards.as_factory
def save_candidate(factory, demand_id, provider_id):
    """Put the provider on the need's shortlist, or change the note."""
    demand, provider = _pair(factory, demand_id, provider_id)
    keeping.save(work.session(), factory, demand, provider, now=work.now(), note=NoteForm().note.data or "")
    flash(_("已存为候选：%(name)s。", name=provider.name))
    return _back(demand, provider)


@bp.post("/needs/<uuid:demand_id>/providers/<uuid:provider_id>/drop")
@guards.as_factory
def drop_candidate(factory, demand_id, provider_id):
    """Take the provider off the shortlist."""
    demand, provider = _known_pair(factory, demand_id, provider_id)
    keeping.drop(work.session(), demand, provider)
    flash(_("已从候选中移除。"))
    return _back(demand, provider)


@bp.post("/needs/<uuid:demand_id>/providers/<uuid:provider_id>/disclose")
@guards.as_factory
def disclose(factory, demand_id, provider_id):
    """Let the provider read the confidential part, and tell it."""
    demand, provider = _pair(factory, demand_id, provider_id)
    row = disclosing.disclose(
        work.session(),
        factory,
        demand,
        provider,
        opened_by=OpenedBy.owner,
        by=acting.person(),
        now=work.now(),
    )
    disclosures.tell(row, factory, demand, provider)
    flash(_("已向 %(name)s 开放保密内容，随时可以收回。", name=provider.name))
    return _back(demand, provider)


@bp.post("/needs/<uuid:demand_id>/providers/<uuid:provider_id>/revoke")
@guards.as_factory
def revoke(factory, demand_id, provider_id):
    """Close the confidential part to the provider again."""
    demand, provider = _known_pair(factory, demand_id, provider_id)
    disclosing.revoke(work.session(), demand, provider, now=work.now())
    flash(_("已收回，%(name)s 不能再看保密内容。", name=provider.name))
    return _back(demand, provider)


def _pair(factory, demand_id, provider_id):
    """The need, if it is this factory's, and the provider, if it is listed."""
    demand = found(queries.demand_of(work.session(), factory, demand_id))
    return demand, found(catalogue.listed_provider(work.session(), provider_id)).provider


def _known_pair(factory, demand_id, provider_id):
    """The same with a provider that may have left the pools: what was given can always be taken back."""
    demand = found(queries.demand_of(work.session(), factory, demand_id))
    return demand, found(catalogue.provider_by_id(work.session(), provider_id))


def _back(demand, provider):
    place = request.form.get("back")
    if place in ("ranking", "demand"):
        return redirect(url_for(f"factory.{place}", demand_id=demand.id))
    return redirect(url_for("factory.candidate", demand_id=demand.id, provider_id=provider.id))
