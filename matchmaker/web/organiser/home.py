"""The office's first page: what waits for a decision, which events run, what is due."""

from dataclasses import dataclass

from demands import queries as demands
from matchmaker.events import queries as events
from matchmaker.events.models import EventStatus
from matchmaker.outcomes import queries as outcomes
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_page import Next, facts_of, next_step
from matchmaker.web.rendering import CHINA, render
from providers.queries import listed_total, queue_sizes

MOST_EVENTS = 5
RUNNING = {EventStatus.DRAFT, EventStatus.OPEN, EventStatus.CLOSED}


@dataclass(frozen=True)
class Running:
    """An event that is being prepared or runs, with the next thing to do for it."""

    row: events.EventRow
    next: Next | None


@bp.get("/")
@guards.as_organiser
def home(office):
    """What to do next."""
    session = work.session()
    rows = [row for row in events.events_in(session, office.region_code) if row.event.status in RUNNING]
    return render(
        "organiser/home.html",
        office=office,
        running=[_running(row) for row in rows[:MOST_EVENTS]],
        more=max(len(rows) - MOST_EVENTS, 0),
        needs=demands.statuses_in(session, office.region_code),
        queue=queue_sizes(session, office.region_code),
        providers=listed_total(session),
        due=outcomes.due(session, office.region_code, today=work.now().astimezone(CHINA).date()),
    )


def _running(row: events.EventRow) -> Running:
    return Running(row, next_step(row.event, facts_of(row.event), work.now()))
