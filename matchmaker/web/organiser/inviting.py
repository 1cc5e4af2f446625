"""Inviting firms: from a pool, from the matching, from factories with needs, or by name."""

import uuid

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.events import inviting, registering
from matchmaker.events.models import Side
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_page import asked, event_or_404
from matchmaker.web.rendering import render
from providers.queries import pools

SOURCES = ("pool", "matching", "factories", "name")


@bp.get("/events/<uuid:event_id>/invite")
@guards.as_organiser
def invite(office, event_id):
    """Firms that could be invited, from one source, to be ticked."""
    event = event_or_404(office, event_id)
    source = request.args.get("source", "pool")
    source = source if source in SOURCES else "pool"
    words = asked("q")
    needs = inviting.needs_of(work.session(), event)
    side = Side.FACTORY if source == "factories" else request.args.get("side", Side.PROVIDER)
    return render(
        "organiser/events/invite.html",
        event=event,
        source=source,
        side=side if side in set(Side) else Side.PROVIDER,
        pools=pools(work.session()),
        needs=needs,
        rows=_rows(office, event, source, words, needs),
        words=words,
    )


@bp.post("/events/<uuid:event_id>/invite")
@guards.as_organiser
def send_invitations(office, event_id):
    """Invite all that were ticked."""
    event, side = event_or_404(office, event_id), request.form.get("side", "")
    chosen = [one for text in request.form.getlist("firm")[:200] if (one := _uuid(text))]
    firms = inviting.firms_in(work.session(), office.region_code, side, chosen) if side in set(Side) else []
    message = request.form.get("message", "").strip()[:500]
    count = registering.invite_all(work.session(), event, firms, now=work.now(), message=message)
    flash(_("已邀请 %(n)s 家单位。", n=count) if count else _("没有选中可以邀请的单位。"))
    return redirect(url_for("organiser.registrations", event_id=event.id, status="invited"))


def _rows(office, event, source, words, needs) -> list[inviting.Invitee]:
    session = work.session()
    if source == "matching":
        chosen = _uuid(asked("need"))
        ids = [one.id for one in needs if chosen in (None, one.id)]
        return inviting.from_needs(session, event, ids)
    if source == "factories":
        return inviting.factories_with_needs(session, event, office.region_code, words=words)
    if source == "name":
        side = asked("side")
        known = side in set(Side) and words
        firms = inviting.search(session, office.region_code, side, words) if known else []
        return [inviting.Invitee(firm) for firm in firms]
    return inviting.from_pool(session, event, _uuid(asked("pool")), words=words)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
