"""Who did what."""

from flask import request

from matchmaker import journal as entries
from matchmaker.web import guards, work
from matchmaker.web.admin import blueprint as bp
from matchmaker.web.rendering import offset, page_of, render

SIZE = 50


@bp.get("/journal")
@guards.as_administrator
def journal(account):
    """Entries, newest first."""
    entity = request.args.get("entity", "").strip()[:60]
    entity_id = request.args.get("id", "").strip()[:80]
    rows = entries.recent(work.session(), entity=entity, entity_id=entity_id, offset=offset(SIZE), limit=SIZE)
    total = entries.count(work.session(), entity=entity, entity_id=entity_id)
    kinds = entries.entities(work.session())
    return render(
        "admin/journal.html", page=page_of(rows, total, SIZE), entity=entity, entity_id=entity_id, kinds=kinds
    )
