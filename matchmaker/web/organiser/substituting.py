"""Filling a free slot on the day: who is here, free and suitable."""

import uuid

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.events.firms import firm_of
from matchmaker.events.models import Participant, Side, Slot
from matchmaker.meetings import substitutes
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_page import event_or_404, participant_or_404
from matchmaker.web.rendering import found, render


@bp.get("/events/<uuid:event_id>/registrations/<uuid:participant_id>/substitutes")
@guards.as_organiser
def find_substitutes(office, event_id, participant_id):
    """The firm's free slots ahead, and who could fill the chosen one."""
    event = event_or_404(office, event_id)
    participant = participant_or_404(event, participant_id)
    free = substitutes.free_slots_of(work.session(), event, participant, now=work.now())
    asked = request.args.get("slot", "")
    slot = next((one for one in free if str(one.id) == asked), free[0] if free else None)
    return render(
        "organiser/events/substitutes.html",
        event=event,
        participant=participant,
        firm=firm_of(work.session(), participant),
        free=free,
        slot=slot,
        rows=substitutes.substitutes(work.session(), event, participant, slot) if slot else [],
    )


@bp.post("/events/<uuid:event_id>/registrations/<uuid:participant_id>/substitutes")
@guards.as_organiser
def bring_together(office, event_id, participant_id):
    """Both have said yes: agree and place the meeting."""
    event = event_or_404(office, event_id)
    one = participant_or_404(event, participant_id)
    other = participant_or_404(event, _id("partner"))
    slot = found(events.part_of(work.session(), event, Slot, _id("slot")))
    factory, provider = _sides(one, other)
    meeting = substitutes.bring_together(
        work.session(), event, factory, provider, demand_id=_id("need"), slot=slot, now=work.now()
    )
    flash(_("已安排。发布后双方会收到通知；请同时当面告知桌号。"))
    return redirect(url_for("organiser.meeting", event_id=event.id, meeting_id=meeting.id))


def _sides(one: Participant, other: Participant) -> tuple[Participant, Participant]:
    return (one, other) if one.side == Side.FACTORY else (other, one)


def _id(name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get(name, ""))
    except ValueError:
        return abort(404)
