"""Needs of the office's region: the list, one need with its history, and its confidential part on the record."""

from flask import abort, g, request
from flask_babel import gettext as _

from demands import needs, queries
from demands.queries import DemandFilter
from matchmaker.accounts.models import OfficeRole
from matchmaker.shortlists import queries as shortlists
from matchmaker.shortlists import reading
from matchmaker.web import demand_sheet, exporting, fields, guards, signed_in, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.rendering import PAGE_SIZE, found, known_codes, language, offset, page_of, render
from matchmaker.web.words import choices


@bp.get("/needs")
@guards.as_organiser
def demands(office):
    """All needs handed in by the region's factories."""
    session, wanted = work.session(), _wanted()
    rows = queries.demands_in(session, office.region_code, wanted, limit=PAGE_SIZE, offset=offset())
    return render(
        "organiser/demands/list.html",
        page=page_of(rows, queries.count_demands_in(session, office.region_code, wanted)),
        scenarios_of=needs.scenarios(session, [demand.id for demand, _factory in rows]),
        counts=queries.statuses_in(session, office.region_code),
        narrowed=wanted != DemandFilter(),
        **_choices(office),
    )


@bp.get("/needs/export")
@guards.as_organiser
def export_demands(office):
    """The list as a sheet, with the same filters; public part and status, no contacts."""
    pairs = queries.demands_in(work.session(), office.region_code, _wanted(), limit=demand_sheet.MOST)
    scenarios = needs.scenarios(work.session(), [demand.id for demand, _factory in pairs])
    rows = [demand_sheet.row(demand, factory, scenarios.get(demand.id, ())) for demand, factory in pairs]
    return exporting.sheet_response(
        _("企业需求"), demand_sheet.columns(), rows, request.args.get("format", "xlsx")
    )


@bp.get("/needs/<uuid:demand_id>")
@guards.as_organiser
def demand(office, demand_id):
    """One need."""
    return _page(office, demand_id)


@bp.post("/needs/<uuid:demand_id>/confidential")
@guards.as_organiser
def read_confidential(office, demand_id):
    """The confidential part, for managers; who read it is recorded and the factory sees it."""
    if g.membership.role != OfficeRole.MANAGER:
        abort(403)
    demand, _factory = found(queries.demand_in(work.session(), office.region_code, demand_id))
    who = signed_in.account().name
    text = reading.as_office(work.session(), demand, office=office.name, by=who, now=work.now())
    return _page(office, demand_id, confidential=text)


def _page(office, demand_id, confidential=None):
    session = work.session()
    demand, factory = found(queries.demand_in(session, office.region_code, demand_id))
    return render(
        "organiser/demands/demand.html",
        demand=demand,
        factory=factory,
        need=needs.public_part(session, demand, factory),
        history=queries.history_of(session, demand),
        disclosures=shortlists.disclosures_of(session, demand),
        confidential=confidential,
        may_read=g.membership.role == OfficeRole.MANAGER,
    )


def _wanted() -> DemandFilter:
    asked = {
        name: request.args.get(name, "")[:100].strip()
        for name in ("q", "status", "industry", "region", "scenario")
    }
    statuses = [asked["status"]] if asked["status"] else []
    return DemandFilter(asked["q"], statuses, asked["industry"], asked["region"], asked["scenario"])


def _choices(office) -> dict:
    codes = known_codes()
    return {
        "industries": fields.code_choices(codes.industries, language(), blank=_("全部行业"), numbered=True),
        "regions": fields.region_choices(codes.regions, language(), office.region_code, blank=_("全部地区")),
        "scenarios": fields.grouped_choices(codes.scenarios, language()),
        "statuses": [("", _("全部状态")), *(pair for pair in choices("demand_status") if pair[0] != "draft")],
    }
