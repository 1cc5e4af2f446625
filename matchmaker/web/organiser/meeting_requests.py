"""Requests of an event: what was asked and answered, and proposals of the office from the matching."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.meetings import contacts, proposing, requests
from matchmaker.meetings import queries as meetings
from matchmaker.meetings.errors import Refusal
from matchmaker.web import exporting, guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_page import asked, event_or_404
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render
from matchmaker.web.words import word

MOST_SHOWN = 100


@bp.get("/events/<uuid:event_id>/requests")
@guards.as_organiser
def event_requests(office, event_id):
    """All requests, the newest first."""
    event, wanted = event_or_404(office, event_id), _wanted()
    rows = meetings.requests_in(work.session(), event, limit=PAGE_SIZE, offset=offset(), **wanted)
    return render(
        "organiser/events/requests.html",
        event=event,
        page=page_of(rows, meetings.count_requests_in(work.session(), event, **wanted)),
        counts=meetings.request_counts(work.session(), event),
        narrowed=any(wanted.values()),
    )


@bp.get("/events/<uuid:event_id>/requests/export")
@guards.as_organiser
def export_requests(office, event_id):
    """The list as a sheet."""
    event = event_or_404(office, event_id)
    columns = [
        _("企业"), _("需求"), _("服务商"), _("谁提出"), _("留言"), _("企业意愿"), _("服务商意愿"), _("状态"), _("答复"),
        _("提出时间"), _("会面"),
    ]  # fmt: skip
    rows = [_line(row) for row in meetings.requests_in(work.session(), event, **_wanted())]
    return exporting.sheet_response(_("会面申请"), columns, rows, request.args.get("format", "xlsx"))


@bp.get("/events/<uuid:event_id>/requests/<uuid:request_id>")
@guards.as_organiser
def event_request(office, event_id, request_id):
    """One request with both sides' words."""
    event = event_or_404(office, event_id)
    row = found(meetings.request_in(work.session(), event, request_id))
    people = {side: contacts.contact_for(work.session(), row.request, side) for side in ("factory", "provider")}
    return render("organiser/events/request.html", event=event, row=row, contacts=people)


@bp.post("/events/<uuid:event_id>/requests/<uuid:request_id>")
@guards.as_organiser
def change_request(office, event_id, request_id):
    """Answer on a side's behalf, put back, or call off."""
    event = event_or_404(office, event_id)
    one = found(meetings.request_in(work.session(), event, request_id)).request
    act, words = request.form.get("act", ""), request.form.get("message", "")
    _change(event, one, act, words)
    flash(_("已办理，相关单位会收到通知。"))
    return redirect(url_for("organiser.event_request", event_id=event.id, request_id=one.id))


@bp.get("/events/<uuid:event_id>/proposals")
@guards.as_organiser
def proposals(office, event_id):
    """The best pairs nobody has asked for yet, to be ticked."""
    event = event_or_404(office, event_id)
    rows = proposing.suggestions(work.session(), event)
    least = min(max(request.args.get("least", 0, type=int), 0), 100)
    kept = [row for row in rows if row.score * 100 >= least]
    return render("organiser/events/proposals.html", event=event, rows=kept[:MOST_SHOWN], total=len(kept), least=least)


@bp.post("/events/<uuid:event_id>/proposals")
@guards.as_organiser
def send_proposals(office, event_id):
    """Propose every ticked pair; both sides must say yes. What is refused meanwhile is said and the rest is done."""
    event, message = event_or_404(office, event_id), request.form.get("message", "")
    chosen = set(request.form.getlist("pair")[:MOST_SHOWN])
    rows = [row for row in proposing.suggestions(work.session(), event) if _key(row) in chosen]
    refused = [words for row in rows if (words := _propose(event, row, message))]
    flash(_("已替 %(n)s 对单位牵线，等双方回应。", n=len(rows) - len(refused)))
    for words in dict.fromkeys(refused):
        flash(words)
    return redirect(url_for("organiser.event_requests", event_id=event.id))


def _propose(event, row, message) -> str:
    try:
        with work.session().begin_nested():
            requests.propose(
                work.session(),
                event,
                factory=row.factory.participant,
                provider=row.provider.participant,
                demand_id=row.need.id,
                message=message,
                score=row.score,
                now=work.now(),
            )
    except Refusal as refusal:
        return sentence(refusal)
    return ""


def _key(row) -> str:
    return f"{row.need.id}:{row.provider.participant.id}"


def _change(event, one, act, words) -> None:
    session, now = work.session(), work.now()
    side = act.rpartition("-")[2]
    if act in {"accept-factory", "accept-provider"}:
        requests.accept(session, event, one, side, message=words, now=now)
    elif act in {"decline-factory", "decline-provider"}:
        requests.decline(session, event, one, side, message=words, now=now)
    elif act == "put-back":
        requests.put_back(session, event, one, now=now)
    elif act == "withdraw":
        requests.withdraw(session, event, one, "organiser", reason=words, now=now)


def _wanted() -> dict:
    status = asked("status")
    return {"status": status, "words": asked("q")}


def _line(row) -> list:
    one = row.request
    return [
        row.factory.name, row.demand.title if row.demand else "", row.provider.name, word("side", one.asked_by), one.message,
        word("wish", one.factory_wish) if one.factory_said else "", word("wish", one.provider_wish) if one.provider_said else "",
        word("request_status", one.status), one.answer, one.created_at,
        word("meeting_status", row.meeting.status) if row.meeting else "",
    ]  # fmt: skip


