"""What came of the meetings: the ledger of one event, the office's whole ledger, and writing an entry."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.meetings import queries as meetings
from matchmaker.meetings.models import MISSED, MeetingStatus
from matchmaker.outcomes import following_up
from matchmaker.outcomes import queries as outcomes
from matchmaker.outcomes.errors import AmountMissing, DateMissing
from matchmaker.outcomes.following_up import Report
from matchmaker.outcomes.models import Stage
from matchmaker.web import exporting, guards, work
from matchmaker.web.fields import draft_of
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import OutcomeForm
from matchmaker.web.organiser.event_page import asked, event_or_404, seen_version
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import CHINA, PAGE_SIZE, found, offset, page_of, render, render_form
from matchmaker.web.words import word

FIELDS = {AmountMissing: "amount", DateMissing: "signed_on"}


@bp.get("/outcomes", endpoint="outcomes")
@guards.as_organiser
def ledger(office):
    """All entries of the region, the latest change first, and what is due."""
    session, wanted = work.session(), _wanted()
    rows = outcomes.outcomes_in(session, office.region_code, limit=PAGE_SIZE, offset=offset(), **wanted)
    return render(
        "organiser/events/ledger.html",
        page=page_of(rows, outcomes.count_outcomes_in(session, office.region_code, **wanted)),
        due=outcomes.due(session, office.region_code, today=work.now().astimezone(CHINA).date()),
        narrowed=any(wanted.values()),
    )


@bp.get("/outcomes/export")
@guards.as_organiser
def export_outcomes(office):
    """The ledger as a sheet."""
    rows = outcomes.outcomes_in(work.session(), office.region_code, **_wanted())
    columns = [
        _("企业"), _("服务商"), _("需求"), _("进展"), _("合同金额（万元）"), _("签约日期"), _("下一步"), _("下一步日期"), _("跟进人"),
        _("更新时间"),
    ]  # fmt: skip
    return exporting.sheet_response(_("对接成果"), columns, [_line(row) for row in rows], request.args.get("format", "xlsx"))


@bp.get("/outcomes/<uuid:outcome_id>")
@guards.as_organiser
def outcome(office, outcome_id):
    """One entry with its history."""
    row = found(outcomes.outcome_in(work.session(), office.region_code, outcome_id))
    form = OutcomeForm(obj=row.outcome, version=str(row.outcome.version))
    return _outcome_page(row, form)


@bp.post("/outcomes/<uuid:outcome_id>")
@guards.as_organiser
def carry_on_outcome(office, outcome_id):
    """Say where the two stand now."""
    row, form = found(outcomes.outcome_in(work.session(), office.region_code, outcome_id)), OutcomeForm()
    seen = seen_version(form.version.data)

    def save(report):
        following_up.carry_on(work.session(), row.outcome, report, seen_version=seen, now=work.now())

    if not _saved(form, save):
        return _outcome_page(row, form)
    return redirect(url_for("organiser.outcome", outcome_id=row.outcome.id))


@bp.get("/events/<uuid:event_id>/outcomes")
@guards.as_organiser
def event_outcomes(office, event_id):
    """The meetings of an event with both sides' feedback and what came of them."""
    event = event_or_404(office, event_id)
    rows = [row for row in meetings.meetings_in(work.session(), event) if row.meeting.status != MeetingStatus.CANCELLED]
    entries = {row.outcome.meeting_id: row.outcome for row in outcomes.outcomes_of_event(work.session(), event)}
    rows.sort(key=lambda row: (row.meeting.id not in entries, row.factory.name, row.provider.name))
    return render(
        "organiser/events/outcomes.html",
        event=event,
        page=page_of(rows[offset() : offset() + PAGE_SIZE], len(rows)),
        feedback=meetings.feedback_in(work.session(), event),
        entries=entries,
        missed=MISSED,
    )


@bp.get("/events/<uuid:event_id>/meetings/<uuid:meeting_id>/outcome")
@guards.as_organiser
def meeting_outcome(office, event_id, meeting_id):
    """The form for what came of a meeting; the entry's own page once there is one."""
    event = event_or_404(office, event_id)
    row = found(meetings.meeting_in(work.session(), event, meeting_id))
    entry = outcomes.outcome_of_meeting(work.session(), row.meeting.id)
    if entry:
        return redirect(url_for("organiser.outcome", outcome_id=entry.id))
    return render_form("organiser/events/record_outcome.html", OutcomeForm(stage=Stage.IN_TOUCH), event=event, row=row)


@bp.post("/events/<uuid:event_id>/meetings/<uuid:meeting_id>/outcome")
@guards.as_organiser
def record_outcome(office, event_id, meeting_id):
    """Write down what came of a meeting."""
    event, form = event_or_404(office, event_id), OutcomeForm()
    row = found(meetings.meeting_in(work.session(), event, meeting_id))
    if not _saved(form, lambda report: following_up.record(work.session(), row, report, now=work.now())):
        return render_form("organiser/events/record_outcome.html", form, event=event, row=row)
    return redirect(url_for("organiser.event_outcomes", event_id=event.id))


def _saved(form, save) -> bool:
    """Save what the form says; what is missing for a contract is said at its field."""
    report = draft_of(form, Report)
    if report is None:
        return False
    try:
        save(report)
    except (AmountMissing, DateMissing) as refusal:
        form[FIELDS[type(refusal)]].errors = [sentence(refusal)]
        return False
    flash(_("成果已登记。"))
    return True


def _outcome_page(row, form):
    history = outcomes.history_of(work.session(), row.outcome)
    return render_form("organiser/events/outcome.html", form, row=row, history=history)


def _wanted() -> dict:
    stage = asked("stage")
    return {"stages": [stage] if stage in set(Stage) else [], "words": asked("q")}


def _line(row) -> list:
    one = row.outcome
    return [
        row.factory.name, row.provider.name, row.demand.title if row.demand else "", word("outcome_stage", one.stage), one.amount,
        one.signed_on, one.next_step, one.next_on, one.followed_by, one.updated_at,
    ]  # fmt: skip
