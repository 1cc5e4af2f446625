"""Who suits whom in the office's region: needs with their providers, providers with their needs."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from demands import needs as register
from demands import queries
from demands.needs import NeedFilter
from matchmaker.shortlists import candidates, disclosing, explanations, store
from matchmaker.shortlists import queries as shortlists
from matchmaker.shortlists.candidates import Sought
from matchmaker.shortlists.models import OpenedBy
from matchmaker.web import disclosures, exporting, fields, guards, rankings, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.rendering import PAGE_SIZE, found, known_codes, language, offset, page_of, render
from providers import queries as catalogue


@bp.get("/matches")
@guards.as_organiser
def matches(office):
    """Public needs of the region, each with its three best providers among those asked for."""
    session, wanted, sought = work.session(), _needs_wanted(office), rankings.sought()
    rows = register.find(session, wanted, limit=PAGE_SIZE, offset=offset())
    best = candidates.candidates_for_each(
        session, rows, Sought(pool_id=sought.pool_id, provider_type=sought.provider_type)
    )
    return render(
        "organiser/matches/by_need.html",
        page=page_of(list(zip(rows, best, strict=True)), register.count(session, wanted)),
        narrowed=bool(request.args.keys() - {"page"}),
        **_facets(office),
    )


@bp.get("/matches/providers")
@guards.as_organiser
def provider_matches(office):
    """Listed providers, each with the three needs of the region that suit it best."""
    session, sought = work.session(), rankings.sought()
    cards = sorted(
        (card for card in _cards(session) if sought.fits(card)), key=lambda card: (card.name, card.id)
    )
    page = rankings.paged(cards)
    best = [candidates.needs_for(session, card.id, region=office.region_code, top=3) for card in page.rows]
    return render(
        "organiser/matches/by_provider.html",
        page=page,
        best=best,
        narrowed=sought != Sought(),
        **rankings.facets(),
    )


@bp.get("/matches/providers/<uuid:provider_id>")
@guards.as_organiser
def provider_needs(office, provider_id):
    """The region's needs that suit one provider."""
    session = work.session()
    entry = found(store.providers(session).entries.get(str(provider_id)))
    rows = candidates.needs_for(session, provider_id, region=office.region_code, top=candidates.DEEPEST)
    return render("organiser/matches/provider.html", card=entry.facts, page=rankings.paged(rows))


@bp.get("/needs/<uuid:demand_id>/providers")
@guards.as_organiser
def ranking(office, demand_id):
    """The providers that suit one need, with filters."""
    session, sought = work.session(), rankings.sought()
    demand, need = _need(office, demand_id)
    page = rankings.paged(candidates.candidates_for(session, need, sought, top=candidates.DEEPEST))
    return render(
        "organiser/matches/ranking.html",
        demand=demand,
        page=page,
        reasons=explanations.reasons(session, need, page.rows),
        narrowed=sought != Sought(),
        **rankings.facets(),
    )


@bp.get("/needs/<uuid:demand_id>/providers/export")
@guards.as_organiser
def export_ranking(office, demand_id):
    """The ranking as a sheet, with the same filters."""
    demand, need = _need(office, demand_id)
    rows = candidates.candidates_for(work.session(), need, rankings.sought(), top=candidates.DEEPEST)
    name = _("匹配服务商-%(title)s", title=demand.title[:30])
    return exporting.sheet_response(
        name, rankings.columns(), map(rankings.row, rows), request.args.get("format", "xlsx")
    )


@bp.get("/needs/<uuid:demand_id>/providers/<uuid:provider_id>")
@guards.as_organiser
def candidate(office, demand_id, provider_id):
    """Why this provider for this need."""
    demand, need = _need(office, demand_id)
    return render(
        "organiser/matches/candidate.html",
        demand=demand,
        explained=found(explanations.explained(work.session(), need, provider_id)),
        disclosed=provider_id in shortlists.disclosed_ids(work.session(), demand),
    )


@bp.post("/needs/<uuid:demand_id>/providers/<uuid:provider_id>/disclose")
@guards.as_organiser
def disclose(office, demand_id, provider_id):
    """Let the provider read the confidential part, in the office's name."""
    demand, factory = found(queries.demand_in(work.session(), office.region_code, demand_id))
    provider = found(catalogue.listed_provider(work.session(), provider_id)).provider
    row = disclosing.disclose(
        work.session(),
        factory,
        demand,
        provider,
        opened_by=OpenedBy.organiser,
        by=office.name,
        now=work.now(),
    )
    disclosures.tell(row, factory, demand, provider)
    flash(_("已向 %(name)s 开放保密内容，企业看得到这条记录。", name=provider.name))
    return redirect(url_for("organiser.candidate", demand_id=demand_id, provider_id=provider_id))


def _need(office, demand_id):
    demand, factory = found(queries.demand_in(work.session(), office.region_code, demand_id))
    return demand, register.public_part(work.session(), demand, factory)


def _needs_wanted(office) -> NeedFilter:
    asked = {name: request.args.get(name, "")[:100].strip() for name in ("q", "industry", "region")}
    region = (
        asked["region"]
        if asked["region"] in dict(_regions(office)) and asked["region"]
        else office.region_code
    )
    return NeedFilter(words=asked["q"], industry_code=asked["industry"], region_code=region)


def _regions(office) -> list:
    return fields.region_choices(known_codes().regions, language(), office.region_code, blank=_("全部地区"))


def _facets(office) -> dict:
    return rankings.facets() | {"regions": _regions(office)}


def _cards(session):
    return [entry.facts for entry in store.providers(session).entries.values()]
