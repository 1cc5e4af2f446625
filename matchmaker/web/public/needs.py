"""Published needs, the public part, for everybody."""

from flask import request
from flask_babel import gettext as _

from demands import needs as register
from demands.needs import NeedFilter
from matchmaker.shortlists import candidates
from matchmaker.web import guards, rankings, signed_in, work
from matchmaker.web.public import blueprint as bp
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render
from matchmaker.web.words import choices


@bp.get("/needs")
@guards.as_anyone
def needs():
    """The list with search and filters."""
    session, wanted = work.session(), _wanted()
    rows = register.find(session, wanted, limit=PAGE_SIZE, offset=offset())
    return render(
        "public/needs/list.html",
        page=page_of(rows, register.count(session, wanted)),
        narrowed=wanted != NeedFilter(),
        cooperations=choices("cooperation", blank=_("全部方式")),
        **rankings.need_facets(),
    )


@bp.get("/needs/<uuid:demand_id>")
@guards.as_anyone
def need(demand_id):
    """One need, with cases and needs that resemble it."""
    session = work.session()
    need = found(register.one(session, demand_id))
    return render(
        "public/needs/need.html",
        need=need,
        practices=candidates.similar_cases(session, need, top=4),
        alike=candidates.similar_needs(session, need, top=4),
        my_providers=signed_in.affiliations().providers if signed_in.account() else [],
    )


def _wanted() -> NeedFilter:
    asked = {
        name: request.args.get(name, "")[:100].strip()
        for name in ("q", "industry", "region", "scenario", "cooperation")
    }
    return NeedFilter(asked["q"], asked["industry"], asked["region"], asked["scenario"], asked["cooperation"])
