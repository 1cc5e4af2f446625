"""Needs that suit this provider: the public part, and the confidential part where it was let in."""

from flask import request

from demands import needs as register
from demands import states
from matchmaker.shortlists import candidates, explanations, reading, store
from matchmaker.shortlists import queries as shortlists
from matchmaker.web import guards, rankings, signed_in, work
from matchmaker.web.provider import blueprint as bp
from matchmaker.web.rendering import found, render


@bp.get("/needs")
@guards.as_provider
def needs(provider):
    """Public needs, the best fitting first."""
    session = work.session()
    asked = {name: request.args.get(name, "")[:20] for name in ("industry", "region", "scenario")}
    ranked = candidates.needs_for(session, provider.id, top=candidates.DEEPEST, **asked)
    rows = [row for row in ranked if row.fit > 1]
    return render(
        "provider/needs/list.html",
        page=rankings.paged(rows),
        listed=str(provider.id) in store.providers(session).entries,
        narrowed=any(asked.values()),
        opened=[row for row in shortlists.opened_to(session, provider) if row[1].status in states.OPEN],
        **rankings.need_facets(),
    )


@bp.get("/needs/<uuid:demand_id>")
@guards.as_provider
def need(provider, demand_id):
    """One need: its public part and how well it fits."""
    return _page(provider, demand_id)


@bp.post("/needs/<uuid:demand_id>/confidential")
@guards.as_provider
def read_confidential(provider, demand_id):
    """The confidential part, if this provider was let in; the factory sees who read it and when."""
    who = signed_in.account().name
    text = found(reading.as_provider(work.session(), provider, demand_id, by=who, now=work.now()))
    return _page(provider, demand_id, confidential=text)


def _page(provider, demand_id, confidential=None):
    session = work.session()
    need = found(register.one(session, demand_id))
    fitting = candidates.needs_for(session, provider.id, only=[demand_id], top=1)
    return render(
        "provider/needs/need.html",
        need=need,
        fitting=fitting[0] if fitting else None,
        opened=shortlists.confidential_for(session, provider, demand_id) is not None,
        confidential=confidential,
        why=explanations.explained(session, need, provider.id),
        own=need.credit_code == provider.credit_code,
    )
