"""Who takes part: the list, one firm, and the decisions about it."""

import uuid

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.events import registering, seating
from matchmaker.events.firms import firm_of
from matchmaker.events.models import MeetingTable, Side
from matchmaker.figures import record
from matchmaker.meetings import agenda, leaving
from matchmaker.meetings import queries as meetings
from matchmaker.web import exporting, guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import ReasonForm
from matchmaker.web.organiser.event_page import asked, event_or_404, participant_or_404
from matchmaker.web.rendering import (
    PAGE_SIZE,
    found,
    known_codes,
    language,
    offset,
    page_of,
    render,
    render_form,
)
from matchmaker.web.words import word


@bp.get("/events/<uuid:event_id>/registrations")
@guards.as_organiser
def registrations(office, event_id):
    """All firms of the event, narrowed by side, status and name."""
    event, wanted = event_or_404(office, event_id), _wanted()
    rows = events.attendees(work.session(), event, limit=PAGE_SIZE, offset=offset(), **wanted)
    return render(
        "organiser/events/registrations.html",
        event=event,
        page=page_of(rows, events.count_attendees(work.session(), event, **wanted)),
        counts=events.status_counts(work.session(), event),
        topics=events.topics_by_participant(work.session(), [row.participant for row in rows]),
        narrowed=any(wanted.values()),
    )


@bp.get("/events/<uuid:event_id>/registrations/export")
@guards.as_organiser
def export_registrations(office, event_id):
    """The list as a sheet with contacts: the office's own event."""
    event = event_or_404(office, event_id)
    rows = events.attendees(work.session(), event, **_wanted())
    brought = events.topics_by_participant(work.session(), [row.participant for row in rows])
    columns = [
        _("类别"), _("单位"), _("统一社会信用代码"), _("地区"), _("状态"), _("到场人数"), _("参会人员"), _("需求或产品"),
        _("联系人"), _("电话"), _("邮箱"), _("签到时间"), _("备注"),
    ]  # fmt: skip
    lines = [_line(row, brought.get(row.participant.id, [])) for row in rows]
    return exporting.sheet_response(_("报名名单"), columns, lines, request.args.get("format", "xlsx"))


@bp.get("/events/<uuid:event_id>/registrations/<uuid:participant_id>")
@guards.as_organiser
def registration(office, event_id, participant_id):
    """One firm at the event."""
    event = event_or_404(office, event_id)
    return _page(event, participant_or_404(event, participant_id))


@bp.post("/events/<uuid:event_id>/registrations/<uuid:participant_id>/approve")
@guards.as_organiser
def approve_registration(office, event_id, participant_id):
    """Take the firm; `beyond` says that the limit was seen and does not count."""
    event = event_or_404(office, event_id)
    participant, beyond = participant_or_404(event, participant_id), request.form.get("beyond") == "1"
    registering.approve(work.session(), event, participant, now=work.now(), beyond_limit=beyond)
    flash(_("已通过，并已通知对方。"))
    if request.form.get("back") == "list":
        return redirect(url_for("organiser.registrations", event_id=event.id, status="applied"))
    return redirect(_to(event, participant))


@bp.post("/events/<uuid:event_id>/registrations/<uuid:participant_id>/wait")
@guards.as_organiser
def waitlist_registration(office, event_id, participant_id):
    """Put the firm on the waiting list."""
    event = event_or_404(office, event_id)
    participant = participant_or_404(event, participant_id)
    registering.put_on_waiting_list(work.session(), event, participant, now=work.now())
    flash(_("已放入候补，并已通知对方。有空位时自动递补。"))
    return redirect(_to(event, participant))


@bp.get("/events/<uuid:event_id>/registrations/<uuid:participant_id>/decline")
@guards.as_organiser
def decline_registration_form(office, event_id, participant_id):
    """Ask for the reason to turn a firm away, or to take it out."""
    event = event_or_404(office, event_id)
    return _decline_page(event, participant_or_404(event, participant_id), ReasonForm())


@bp.post("/events/<uuid:event_id>/registrations/<uuid:participant_id>/decline")
@guards.as_organiser
def decline_registration(office, event_id, participant_id):
    """Turn the firm away; one that was approved is taken out with its meetings."""
    event, form = event_or_404(office, event_id), ReasonForm()
    participant = participant_or_404(event, participant_id)
    if not form.validate_on_submit():
        return _decline_page(event, participant, form)
    if participant.status == "approved":
        cancelled = leaving.withdraw(work.session(), event, participant, reason=form.reason.data, now=work.now())
        flash(_("已退出对接会，取消会面 %(n)s 场，相关单位已通知。", n=cancelled))
    else:
        registering.decline(work.session(), event, participant, reason=form.reason.data, now=work.now())
        flash(_("已婉拒，并已通知对方。"))
    return redirect(_to(event, participant))


@bp.post("/events/<uuid:event_id>/registrations/<uuid:participant_id>/table")
@guards.as_organiser
def keep_table(office, event_id, participant_id):
    """Give the firm a table to keep, or take it back."""
    event = event_or_404(office, event_id)
    participant, chosen = participant_or_404(event, participant_id), request.form.get("table_id", "")
    table = found(events.part_of(work.session(), event, MeetingTable, _uuid(chosen))) if chosen else None
    seating.keep_table(work.session(), participant, table)
    flash(_("桌位已保存。"))
    return redirect(_to(event, participant))


def _wanted() -> dict:
    side, status = asked("side"), asked("status")
    words = asked("q")
    return {"side": side if side in set(Side) else "", "statuses": [status] if status else [], "words": words}


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return abort(404)


def _to(event, participant) -> str:
    return url_for("organiser.registration", event_id=event.id, participant_id=participant.id)


def _page(event, participant):
    session = work.session()
    return render(
        "organiser/events/registration.html",
        event=event,
        participant=participant,
        firm=firm_of(session, participant),
        record=record.of_firm(session, firm_of(session, participant)),
        topics=events.topics_of(session, participant),
        slots=events.slots_of(session, event),
        away=events.unavailable(session, event).get(participant.id, set()),
        tables=events.tables_of(session, event),
        requests=meetings.requests_for(session, participant),
        lines=agenda.agenda_of(session, event, participant),
        full=registering.full(session, event, participant.side),
    )


def _decline_page(event, participant, form):
    firm = firm_of(work.session(), participant)
    return render_form("organiser/events/decline.html", form, event=event, participant=participant, firm=firm)


def _line(row, brought) -> list:
    one, firm = row.participant, row.firm
    return [
        word("side", one.side), firm.name, firm.credit_code, known_codes().regions.name(firm.region_code, language()),
        word("participant_status", one.status), one.delegates, one.delegate_names, [topic.title for topic in brought],
        firm.contact_name, firm.contact_phone, firm.contact_email, one.checked_in_at, one.remark,
    ]  # fmt: skip
