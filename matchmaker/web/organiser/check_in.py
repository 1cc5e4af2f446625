"""The day as the office sees it: check-in, and what is going on at the tables now and next."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.events import attendance
from matchmaker.events import queries as events
from matchmaker.events.errors import Refusal
from matchmaker.events.models import ParticipantStatus
from matchmaker.meetings import agenda
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_page import asked, event_or_404, participant_or_404
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import PAGE_SIZE, moment, offset, page_of, render


@bp.get("/events/<uuid:event_id>/check-in", endpoint="check_in")
@guards.as_organiser
def check_in_page(office, event_id):
    """Who is here, and the meetings of the present and the next round."""
    return _page(event_or_404(office, event_id))


@bp.get("/events/<uuid:event_id>/check-in/board")
@guards.as_organiser
def check_in_board(office, event_id):
    """The moving part of the page: what goes on now and next, and who is missing."""
    event = event_or_404(office, event_id)
    return render("organiser/events/board.html", event=event, rounds=_rounds(agenda.agenda(work.session(), event)))


@bp.post("/events/<uuid:event_id>/check-in")
@guards.as_organiser
def check_in_code(office, event_id):
    """Check in by the code typed or scanned; what is refused is said at the field, with the input kept."""
    event, typed = event_or_404(office, event_id), request.form.get("code", "")[:60]
    try:
        result = attendance.check_in_by_code(work.session(), event, typed, now=work.now())
    except Refusal as refusal:
        return _page(event, typed, sentence(refusal)), 422
    return _told(event, result)


@bp.post("/events/<uuid:event_id>/registrations/<uuid:participant_id>/check-in")
@guards.as_organiser
def check_in_firm(office, event_id, participant_id):
    """Check in a firm found by name."""
    event = event_or_404(office, event_id)
    participant = participant_or_404(event, participant_id)
    return _told(event, attendance.check_in(work.session(), participant, now=work.now()))


@bp.post("/events/<uuid:event_id>/registrations/<uuid:participant_id>/check-in/undo")
@guards.as_organiser
def undo_check_in(office, event_id, participant_id):
    """Take a mistaken check-in back."""
    event = event_or_404(office, event_id)
    attendance.undo(work.session(), participant_or_404(event, participant_id))
    flash(_("已撤销签到。"))
    return redirect(url_for("organiser.check_in", event_id=event.id))


def _told(event, result: attendance.CheckIn):
    name = events.attendee(work.session(), result.participant).firm.name
    if result.first:
        flash(_("%(name)s 签到成功。", name=name))
    else:
        flash(_("%(name)s 已在 %(when)s 由 %(who)s 签到过。", name=name, when=moment(result.at, event.zone), who=result.by))
    return redirect(url_for("organiser.check_in", event_id=event.id))


def _page(event, typed="", problem=""):
    session, words = work.session(), asked("q")
    wanted = {"statuses": [ParticipantStatus.APPROVED], "words": words}
    rows = events.attendees(session, event, limit=PAGE_SIZE, offset=offset(), **wanted)
    counts = events.status_counts(session, event)
    return render(
        "organiser/events/check_in.html",
        event=event,
        page=page_of(rows, events.count_attendees(session, event, **wanted)),
        present=events.present_counts(session, event),
        expected={side: counts.get((side, ParticipantStatus.APPROVED), 0) for side in ("factory", "provider")},
        rounds=_rounds(agenda.agenda(session, event)),
        typed=typed,
        problem=problem,
        words=words,
    )


def _rounds(lines: list[agenda.Line]) -> list[list[agenda.Line]]:
    """The meetings of the round that runs now and of the next one."""
    now = work.now()
    starts = sorted({line.starts_at for line in lines if line.ends_at > now})[:2]
    return [[line for line in lines if line.starts_at == start] for start in starts]
