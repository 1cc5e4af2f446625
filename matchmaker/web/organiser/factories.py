"""Factories of the office's region: the list, one factory, and inviting somebody to act for it."""

from flask import redirect, request, url_for

from demands import queries
from demands.queries import DemandFilter
from matchmaker.accounts import queries as accounts
from matchmaker.accounts.representing import Party
from matchmaker.web import guards, people, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render, render_form


@bp.get("/factories")
@guards.as_organiser
def factories(office):
    """All factories of the region by name."""
    words = request.args.get("q", "")[:100].strip()
    rows = queries.factories_in(work.session(), office.region_code, words, limit=PAGE_SIZE, offset=offset())
    total = queries.count_factories_in(work.session(), office.region_code, words)
    return render("organiser/demands/factories.html", page=page_of(rows, total), narrowed=bool(words))


@bp.get("/factories/<uuid:factory_id>")
@guards.as_organiser
def factory(office, factory_id):
    """One factory with its needs and its people."""
    return _page(office, factory_id, people.InviteForm())


@bp.post("/factories/<uuid:factory_id>/invite")
@guards.as_organiser
def invite_to_factory(office, factory_id):
    """Invite somebody to act for it."""
    factory = found(queries.factory_in(work.session(), office.region_code, factory_id))
    form = people.InviteForm()
    if not form.validate_on_submit() or not people.send(Party(factory.name, factory_id=factory.id), form):
        return _page(office, factory_id, form)
    return redirect(url_for("organiser.factory", factory_id=factory_id))


def _page(office, factory_id, form):
    session = work.session()
    factory = found(queries.factory_in(session, office.region_code, factory_id))
    return render_form(
        "organiser/demands/factory.html",
        form,
        factory=factory,
        demands=queries.demands_from(session, office.region_code, factory, DemandFilter()),
        people=accounts.representatives(session, factory_id=factory.id),
        invitations=accounts.open_invitations(session, now=work.now(), factory_id=factory.id),
    )
