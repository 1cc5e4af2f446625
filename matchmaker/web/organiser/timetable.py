"""The timetable of an event: order a run, watch it, adopt its result as the draft."""

from flask import flash, make_response, redirect, url_for
from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.meetings import moving, publishing, timetable
from matchmaker.meetings import queries as meetings
from matchmaker.meetings.models import RunMode, RunStatus
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import RunForm
from matchmaker.web.organiser.event_page import event_or_404
from matchmaker.web.organiser.unplaced import Reader
from matchmaker.web.rendering import found, render

UNDER_WAY = {RunStatus.WAITING, RunStatus.RUNNING}


@bp.get("/events/<uuid:event_id>/timetable", endpoint="timetable")
@guards.as_organiser
def timetable_page(office, event_id):
    """The draft in numbers, what is left out, and the runs there were."""
    event = event_or_404(office, event_id)
    return _page(event, RunForm(**_proposal(event)))


@bp.post("/events/<uuid:event_id>/timetable")
@guards.as_organiser
def order_run(office, event_id):
    """Order a run."""
    event, form = event_or_404(office, event_id), RunForm()
    if not form.validate_on_submit():
        return _page(event, form), 422
    run = timetable.order_run(
        work.session(),
        event,
        mode=RunMode(form.mode.data),
        seconds=form.seconds.data,
        seed=form.seed.data,
        now=work.now(),
    )
    return redirect(url_for("organiser.run", event_id=event.id, run_id=run.id))


@bp.get("/events/<uuid:event_id>/timetable/runs/<uuid:run_id>")
@guards.as_organiser
def run(office, event_id, run_id):
    """One run: how far it is, or what came out."""
    event = event_or_404(office, event_id)
    run = found(meetings.run_in(work.session(), event, run_id))
    reader = Reader(event, run.result["slots"], run.result["tables"]) if run.result else None
    return render(
        "organiser/events/run.html",
        event=event,
        run=run,
        under_way=run.status in UNDER_WAY,
        usable=timetable.usable(run),
        left=reader.left(run.result["unplaced"]) if reader else [],
        conflict=[reader.conflict(one) for one in run.result.get("conflict", [])] if reader else [],
    )


@bp.get("/events/<uuid:event_id>/timetable/runs/<uuid:run_id>/progress")
@guards.as_organiser
def run_progress(office, event_id, run_id):
    """The moving part of a run's page; tells the page to load anew once the run has ended."""
    event = event_or_404(office, event_id)
    run = found(meetings.run_in(work.session(), event, run_id))
    answer = make_response(render("organiser/events/run_progress.html", event=event, run=run))
    if run.status not in UNDER_WAY:
        answer.headers["HX-Refresh"] = "true"
    return answer


@bp.post("/events/<uuid:event_id>/timetable/runs/<uuid:run_id>/stop")
@guards.as_organiser
def stop_run(office, event_id, run_id):
    """End it early; the best so far is kept."""
    event = event_or_404(office, event_id)
    run = found(meetings.run_in(work.session(), event, run_id))
    timetable.ask_to_stop(work.session(), run, now=work.now())
    return redirect(url_for("organiser.run", event_id=event.id, run_id=run.id))


@bp.post("/events/<uuid:event_id>/timetable/runs/<uuid:run_id>/adopt")
@guards.as_organiser
def adopt_run(office, event_id, run_id):
    """Make the result the draft."""
    event = event_or_404(office, event_id)
    run = found(meetings.run_in(work.session(), event, run_id))
    timetable.adopt(work.session(), event, run, now=work.now())
    flash(_("已采用为草稿。检查无误后再发布，发布前各单位看不到。"))
    return redirect(url_for("organiser.grid", event_id=event.id))


@bp.post("/events/<uuid:event_id>/timetable/clear")
@guards.as_organiser
def clear_draft(office, event_id):
    """Empty the draft but for locked and begun meetings."""
    event = event_or_404(office, event_id)
    count = moving.unschedule_all(work.session(), event)
    flash(_("已取消 %(n)s 场会面的时间和桌号；锁定的没有动。", n=count))
    return redirect(url_for("organiser.timetable", event_id=event.id))


def _page(event, form):
    session = work.session()
    runs = meetings.runs_of(session, event)
    return render(
        "organiser/events/timetable.html",
        event=event,
        form=form,
        draft=meetings.grid(session, event),
        runs=runs,
        under_way=next((one for one in runs if one.status in UNDER_WAY), None),
        release=publishing.current_release(session, event),
        changes=len(publishing.difference(session, event).changes),
        faults=_faults(event),
    )


def _faults(event) -> list[str]:
    if not events.slots_of(work.session(), event):
        return []  # the engine knows no problem without times, and nothing can be placed yet
    found, inputs = timetable.faults(work.session(), event, now=work.now())
    if not found:
        return []
    reader = Reader(event, (slot.id for slot in inputs.slots), (table.id for table in inputs.tables))
    return list(dict.fromkeys(reader.fault(one) for one in found))


def _proposal(event) -> dict:
    """Once there is a release, the least disturbing way is offered first."""
    published = publishing.current_release(work.session(), event) is not None
    return {"mode": RunMode.REPAIR if published else RunMode.ALL}

