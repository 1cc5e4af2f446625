"""The first page of the audience: what to do next."""

from matchmaker.events import queries as events
from matchmaker.shortlists import candidates
from matchmaker.web import guards, work
from matchmaker.web.provider import blueprint as bp
from matchmaker.web.rendering import render
from providers import queries
from providers.models import LISTED

SHOWN = 3


@bp.get("/")
@guards.as_provider
def home(provider):
    """What to do next."""
    session = work.session()
    memberships = queries.memberships_of(session, provider)
    parts = events.participations(session, provider)
    joined = {event.id for event, _part in parts}
    coming = [row for row in events.public_events(session) if row.event.status == "open"]
    return render(
        "provider/home.html",
        provider=provider,
        complete=queries.completeness(session, provider),
        memberships=memberships,
        listed=any(membership.status in LISTED for membership, _pool in memberships),
        asking=[pair for pair in memberships if pair[0].status in ("returned", "warned")],
        fitting=candidates.needs_for(session, provider.id, top=SHOWN),
        invitations=[event for event, part in parts if part.status == "invited"],
        running=[
            pair for pair in parts if pair[0].status in ("open", "closed") and pair[1].status != "invited"
        ],
        coming=[row for row in coming if row.event.id not in joined],
    )
