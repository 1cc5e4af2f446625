"""Answering those who want to meet, and taking back what was asked."""

from functools import partial

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.events.models import SchedulingMode, Slot
from matchmaker.meetings import choosing, contacts, queries, requests
from matchmaker.meetings.models import Wish
from matchmaker.web import work
from matchmaker.web.attending.loading import taking_part
from matchmaker.web.rendering import found, render

LONGEST = 500


def event_requests(firm, event_id):
    """All requests of the firm: those that wait for it first."""
    event, part = taking_part(firm, event_id)
    rows = queries.requests_for(work.session(), part)
    known = contacts.contacts_of(work.session(), rows, part.side)
    groups = {
        "mine": [row for row in rows if row.waits_for(part.side)],
        "theirs": [row for row in rows if row.request.status == "pending" and not row.waits_for(part.side)],
        "agreed": [row for row in rows if row.request.status == "accepted"],
        "over": [row for row in rows if row.request.status in {"declined", "withdrawn", "expired"}],
    }
    return render(
        "attending/requests.html",
        event=event,
        part=part,
        groups=groups,
        contacts=known,
        free=_free(event, part, groups["mine"]),
    )


def event_request_accept(firm, event_id, request_id):
    """Say yes."""
    event, part, row = _row(firm, event_id, request_id)
    wish = Wish.MUST if request.form.get("wish") == Wish.MUST else Wish.MEET
    slot = _slot(event)
    act = requests.accept if slot is None else partial(choosing.accept_at, slot=slot)
    act(work.session(), event, row.request, part.side, message=_message(), wish=wish, now=work.now())
    both = row.request.status == "accepted"
    flash(_("约成了，等主办方排时间。") if both else _("已答应，等对方也答应。"))
    return redirect(url_for(".event_requests", event_id=event.id))


def event_request_decline(firm, event_id, request_id):
    """Say no."""
    event, part, row = _row(firm, event_id, request_id)
    requests.decline(work.session(), event, row.request, part.side, message=_message(), now=work.now())
    flash(_("已婉拒，对方会收到通知。"))
    return redirect(url_for(".event_requests", event_id=event.id))


def event_request_withdraw(firm, event_id, request_id):
    """Take back."""
    event, part, row = _row(firm, event_id, request_id)
    requests.withdraw(work.session(), event, row.request, part.side, reason=_message(), now=work.now())
    flash(_("已撤回，对方会收到通知。"))
    return redirect(url_for(".event_requests", event_id=event.id))


def _free(event, part, rows) -> dict:
    """request id → free slots, at an event where the guest picks the time; only for a yes that settles it."""
    if event.scheduling_mode != SchedulingMode.AT_ACCEPTANCE:
        return {}
    last = [row.request for row in rows if "yes" in {row.request.factory_said, row.request.provider_said}]
    return {one.id: choosing.free_slots(work.session(), event, one, now=work.now()) for one in last}


def _slot(event) -> Slot | None:
    """The slot picked, at an event where that is the guest's to do."""
    picked = request.form.get("slot", "")
    if not picked or event.scheduling_mode != SchedulingMode.AT_ACCEPTANCE:
        return None
    slots = {str(slot.id): slot for slot in events.slots_of(work.session(), event)}
    return found(slots.get(picked))


def _row(firm, event_id, request_id):
    event, part = taking_part(firm, event_id)
    return event, part, found(queries.request_for(work.session(), part, request_id))


def _message():
    return request.form.get("message", "").strip()[:LONGEST]


ROUTES = [
    ("GET", "/events/<uuid:event_id>/requests", event_requests),
    ("POST", "/events/<uuid:event_id>/requests/<uuid:request_id>/accept", event_request_accept),
    ("POST", "/events/<uuid:event_id>/requests/<uuid:request_id>/decline", event_request_decline),
    ("POST", "/events/<uuid:event_id>/requests/<uuid:request_id>/withdraw", event_request_withdraw),
]
