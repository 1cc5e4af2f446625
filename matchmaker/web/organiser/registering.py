"""Registering a firm on its behalf, and changing what a registration says."""

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from demands.models import Factory
from matchmaker.events import inviting, registering, topics
from matchmaker.events import queries as events
from matchmaker.events.drafts import Registration
from matchmaker.events.errors import ConsentMissing
from matchmaker.events.firms import firm_of
from matchmaker.events.models import Side
from matchmaker.events.slots import local
from matchmaker.web import guards, work
from matchmaker.web.fields import draft_of
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import RegistrationForm
from matchmaker.web.organiser.event_page import event_or_404, participant_or_404
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import found, render_form


@bp.get("/events/<uuid:event_id>/registrations/<uuid:participant_id>/edit")
@guards.as_organiser
def edit_registration(office, event_id, participant_id):
    """The registration as a form."""
    event = event_or_404(office, event_id)
    participant = participant_or_404(event, participant_id)
    form = _form(event, firm_of(work.session(), participant), obj=participant)
    form.consent.data = participant.consent_at is not None
    form.topic_ids.data = [str(one.id) for one in events.topics_of(work.session(), participant)]
    away = events.unavailable(work.session(), event).get(participant.id, set())
    form.unavailable_slot_ids.data = [str(one) for one in away]
    return _edit_page(event, firm_of(work.session(), participant), form)


@bp.post("/events/<uuid:event_id>/registrations/<uuid:participant_id>/edit")
@guards.as_organiser
def amend_registration(office, event_id, participant_id):
    """Save the registration."""
    event = event_or_404(office, event_id)
    participant = participant_or_404(event, participant_id)
    firm = firm_of(work.session(), participant)
    form = _form(event, firm)
    wish = _wish(form, firm)
    if wish is None:
        return _edit_page(event, firm, form)
    registering.amend(work.session(), event, participant, wish, now=work.now())
    flash(_("已保存。"))
    return redirect(_to(event, participant))


@bp.get("/events/<uuid:event_id>/register/<side>/<uuid:firm_id>")
@guards.as_organiser
def register_for(office, event_id, side, firm_id):
    """The form to register a firm on its behalf."""
    event, firm = event_or_404(office, event_id), _firm(office, side, firm_id)
    return _edit_page(event, firm, _form(event, firm))


@bp.post("/events/<uuid:event_id>/register/<side>/<uuid:firm_id>")
@guards.as_organiser
def register_firm_for(office, event_id, side, firm_id):
    """Register the firm; it is approved at once."""
    event, firm = event_or_404(office, event_id), _firm(office, side, firm_id)
    form = _form(event, firm)
    wish = _wish(form, firm)
    if wish is None:
        return _edit_page(event, firm, form)
    participant = registering.register_on_behalf(work.session(), event, firm, wish, now=work.now())
    flash(_("已代为报名，并已通知对方。"))
    return redirect(_to(event, participant))


def _firm(office, side, firm_id):
    if side not in set(Side):
        abort(404)
    return found(next(iter(inviting.firms_in(work.session(), office.region_code, side, [firm_id])), None))


def _to(event, participant) -> str:
    return url_for("organiser.registration", event_id=event.id, participant_id=participant.id)


def _edit_page(event, firm, form):
    return render_form("organiser/events/register.html", form, event=event, firm=firm)


def _form(event, firm, obj=None) -> RegistrationForm:
    form = RegistrationForm(obj=obj)
    form.topic_ids.choices = [(str(one.id), one.title) for one in topics.public_of(work.session(), firm)]
    slots = events.slots_of(work.session(), event)
    form.unavailable_slot_ids.choices = [(str(slot.id), f"{local(event.zone, slot.starts_at):%m-%d %H:%M}") for slot in slots]
    return form


def _wish(form, firm) -> Registration | None:
    """What the form says, or `None` with the messages at its fields; a missing consent is said at the box."""
    name = "demand_ids" if isinstance(firm, Factory) else "offering_ids"
    wish = draft_of(form, Registration, **{name: form.topic_ids.data or []})
    if wish is not None and not wish.consent:
        form.consent.errors = [sentence(ConsentMissing())]
        return None
    return wish
