"""The events of a firm: which there are, and where it stands in one."""

from matchmaker.events import phases, registering
from matchmaker.events import queries as events_queries
from matchmaker.events.models import PhaseKind
from matchmaker.meetings import agenda, queries
from matchmaker.meetings.publishing import current_release
from matchmaker.web import work
from matchmaker.web.attending.loading import event_of
from matchmaker.web.rendering import render


def events(firm):
    """The firm's events, and those it may still come to."""
    mine = events_queries.participations(work.session(), firm)
    taken = {event.id for event, _part in mine}
    rows = {row.event.id: row for row in events_queries.public_events(work.session())}
    others = [row for row in rows.values() if row.event.status == "open" and row.event.id not in taken]
    return render("attending/events.html", mine=mine, rows=rows, open_events=others)


def event(firm, event_id):
    """Where the firm stands, and what to do next."""
    session, now = work.session(), work.now()
    event = event_of(firm, event_id)
    part = registering.participant_of(session, event, firm)
    all_phases = phases.phases_of(session, event)
    return render(
        "attending/event.html",
        event=event,
        part=part,
        phases=all_phases,
        phase=phases.current(event, all_phases, now),
        blocks=events_queries.blocks_of(session, event),
        items=events_queries.items_of(session, event),
        may_register=phases.allows(session, event, PhaseKind.REGISTRATION, now) and event.status == "open",
        may_ask=phases.allows(session, event, PhaseKind.REQUESTS, now),
        topics=events_queries.topics_of(session, part) if part else [],
        waiting=queries.waiting_for(session, part) if part else 0,
        requests=queries.requests_for(session, part) if part else [],
        lines=agenda.agenda_of(session, event, part) if part else [],
        release=current_release(session, event),
    )


ROUTES = [("GET", "/events", events), ("GET", "/events/<uuid:event_id>", event)]
