"""The draft as a grid, and one meeting: move, lock, take out, record, follow up."""

import uuid
from datetime import date

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.events.models import MeetingTable, Slot
from matchmaker.events.slots import local
from matchmaker.meetings import choosing, moving, on_the_day
from matchmaker.meetings import queries as meetings
from matchmaker.meetings.cancelling import AHEAD
from matchmaker.meetings.errors import Refusal
from matchmaker.meetings.models import BEGUN, MeetingStatus
from matchmaker.outcomes import queries as outcomes
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import MoveForm
from matchmaker.web.organiser.event_page import asked, event_or_404, seen_version
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import found, render

ABSENT = {"absent-factory": "factory", "absent-provider": "provider", "absent-both": "both"}


@bp.get("/events/<uuid:event_id>/timetable/grid")
@guards.as_organiser
def grid(office, event_id):
    """Slots × tables of one day, or one row per firm; `q` marks a firm."""
    event = event_or_404(office, event_id)
    draft = meetings.grid(work.session(), event)
    days = sorted({local(event.zone, slot.starts_at).date() for slot in draft.slots})
    shown = _day(asked("day"), days)
    slots = [slot for slot in draft.slots if local(event.zone, slot.starts_at).date() == shown]
    by_firm = request.args.get("by") == "firm"
    return render(
        "organiser/events/grid.html",
        event=event,
        draft=draft,
        slots=slots,
        days=days,
        day=shown,
        words=asked("q"),
        by_firm=by_firm,
        movable=event.status in {"open", "closed"},
        firms=_by_firm(draft, slots) if by_firm else [],
    )


@bp.get("/events/<uuid:event_id>/meetings/<uuid:meeting_id>")
@guards.as_organiser
def meeting(office, event_id, meeting_id):
    """One meeting."""
    event = event_or_404(office, event_id)
    return _page(event, found(meetings.meeting_in(work.session(), event, meeting_id)))


@bp.post("/events/<uuid:event_id>/meetings/<uuid:meeting_id>/move")
@guards.as_organiser
def move_meeting(office, event_id, meeting_id):
    """Put it elsewhere; every conflict is named and the choice kept."""
    event = event_or_404(office, event_id)
    row = found(meetings.meeting_in(work.session(), event, meeting_id))
    form = _form(event, row)
    slot, table = _part(event, Slot, form.slot_id.data), _part(event, MeetingTable, form.table_id.data)
    seen = seen_version(form.version.data)
    try:
        with work.session().begin_nested():
            moving.move(work.session(), event, row.meeting, slot, table, seen_version=seen, now=work.now())
    except Refusal as refusal:
        row = found(meetings.meeting_in(work.session(), event, meeting_id))
        return _page(event, row, form, sentence(refusal)), 409
    flash(_("已移动并锁定。发布后各单位才会看到。"))
    return redirect(url_for("organiser.meeting", event_id=event.id, meeting_id=meeting_id))


@bp.post("/events/<uuid:event_id>/meetings/<uuid:meeting_id>")
@guards.as_organiser
def change_meeting(office, event_id, meeting_id):
    """Lock, unlock, take out of the draft, or record what happened."""
    event = event_or_404(office, event_id)
    row = found(meetings.meeting_in(work.session(), event, meeting_id))
    _change(row.meeting, request.form.get("act", ""))
    flash(_("已办理。"))
    return redirect(url_for("organiser.meeting", event_id=event.id, meeting_id=meeting_id))


@bp.post("/events/<uuid:event_id>/meetings/<uuid:meeting_id>/correct")
@guards.as_organiser
def correct_meeting(office, event_id, meeting_id):
    """Put right what was recorded wrongly or is disputed."""
    event = event_or_404(office, event_id)
    row = found(meetings.meeting_in(work.session(), event, meeting_id))
    status, reason = request.form.get("status", ""), request.form.get("reason", "")
    if status not in {*BEGUN, MeetingStatus.SCHEDULED} or not reason.strip():
        return _page(event, row, problem=_("请选择实际情况，并写明更正的原因。")), 422
    on_the_day.correct(work.session(), row.meeting, MeetingStatus(status), reason=reason, now=work.now())
    flash(_("已更正，原因已留存。"))
    return redirect(url_for("organiser.meeting", event_id=event.id, meeting_id=meeting_id))


def _change(one, act: str) -> None:
    session, now = work.session(), work.now()
    acts = {
        "lock": lambda: moving.lock(session, one),
        "unlock": lambda: moving.unlock(session, one),
        "unschedule": lambda: moving.unschedule(session, one),
        "start": lambda: on_the_day.start(session, one, now=now),
        "finish": lambda: on_the_day.finish(session, one, now=now),
        **{name: lambda who=who: on_the_day.miss(session, one, who, now=now) for name, who in ABSENT.items()},
    }
    acts.get(act, lambda: abort(400))()


def _page(event, row, form=None, problem=""):
    session = work.session()
    slots = {slot.id: slot for slot in events.slots_of(session, event)}
    tables = {table.id: table for table in events.tables_of(session, event)}
    ahead = row.meeting.status in AHEAD and event.status in {"open", "closed"}
    return render(
        "organiser/events/meeting.html",
        event=event,
        row=row,
        slot=slots.get(row.meeting.slot_id),
        table=tables.get(row.meeting.table_id),
        form=form or _form(event, row),
        problem=problem,
        movable=ahead,
        free=choosing.free_slots(session, event, row.request, now=work.now())[:12] if ahead else [],
        begun=row.meeting.status in BEGUN,
        correctable=[*BEGUN, MeetingStatus.SCHEDULED],
        feedback=meetings.feedback_in(session, event).get(row.meeting.id, {}),
        outcome=outcomes.outcome_of_meeting(session, row.meeting.id),
    )


def _form(event, row) -> MoveForm:
    one = row.meeting
    form = MoveForm(slot_id=str(one.slot_id or ""), table_id=str(one.table_id or ""), version=str(one.version))
    slots, tables = events.slots_of(work.session(), event), events.tables_of(work.session(), event)
    form.slot_id.choices = [(str(slot.id), f"{local(event.zone, slot.starts_at):%m-%d %H:%M}") for slot in slots]
    form.table_id.choices = [(str(table.id), f"{table.number} {table.place}".strip()) for table in tables]
    return form


def _part(event, model, text: str):
    try:
        return found(events.part_of(work.session(), event, model, uuid.UUID(text or "")))
    except ValueError:
        return abort(404)


def _day(asked: str, days: list[date]) -> date | None:
    known = {str(one): one for one in days}
    return known.get(asked, days[0] if days else None)


def _by_firm(draft, slots) -> list[tuple[str, str, dict]]:
    """(side, name, slot id → rows) for every firm that meets anybody, factories first."""
    wanted = {slot.id for slot in slots}
    firms: dict[tuple[str, str], dict] = {}
    for (slot_id, _table_id), row in draft.cells.items():
        for side, firm in (("factory", row.factory), ("provider", row.provider)):
            if slot_id in wanted:
                firms.setdefault((side, firm.name), {}).setdefault(slot_id, []).append(row)
    return [(side, name, cells) for (side, name), cells in sorted(firms.items(), key=lambda item: item[0])]
