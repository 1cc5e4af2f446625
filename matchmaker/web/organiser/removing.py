"""Taking a block or a table away although meetings are there: first what it hits, then both at once."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.events import planning
from matchmaker.events import queries as events
from matchmaker.events.models import Block, MeetingTable
from matchmaker.meetings import moving
from matchmaker.meetings import queries as meetings
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_page import event_or_404
from matchmaker.web.rendering import found, render


@bp.get("/events/<uuid:event_id>/blocks/<uuid:block_id>/remove")
@guards.as_organiser
def block_removal(office, event_id, block_id):
    """The meetings that lie in the block."""
    event = event_or_404(office, event_id)
    block = found(events.part_of(work.session(), event, Block, block_id))
    slots = {slot.id for slot in events.slots_of(work.session(), event) if slot.block_id == block.id}
    return _page(event, lambda cell: cell[0] in slots, block=block)


@bp.post("/events/<uuid:event_id>/blocks/<uuid:block_id>/remove")
@guards.as_organiser
def remove_block(office, event_id, block_id):
    """Unschedule what lies in the block and take it away; the meetings stay agreed."""
    event = event_or_404(office, event_id)
    block = found(events.part_of(work.session(), event, Block, block_id))
    slots = [slot for slot in events.slots_of(work.session(), event) if slot.block_id == block.id]
    hit = sum(moving.clear_slot(work.session(), slot) for slot in slots)
    planning.remove_block(work.session(), event, block)
    return _done(event, hit)


@bp.get("/events/<uuid:event_id>/tables/<uuid:table_id>/remove")
@guards.as_organiser
def table_removal(office, event_id, table_id):
    """The meetings at the table."""
    event = event_or_404(office, event_id)
    table = found(events.part_of(work.session(), event, MeetingTable, table_id))
    return _page(event, lambda cell: cell[1] == table.id, table=table)


@bp.post("/events/<uuid:event_id>/tables/<uuid:table_id>/remove")
@guards.as_organiser
def remove_table(office, event_id, table_id):
    """Unschedule what is at the table and take it away; the meetings stay agreed."""
    event = event_or_404(office, event_id)
    table = found(events.part_of(work.session(), event, MeetingTable, table_id))
    hit = moving.clear_table(work.session(), table)
    planning.remove_table(work.session(), event, table)
    return _done(event, hit)


def _page(event, concerned, block=None, table=None):
    draft = meetings.grid(work.session(), event)
    slots = {slot.id: slot for slot in draft.slots}
    hit = [(slots[cell[0]], row) for cell, row in draft.cells.items() if concerned(cell)]
    hit.sort(key=lambda pair: pair[0].position)
    return render("organiser/events/removal.html", event=event, block=block, table=table, hit=hit)


def _done(event, hit: int):
    if hit:
        flash(_("已去掉。%(n)s 场会面没有了时间和桌号，请用“尽量少改”重新排期。", n=hit))
        return redirect(url_for("organiser.timetable", event_id=event.id))
    flash(_("已去掉。"))
    return redirect(url_for("organiser.event_times", event_id=event.id))
