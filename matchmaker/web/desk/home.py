"""Check-in: a scan or a typed code, and who is there."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.events import attendance, firms
from matchmaker.events import queries as events
from matchmaker.events.errors import CodeUnknown, NotApproved
from matchmaker.events.models import Participant
from matchmaker.meetings import agenda
from matchmaker.web import guards, refusals, work
from matchmaker.web.desk import blueprint as bp
from matchmaker.web.rendering import found, render, time_of_day

LATEST = 8


@bp.get("/")
@guards.as_desk
def home(event):
    """The field for the code, the counts, the latest arrivals."""
    return _page(event)


@bp.post("/check-in")
@guards.as_desk
def check_in(event):
    """Check in by code, as a scanner or a person types it."""
    typed = request.form.get("code", "")[:80]
    try:
        result = attendance.check_in_by_code(work.session(), event, typed, now=work.now())
    except (CodeUnknown, NotApproved) as refusal:
        return _page(event, problem=refusals.sentence(refusal), typed=typed), 422
    return _page(event, result=result)


@bp.post("/participants/<uuid:participant_id>/check-in")
@guards.as_desk
def check_in_by_name(event, participant_id):
    """Check in somebody who has no code at hand."""
    participant = found(events.part_of(work.session(), event, Participant, participant_id))
    result = attendance.check_in(work.session(), participant, now=work.now())
    name = firms.firm_of(work.session(), participant).name
    if result.first:
        flash(_("%(name)s 已签到。", name=name))
    else:
        flash(_("%(name)s 早在 %(when)s 就签到了。", name=name, when=time_of_day(result.at, event.zone)))
    return redirect(url_for("desk.missing"))


@bp.post("/participants/<uuid:participant_id>/undo")
@guards.as_desk
def undo_check_in(event, participant_id):
    """Take back a check-in that was a mistake."""
    participant = found(events.part_of(work.session(), event, Participant, participant_id))
    attendance.undo(work.session(), participant)
    flash(_("已取消签到。"))
    return redirect(url_for("desk.home"))


@bp.get("/missing")
@guards.as_desk
def missing(event):
    """Who is expected and has not come yet."""
    words = request.args.get("q", "").strip()[:80]
    rows = events.attendees(work.session(), event, statuses=["approved"], words=words)
    absent = [row for row in rows if row.participant.checked_in_at is None]
    next_meetings = {}
    for line in agenda.agenda(work.session(), event):
        for participant_id in (line.factory_participant_id, line.provider_participant_id):
            if line.ends_at > work.now():
                next_meetings.setdefault(participant_id, line)
    return render(
        "desk/missing.html",
        event=event,
        rows=absent,
        expected=len(rows),
        next_meetings=next_meetings,
        q=words,
    )


def _page(event, **more):
    session = work.session()
    rows = events.attendees(session, event, statuses=["approved"])
    here = sorted(
        (row for row in rows if row.participant.checked_in_at), key=lambda row: row.participant.checked_in_at
    )
    result = more.get("result")
    firm = firms.firm_of(session, result.participant) if result else None
    lines = agenda.agenda_of(session, event, result.participant) if result else []
    latest = here[::-1][:LATEST]
    return render(
        "desk/home.html",
        event=event,
        expected=len(rows),
        here=len(here),
        latest=latest,
        firm=firm,
        lines=lines,
        **more,
    )
