"""Phases of an event by date or by hand, and who helps at its desk."""

from zoneinfo import ZoneInfo

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from pydantic import ValidationError

from matchmaker.accounts import queries as accounts
from matchmaker.events import phases, planning
from matchmaker.events import queries as events
from matchmaker.events.drafts import PhasePlan
from matchmaker.events.models import DeskDuty, PhaseKind
from matchmaker.events.slots import local
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import HelperForm, PhasesForm
from matchmaker.web.organiser.event_page import event_or_404
from matchmaker.web.rendering import found, render


@bp.get("/events/<uuid:event_id>/phases")
@guards.as_organiser
def event_phases(office, event_id):
    """Phases and helpers."""
    event = event_or_404(office, event_id)
    return _page(event, PhasesForm(data=_as_typed(event)), HelperForm())


@bp.post("/events/<uuid:event_id>/phases")
@guards.as_organiser
def save_phases(office, event_id):
    """Replace the phases; a phase with neither time is left out."""
    event, form = event_or_404(office, event_id), PhasesForm()
    plans = _plans(form, event.zone) if form.validate_on_submit() else None
    if plans is None:
        return _page(event, form, HelperForm()), 422
    planning.set_phases(work.session(), event, plans)
    flash(_("阶段已保存。"))
    return redirect(url_for("organiser.event_phases", event_id=event.id))


@bp.post("/events/<uuid:event_id>/phase")
@guards.as_organiser
def hold_phase(office, event_id):
    """Hold the event in a phase, or give it back to the clock."""
    event, kind = event_or_404(office, event_id), request.form.get("kind", "")
    planning.set_phase_by_hand(work.session(), event, kind if kind in set(PhaseKind) else None)
    flash(_("已按您选的阶段进行。") if event.phase_by_hand else _("阶段改回按时间自动进行。"))
    return redirect(url_for("organiser.event_phases", event_id=event.id))


@bp.post("/events/<uuid:event_id>/helpers")
@guards.as_organiser
def add_helper(office, event_id):
    """Let somebody help at the desk."""
    event, form = event_or_404(office, event_id), HelperForm()
    account = accounts.account_with(work.session(), form.email.data) if form.validate_on_submit() else None
    if form.email.data and account is None and not form.email.errors:
        form.email.errors = [_("没有用这个邮箱注册的账号。请对方先注册，再来添加。")]
    if account is None:
        return _page(event, PhasesForm(data=_as_typed(event), formdata=None), form), 422
    planning.give_desk_duty(work.session(), event, account, now=work.now())
    flash(_("已添加 %(name)s，可以在现场签到页面工作。", name=account.name))
    return redirect(url_for("organiser.event_phases", event_id=event.id))


@bp.post("/events/<uuid:event_id>/helpers/<uuid:duty_id>/remove")
@guards.as_organiser
def remove_helper(office, event_id, duty_id):
    """Take the desk back."""
    event = event_or_404(office, event_id)
    planning.end_desk_duty(work.session(), found(events.part_of(work.session(), event, DeskDuty, duty_id)))
    flash(_("已取消。"))
    return redirect(url_for("organiser.event_phases", event_id=event.id))


def _page(event, form, helper_form):
    session = work.session()
    plan = phases.phases_of(session, event)
    return render(
        "organiser/events/phases.html",
        event=event,
        form=form,
        helper_form=helper_form,
        current=phases.current(event, plan, work.now()),
        kinds=list(PhaseKind),
        desk=events.desk_of(session, event),
    )


def _as_typed(event) -> dict:
    """The phases as the form shows them: on the event's own clock."""
    return {
        phase.kind: {
            "starts_at": local(event.zone, phase.starts_at).replace(tzinfo=None),
            "ends_at": local(event.zone, phase.ends_at).replace(tzinfo=None),
            "text": phase.text,
        }
        for phase in phases.phases_of(work.session(), event)
    }


def _plans(form: PhasesForm, zone: str) -> list[PhasePlan] | None:
    plans = [_plan(kind, part.form, ZoneInfo(zone)) for kind, part in form.parts() if _given(part.form)]
    return None if None in plans else plans


def _given(part) -> bool:
    return bool(part.starts_at.data or part.ends_at.data)


def _plan(kind: PhaseKind, part, zone: ZoneInfo) -> PhasePlan | None:
    """One phase, or `None` with the message at its field."""
    if not (part.starts_at.data and part.ends_at.data):
        missing = part.ends_at if part.starts_at.data else part.starts_at
        missing.errors = [_("开始和结束要一起填。")]
        return None
    moments = [one.data.replace(tzinfo=zone) for one in (part.starts_at, part.ends_at)]
    try:
        return PhasePlan(kind=kind, starts_at=moments[0], ends_at=moments[1], text=part.text.data or "")
    except ValidationError:
        part.ends_at.errors = [_("结束要晚于开始。")]
        return None
