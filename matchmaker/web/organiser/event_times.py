"""When and where: blocks, programme and tables of an event, with advice on how many are needed."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.events import capacity, planning
from matchmaker.events import queries as events
from matchmaker.events.drafts import BlockPlan, ItemPlan
from matchmaker.events.errors import BlocksOverlap, SlotsInUse, TooMuch
from matchmaker.events.models import Block, MeetingTable, ProgrammeItem
from matchmaker.events.slots import local
from matchmaker.figures import counts
from matchmaker.web import guards, work
from matchmaker.web.fields import draft_of
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_forms import BlockForm, ItemForm, TableForm, TablesForm
from matchmaker.web.organiser.event_page import event_or_404
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import found, render, render_form


@bp.get("/events/<uuid:event_id>/times")
@guards.as_organiser
def event_times(office, event_id):
    """All blocks, programme items and tables."""
    event = event_or_404(office, event_id)
    return _page(event)


@bp.post("/events/<uuid:event_id>/blocks")
@guards.as_organiser
def add_block(office, event_id):
    """Add a block."""
    event, form = event_or_404(office, event_id), BlockForm(prefix="block")
    return _plan(event, form, BlockPlan, planning.add_block, block_form=form)


@bp.get("/events/<uuid:event_id>/blocks/<uuid:block_id>")
@guards.as_organiser
def edit_block(office, event_id, block_id):
    """One block as a form."""
    event = event_or_404(office, event_id)
    block = found(events.part_of(work.session(), event, Block, block_id))
    clocks = {name: local(event.zone, getattr(block, f"{name}_at")).time() for name in ("starts", "ends")}
    return render_form("organiser/events/block.html", BlockForm(obj=block, **clocks), event=event, block=block)


@bp.post("/events/<uuid:event_id>/blocks/<uuid:block_id>")
@guards.as_organiser
def amend_block(office, event_id, block_id):
    """Save a block."""
    event, form = event_or_404(office, event_id), BlockForm()
    block = found(events.part_of(work.session(), event, Block, block_id))
    plan = draft_of(form, BlockPlan)
    if plan is None:
        return render_form("organiser/events/block.html", form, event=event, block=block)
    planning.amend_block(work.session(), event, block, plan)
    flash(_("时段已保存。"))
    return redirect(url_for("organiser.event_times", event_id=event.id))


@bp.post("/events/<uuid:event_id>/programme")
@guards.as_organiser
def add_item(office, event_id):
    """Add a programme item."""
    event, form = event_or_404(office, event_id), ItemForm(prefix="item")
    return _plan(event, form, ItemPlan, planning.add_item, item_form=form)


@bp.post("/events/<uuid:event_id>/programme/<uuid:item_id>/remove")
@guards.as_organiser
def remove_item(office, event_id, item_id):
    """Take a programme item away."""
    event = event_or_404(office, event_id)
    planning.remove_item(work.session(), event, found(events.part_of(work.session(), event, ProgrammeItem, item_id)))
    flash(_("议程已去掉，空出来的时间可以安排会面。"))
    return redirect(url_for("organiser.event_times", event_id=event.id))


@bp.post("/events/<uuid:event_id>/tables")
@guards.as_organiser
def add_tables(office, event_id):
    """Add tables."""
    event, form = event_or_404(office, event_id), TablesForm(prefix="tables")
    if not form.validate_on_submit():
        return _page(event, tables_form=form), 422
    planning.add_tables(
        work.session(), event, form.count.data, place=form.place.data or "", equipment=form.equipment.data or ""
    )
    flash(_("已添加 %(n)s 张桌子。", n=form.count.data))
    return redirect(url_for("organiser.event_times", event_id=event.id) + "#tables")


@bp.get("/events/<uuid:event_id>/tables/<uuid:table_id>")
@guards.as_organiser
def edit_table(office, event_id, table_id):
    """One table as a form."""
    event = event_or_404(office, event_id)
    table = found(events.part_of(work.session(), event, MeetingTable, table_id))
    return render_form("organiser/events/table.html", TableForm(obj=table), event=event, table=table)


@bp.post("/events/<uuid:event_id>/tables/<uuid:table_id>")
@guards.as_organiser
def amend_table(office, event_id, table_id):
    """Save a table."""
    event, form = event_or_404(office, event_id), TableForm()
    table = found(events.part_of(work.session(), event, MeetingTable, table_id))
    if not form.validate_on_submit():
        return render_form("organiser/events/table.html", form, event=event, table=table)
    place, equipment = form.place.data or "", form.equipment.data or ""
    planning.amend_table(work.session(), event, table, place=place, equipment=equipment)
    flash(_("桌子已保存。"))
    return redirect(url_for("organiser.event_times", event_id=event.id) + "#tables")


def _plan(event, form, model, act, **forms):
    """Add a part from a form; what the plan refuses is said at the form, with the input kept."""
    plan = draft_of(form, model)
    if plan is not None:
        try:
            with work.session().begin_nested():
                act(work.session(), event, plan)
        except (BlocksOverlap, SlotsInUse, TooMuch) as refusal:
            form.form_errors.append(sentence(refusal))
        else:
            flash(_("已添加。"))
            return redirect(url_for("organiser.event_times", event_id=event.id))
    return _page(event, **forms), 422


def _page(event, block_form=None, item_form=None, tables_form=None):
    session = work.session()
    blocks, slots = events.blocks_of(session, event), events.slots_of(session, event)
    return render(
        "organiser/events/times.html",
        event=event,
        blocks=blocks,
        slots=slots,
        slots_by_block={block.id: sum(slot.block_id == block.id for slot in slots) for block in blocks},
        items=events.items_of(session, event),
        tables=events.tables_of(session, event),
        advice=_advice(event, len(slots)),
        block_form=block_form or BlockForm(None, prefix="block", **_proposal(blocks)),
        item_form=item_form or ItemForm(None, prefix="item", **({"day": blocks[0].day} if blocks else {})),
        tables_form=tables_form or TablesForm(None, prefix="tables"),
    )


def _proposal(blocks) -> dict:
    """The form for the next block begins with the last one's day and lengths."""
    if not blocks:
        return {}
    last = blocks[-1]
    return {"day": last.day, "slot_minutes": last.slot_minutes, "break_minutes": last.break_minutes}


def _advice(event, slots: int) -> capacity.Advice:
    session = work.session()
    expected = counts.expected_meetings(session, event)
    tables = len(events.tables_of(session, event))
    return capacity.advise(meetings=expected.meetings, slots=slots, tables=tables, busiest=expected.busiest)
