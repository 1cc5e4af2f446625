"""The providers that suit a need, best first, and why each one is there."""

from flask import request
from flask_babel import gettext as _

from demands import needs, queries
from matchmaker.shortlists import candidates, explanations
from matchmaker.shortlists import queries as shortlists
from matchmaker.shortlists.candidates import Sought
from matchmaker.web import exporting, guards, rankings, work
from matchmaker.web.factory import blueprint as bp
from matchmaker.web.factory.forms import NoteForm
from matchmaker.web.rendering import found, render


@bp.get("/needs/<uuid:demand_id>/providers")
@guards.as_factory
def ranking(factory, demand_id):
    """The ranking with filters."""
    session = work.session()
    demand = found(queries.demand_of(session, factory, demand_id))
    need, sought = needs.public_part(session, demand, factory), rankings.sought()
    page = rankings.paged(candidates.candidates_for(session, need, sought, top=candidates.DEEPEST))
    return render(
        "factory/ranking.html",
        demand=demand,
        page=page,
        reasons=explanations.reasons(session, need, page.rows),
        saved=shortlists.saved_ids(session, demand),
        narrowed=sought != Sought(),
        **rankings.facets(),
    )


@bp.get("/needs/<uuid:demand_id>/providers/export")
@guards.as_factory
def export_ranking(factory, demand_id):
    """The ranking as a sheet, with the same filters."""
    session = work.session()
    demand = found(queries.demand_of(session, factory, demand_id))
    rows = candidates.candidates_for(
        session, needs.public_part(session, demand, factory), rankings.sought(), top=candidates.DEEPEST
    )
    name = _("匹配服务商-%(title)s", title=demand.title[:30])
    return exporting.sheet_response(
        name, rankings.columns(), map(rankings.row, rows), request.args.get("format", "xlsx")
    )


@bp.get("/needs/<uuid:demand_id>/providers/<uuid:provider_id>")
@guards.as_factory
def candidate(factory, demand_id, provider_id):
    """Why this provider: shared terms, passages, what is missing, how the score is made."""
    session = work.session()
    demand = found(queries.demand_of(session, factory, demand_id))
    explained = found(
        explanations.explained(session, needs.public_part(session, demand, factory), provider_id)
    )
    saved = {kept.provider_id: kept for kept, _provider in shortlists.saved_for(session, demand)}
    kept = saved.get(provider_id)
    return render(
        "factory/candidate.html",
        demand=demand,
        explained=explained,
        kept=kept,
        disclosed=provider_id in shortlists.disclosed_ids(session, demand),
        note_form=NoteForm(note=kept.note if kept else ""),
    )
