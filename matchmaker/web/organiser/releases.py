"""Publishing the draft: the difference first, then a named release; and the releases there were."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.meetings import agenda, publishing, timetable
from matchmaker.meetings import queries as meetings
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import PublishForm
from matchmaker.web.organiser.event_page import event_or_404
from matchmaker.web.rendering import found, render, render_form


@bp.get("/events/<uuid:event_id>/publish")
@guards.as_organiser
def publish(office, event_id):
    """What publishing would change, and for whom."""
    event = event_or_404(office, event_id)
    number = len(publishing.releases_of(work.session(), event)) + 1
    return _page(event, PublishForm(name=_("第 %(n)s 版", n=number)))


@bp.post("/events/<uuid:event_id>/publish")
@guards.as_organiser
def publish_release(office, event_id):
    """Publish, and write to those whose day changes."""
    event, form = event_or_404(office, event_id), PublishForm()
    if not form.validate_on_submit():
        return _page(event, form)
    release = publishing.publish(
        work.session(), event, name=form.name.data, note=form.note.data or "", now=work.now()
    )
    flash(_("“%(name)s”已发布，只有安排有变的单位会收到通知。", name=release.name))
    return redirect(url_for("organiser.release", event_id=event.id, number=release.number))


@bp.get("/events/<uuid:event_id>/releases")
@guards.as_organiser
def releases(office, event_id):
    """All releases, the newest first."""
    event = event_or_404(office, event_id)
    return render("organiser/events/releases.html", event=event, releases=publishing.releases_of(work.session(), event))


@bp.get("/events/<uuid:event_id>/releases/<int(max=100000):number>")
@guards.as_organiser
def release(office, event_id, number):
    """One release as it was published, and what it changed."""
    event = event_or_404(office, event_id)
    release = found(meetings.release_in(work.session(), event, number))
    before = meetings.release_in(work.session(), event, number - 1)
    lines = publishing.lines_of(work.session(), release)
    return render(
        "organiser/events/release.html",
        event=event,
        release=release,
        lines=agenda.agenda(work.session(), event, release=release),
        changed=publishing.compare(publishing.lines_of(work.session(), before), lines),
        names=_names(event),
        newest=publishing.current_release(work.session(), event).number == number,
    )


@bp.post("/events/<uuid:event_id>/releases/<int(max=100000):number>/restore")
@guards.as_organiser
def restore_release(office, event_id, number):
    """Make the draft what this release said."""
    event = event_or_404(office, event_id)
    release = found(meetings.release_in(work.session(), event, number))
    timetable.restore(work.session(), event, release)
    flash(_("草稿已恢复成“%(name)s”。检查后再发布。", name=release.name))
    return redirect(url_for("organiser.grid", event_id=event.id))


def _page(event, form):
    changed = publishing.difference(work.session(), event)
    return render_form(
        "organiser/events/publish.html",
        form,
        event=event,
        changed=changed,
        names=_names(event),
        unplaced=len(meetings.grid(work.session(), event).unplaced),
        release=publishing.current_release(work.session(), event),
    )


def _names(event) -> dict:
    return {one.participant.id: one.firm.name for one in events.attendees(work.session(), event)}
