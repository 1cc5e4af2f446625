"""The office's events: list, basics, and the way of an event from draft to finished."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.events import phases, planning
from matchmaker.events import queries as events
from matchmaker.events.drafts import EventPlan
from matchmaker.events.models import EventStatus
from matchmaker.meetings import leaving
from matchmaker.web import guards, work
from matchmaker.web.fields import draft_of
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import CloneForm, EventForm, ReasonForm
from matchmaker.web.organiser.event_page import asked, event_or_404, facts_of, next_step, steps_of
from matchmaker.web.rendering import render, render_form
from matchmaker.web.words import word

WAYS = {
    EventStatus.OPEN: planning.open_registration,
    EventStatus.CLOSED: planning.close_registration,
    EventStatus.FINISHED: planning.finish,
}


@bp.get("/events")
@guards.as_organiser
def events_list(office):
    """All events of the region, the newest first."""
    status = asked("status")
    rows = events.events_in(work.session(), office.region_code, status=status)
    return render("organiser/events/list.html", rows=rows, status=status)


@bp.get("/events/new")
@guards.as_organiser
def new_event(office):
    """The form for a new event."""
    return render_form("organiser/events/edit.html", EventForm(), event=None)


@bp.post("/events/new")
@guards.as_organiser
def create_event(office):
    """Create the event and go on to its times."""
    form = EventForm()
    plan = draft_of(form, EventPlan)
    if plan is None:
        return render_form("organiser/events/edit.html", form, event=None)
    event = planning.create(work.session(), office, plan, now=work.now())
    flash(_("对接会已建好，是草稿，外面还看不到。接着安排时段和桌子。"))
    return redirect(url_for("organiser.event_times", event_id=event.id))


@bp.get("/events/<uuid:event_id>")
@guards.as_organiser
def event(office, event_id):
    """One event at a glance: how far it is, and what to do next."""
    event = event_or_404(office, event_id)
    facts, plan = facts_of(event), phases.phases_of(work.session(), event)
    return render(
        "organiser/events/event.html",
        event=event,
        facts=facts,
        steps=steps_of(event, facts),
        next=next_step(event, facts, work.now()),
        phase=phases.current(event, plan, work.now()),
        phases=plan,
        blocks=events.blocks_of(work.session(), event),
    )


@bp.get("/events/<uuid:event_id>/edit")
@guards.as_organiser
def edit_event(office, event_id):
    """The basics as a form."""
    event = event_or_404(office, event_id)
    return render_form("organiser/events/edit.html", EventForm(obj=event), event=event)


@bp.post("/events/<uuid:event_id>/edit")
@guards.as_organiser
def amend_event(office, event_id):
    """Save the basics."""
    event, form = event_or_404(office, event_id), EventForm()
    plan = draft_of(form, EventPlan)
    if plan is None:
        return render_form("organiser/events/edit.html", form, event=event)
    planning.amend(work.session(), event, plan)
    flash(_("已保存。"))
    return redirect(url_for("organiser.event", event_id=event.id))


@bp.post("/events/<uuid:event_id>/status")
@guards.as_organiser
def change_event_status(office, event_id):
    """Open, close or finish."""
    event = event_or_404(office, event_id)
    way = WAYS.get(request.form.get("to", "")) or abort(400)
    way(work.session(), event)
    flash(_("对接会现在是“%(status)s”。", status=word("event_status", event.status)))
    return redirect(url_for("organiser.event", event_id=event.id))


@bp.get("/events/<uuid:event_id>/cancel")
@guards.as_organiser
def cancel_event_form(office, event_id):
    """Ask for the reason that everybody will read."""
    event = event_or_404(office, event_id)
    return render_form("organiser/events/cancel.html", ReasonForm(), event=event, facts=facts_of(event))


@bp.post("/events/<uuid:event_id>/cancel")
@guards.as_organiser
def cancel_event(office, event_id):
    """Call the event off and tell everybody."""
    event, form = event_or_404(office, event_id), ReasonForm()
    if not form.validate_on_submit():
        return render_form("organiser/events/cancel.html", form, event=event, facts=facts_of(event))
    told = leaving.cancel_event(work.session(), event, reason=form.reason.data, now=work.now())
    flash(_("对接会已取消，已通知 %(n)s 家单位。", n=told))
    return redirect(url_for("organiser.event", event_id=event.id))


@bp.get("/events/<uuid:event_id>/clone")
@guards.as_organiser
def clone_event_form(office, event_id):
    """Ask for the name and the first day of the new event."""
    event = event_or_404(office, event_id)
    return render_form("organiser/events/clone.html", CloneForm(name=event.name), event=event)


@bp.post("/events/<uuid:event_id>/clone")
@guards.as_organiser
def clone_event(office, event_id):
    """Make a new draft with the same plan."""
    event, form = event_or_404(office, event_id), CloneForm()
    if not form.validate_on_submit():
        return render_form("organiser/events/clone.html", form, event=event)
    copy = planning.clone(
        work.session(), event, office, name=form.name.data, first_day=form.first_day.data, now=work.now()
    )
    flash(_("已照原对接会建好草稿，请检查时间。"))
    return redirect(url_for("organiser.event_times", event_id=copy.id))
