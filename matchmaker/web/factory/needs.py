"""The factory's needs: list, form, and the page of one need."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from demands import needs, posting, queries, states
from demands.inputs import DemandDraft
from demands.queries import DemandFilter
from matchmaker.shortlists import advice
from matchmaker.shortlists import queries as shortlists
from matchmaker.web import demand_sheet, exporting, fields, guards, work
from matchmaker.web.factory import acting
from matchmaker.web.factory import blueprint as bp
from matchmaker.web.factory.forms import CloseForm, DemandForm, status_choices
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render, render_form


@bp.get("/needs")
@guards.as_factory
def demands(factory):
    """All needs of the factory."""
    session, wanted = work.session(), _wanted()
    rows = queries.demands_of(session, factory, wanted, limit=PAGE_SIZE, offset=offset())
    ids = [demand.id for demand in rows]
    return render(
        "factory/demands.html",
        page=page_of(rows, queries.count_demands_of(session, factory, wanted)),
        counts=queries.statuses_of(session, factory),
        scenarios=needs.scenarios(session, ids),
        saved=shortlists.saved_counts(session, ids),
        statuses=status_choices(),
    )


@bp.get("/needs/export")
@guards.as_factory
def export_demands(factory):
    """The own needs as a sheet, with the same filters."""
    rows = queries.demands_of(work.session(), factory, _wanted(), limit=demand_sheet.MOST)
    scenarios = needs.scenarios(work.session(), [demand.id for demand in rows])
    table = [demand_sheet.row(demand, factory, scenarios.get(demand.id, ())) for demand in rows]
    return exporting.sheet_response(
        _("我们的需求"), demand_sheet.columns(), table, request.args.get("format", "xlsx")
    )


@bp.get("/needs/new")
@guards.as_factory
def new_demand(factory):
    """An empty form."""
    form = DemandForm(industry_code=factory.industry_code).offer()
    return render_form("factory/demand_form.html", form, demand=None)


@bp.post("/needs/new")
@guards.as_factory
def post_demand(factory):
    """Save as a draft; with the other button also hand it in."""
    form = DemandForm().offer()
    typed = fields.draft_of(form, DemandDraft)
    if typed is None or not _may_go(form):
        return render_form("factory/demand_form.html", form, demand=None)
    demand = posting.draft(work.session(), factory, typed, by=acting.person(), now=work.now())
    return _saved(demand)


@bp.get("/needs/<uuid:demand_id>")
@guards.as_factory
def demand(factory, demand_id):
    """One need: where it stands, what it says, what to do next."""
    session = work.session()
    demand = found(queries.demand_of(session, factory, demand_id))
    need = needs.public_part(session, demand, factory)
    return render(
        "factory/demand.html",
        demand=demand,
        need=need,
        history=queries.history_of(session, demand),
        reason=queries.last_reason(session, demand),
        saved=shortlists.saved_for(session, demand),
        disclosures=shortlists.disclosures_of(session, demand),
        readings=shortlists.readings_of(session, demand)[:20],
        close_form=CloseForm(),
        advice=advice.advise(session, need) if demand.status in states.AMENDABLE and demand.problem else None,
        states=states,
    )


@bp.get("/needs/<uuid:demand_id>/edit")
@guards.as_factory
def edit_demand(factory, demand_id):
    """The form with what was written."""
    session = work.session()
    demand = found(queries.demand_of(session, factory, demand_id))
    codes = needs.scenarios(session, [demand.id]).get(demand.id, ())
    form = DemandForm(obj=demand, scenario_codes=list(codes)).offer(demand)
    return render_form("factory/demand_form.html", form, demand=demand, states=states)


@bp.post("/needs/<uuid:demand_id>/edit")
@guards.as_factory
def amend_demand(factory, demand_id):
    """Save the changes, unless a colleague saved first."""
    demand = found(queries.demand_of(work.session(), factory, demand_id))
    form = DemandForm().offer(demand)
    typed = fields.draft_of(form, DemandDraft)
    if typed is None or not _is_current(form, demand) or not _may_go(form):
        return render_form("factory/demand_form.html", form, demand=demand, states=states)
    posting.amend(
        work.session(), demand, typed, by=acting.person(), now=work.now(), version=form.version.data
    )
    return _saved(demand)


def _wanted() -> DemandFilter:
    status = request.args.get("status", "")
    return DemandFilter(words=request.args.get("q", "")[:100], statuses=[status] if status else [])


def _may_go(form: DemandForm) -> bool:
    """Handing in asks for more than saving does."""
    if "submit" not in request.form or form.problem.data:
        return True
    form.problem.errors = [*form.problem.errors, _("提交审核前，请写一写遇到的主要问题。")]
    return False


def _is_current(form: DemandForm, demand) -> bool:
    if form.version.data in (None, demand.version):
        return True
    form.form_errors.append(_("同事刚刚改过这项需求。您填的内容还在：再点一次“保存”，就以您填的为准。"))
    form.version.raw_data, form.version.data = None, demand.version
    return False


def _saved(demand):
    if "submit" in request.form and demand.status in states.AMENDABLE - states.OPEN:
        posting.submit(work.session(), demand, by=acting.person(), now=work.now())
    flash(_("已提交，等待主办方审核。") if demand.status == "submitted" else _("已保存。"))
    return redirect(url_for("factory.demand", demand_id=demand.id))
