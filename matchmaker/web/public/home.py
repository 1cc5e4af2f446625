"""The first page for everybody: what this is, the doors, and what is going on."""

from demands import needs
from matchmaker.events import queries as events
from matchmaker.web import guards, work
from matchmaker.web.public import blueprint as bp
from matchmaker.web.rendering import render
from providers import queries as providers

NEWEST = 6


@bp.get("/")
@guards.as_anyone
def home():
    """What this is, the doors, the newest needs and the next events."""
    session = work.session()
    sizes = providers.counts_by_pool(session)
    rows = events.public_events(session)
    return render(
        "public/home.html",
        providers=providers.listed_total(session),
        need_count=needs.count(session),
        newest=needs.find(session, limit=NEWEST),
        pools=[(pool, sizes.get(pool.id, {}).get("admitted", 0)) for pool in providers.pools(session)],
        coming=[row for row in rows if row.event.status in {"open", "closed"}],
        held=sum(row.event.status == "finished" for row in rows),
    )
