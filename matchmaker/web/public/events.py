"""Events that everybody may read about."""

from matchmaker.events import phases
from matchmaker.events import queries as events_queries
from matchmaker.web import guards, work
from matchmaker.web.public import blueprint as bp
from matchmaker.web.rendering import found, render


@bp.get("/events")
@guards.as_anyone
def events():
    """All public events, the newest first."""
    rows = events_queries.public_events(work.session())
    coming = [row for row in rows if row.event.status != "finished"]
    return render("public/events.html", coming=coming, over=[row for row in rows if row not in coming])


@bp.get("/events/<uuid:event_id>")
@guards.as_anyone
def event(event_id):
    """One event: what, when, where, who may come."""
    session = work.session()
    event = found(events_queries.public_event(session, event_id))
    all_phases = phases.phases_of(session, event)
    return render(
        "public/event.html",
        event=event,
        phases=all_phases,
        phase=phases.current(event, all_phases, work.now()),
        blocks=events_queries.blocks_of(session, event),
        items=events_queries.items_of(session, event),
        counts=events_queries.status_counts(session, event),
    )
