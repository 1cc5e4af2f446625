from datetime import time, timedelta
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from matchmaker.db import open_session
from matchmaker.events import planning
from matchmaker.events import queries as events
from matchmaker.events.models import Unavailability
from matchmaker.mail import outbox
from matchmaker.meetings import agenda, moving, publishing, queries, requests, seats, timetable
from matchmaker.meetings.errors import (
    CannotMove,
    ChangedMeanwhile,
    NothingToPublish,
    NothingToSchedule,
    RunNotReady,
    RunOutdated,
    RunUnderWay,
    SlotTaken,
    TableTaken,
)
from matchmaker.meetings.mapping import inputs_of
from matchmaker.meetings.models import Meeting, MeetingSeat, RunMode
from matchmaker.meetings.seats import Place
from matchmaker.scheduling import checking
from matchmaker.scheduling.timetable import Placement
from tests import event_makers as make
from tests import makers

NOW = make.NOW


def clock():
    return NOW


def computed(engine, session, event, **order):
    """A run that the worker has worked off."""
    run = timetable.order_run(session, event, seconds=5, now=NOW, **order)
    session.commit()
    assert timetable.work_off(engine, clock)
    session.rollback()
    session.expire_all()
    return queries.run_in(session, event, run.id)


def at(session, event, row, slot, table):
    """Move a meeting to the slot and table with these positions."""
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    meeting = queries.meeting_in(session, event, row.meeting.id).meeting
    moving.move(session, event, meeting, slots[slot], tables[table], now=NOW)


def test_a_run_is_computed_by_the_worker_and_adopted_as_draft(engine, session, event):
    plants, firms = make.sides(session, event, 3, 3)
    make.meetings(session, event, plants, firms)
    run = computed(engine, session, event)
    assert (run.status, len(run.result["placements"]), run.result["unplaced"]) == ("done", 9, [])
    assert queries.grid(session, event).cells == {}, "computed and adopted are separate things"
    timetable.adopt(session, event, run, now=NOW)
    view = queries.grid(session, event)
    assert len(view.cells) == 9 and view.unplaced == []
    inputs = inputs_of(session, event, RunMode.ALL, now=NOW)
    assert len(inputs.current) == 9 and checking.violations(inputs.problem, inputs.current) == []
    assert len(session.exec(select(MeetingSeat)).all()) == 18


def test_the_same_inputs_and_seed_give_the_same_timetable(engine, session, event):
    plants, firms = make.sides(session, event, 3, 2)
    make.meetings(session, event, plants, firms)
    one, two = computed(engine, session, event, seed=7), computed(engine, session, event, seed=7)
    assert one.inputs_hash == two.inputs_hash and one.result["placements"] == two.result["placements"]


def test_what_does_not_fit_is_left_out_with_a_reason(engine, session):
    event = make.event(session, makers.office(session), slots=2, tables=1)
    plants, firms = make.sides(session, event, 1, 3)
    make.meetings(session, event, plants, firms)
    run = computed(engine, session, event)
    assert len(run.result["placements"]) == 2
    (left,) = run.result["unplaced"]
    assert left["reason"]["code"] and left["meeting"] not in run.result["placements"]


def test_musts_come_before_maybes(engine, session):
    event = make.event(session, makers.office(session), slots=1, tables=1)
    plants, firms = make.sides(session, event, 2, 1)
    make.meeting(session, event, plants[0], firms[0])
    request = requests.ask(session, event, asker=plants[1], guest=firms[0], demand_id=None, wish="must", now=NOW)
    requests.accept(session, event, request, "provider", now=NOW)
    wanted = queries.request_in(session, event, request.id).meeting.id
    assert list(computed(engine, session, event).result["placements"]) == [str(wanted)]


def test_unavailability_delegates_caps_and_fixed_tables_reach_the_engine(session):
    event = make.event(session, makers.office(session), cap_per_firm=4, fixed_tables="providers")
    slots = events.slots_of(session, event)
    plant = make.participant(session, event, make.factory(session), delegates=2, unavailable_slot_ids=[slots[1].id])
    firm = make.participant(session, event, make.provider(session))
    make.meeting(session, event, plant, firm)
    planning.add_block(session, event, make.morning(2, start=time(14)))
    timetable.order_run(session, event, now=NOW)
    problem = inputs_of(session, event, RunMode.ALL, now=NOW).problem
    by_id = {one.id: one for one in problem.participants}
    assert by_id[str(plant.id)].unavailable == {1} and by_id[str(plant.id)].parallel == 2
    assert by_id[str(firm.id)].cap == 4
    assert problem.meetings[0].tables == {0}
    assert problem.sessions == (range(0, 6), range(6, 8))


def test_one_run_at_a_time_and_nothing_without_meetings(session, event, pair):
    with pytest.raises(NothingToSchedule):
        timetable.order_run(session, event, now=NOW)
    make.meeting(session, event, *pair)
    timetable.order_run(session, event, now=NOW)
    session.commit()
    with pytest.raises(RunUnderWay):
        timetable.order_run(session, event, now=NOW)


def test_a_waiting_run_can_be_stopped_before_it_begins(engine, session, event, pair):
    make.meeting(session, event, *pair)
    run = timetable.order_run(session, event, now=NOW)
    timetable.ask_to_stop(session, run, now=NOW)
    session.commit()
    assert run.status == "stopped" and not timetable.work_off(engine, clock)
    with pytest.raises(RunNotReady):
        timetable.adopt(session, event, run, now=NOW)


def test_a_run_whose_worker_died_is_taken_again(engine, session, event, pair):
    make.meeting(session, event, *pair)
    run = timetable.order_run(session, event, seconds=2, now=NOW)
    run.status, run.lease_until = "running", NOW + timedelta(seconds=30)
    session.commit()
    assert not timetable.work_off(engine, clock)
    assert timetable.work_off(engine, lambda: NOW + timedelta(seconds=31))
    session.rollback()
    session.refresh(run)
    assert run.status == "done"


def test_locks_survive_a_new_run_and_gaps_are_filled_around_what_is_there(engine, session, event):
    plants, firms = make.sides(session, event, 2, 2)
    rows = make.meetings(session, event, plants, firms)
    at(session, event, rows[0], 5, 2)
    first = computed(engine, session, event)
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    assert first.result["placements"][str(rows[0].meeting.id)] == [str(slots[5].id), str(tables[2].id)]
    at(session, event, rows[1], 4, 0)
    moving.unlock(session, queries.meeting_in(session, event, rows[1].meeting.id).meeting)
    filled = computed(engine, session, event, mode=RunMode.FILL)
    assert filled.result["placements"][str(rows[1].meeting.id)] == [str(slots[4].id), str(tables[0].id)]


def test_a_result_that_no_longer_fits_is_not_adopted(engine, session, event):
    plants, firms = make.sides(session, event, 1, 1)
    row = make.meeting(session, event, plants[0], firms[0])
    run = computed(engine, session, event)
    slot_id = run.result["placements"][str(row.meeting.id)][0]
    session.add(Unavailability(participant_id=plants[0].id, slot_id=UUID(slot_id)))
    session.flush()
    with pytest.raises(RunOutdated):
        timetable.adopt(session, event, run, now=NOW)


def test_what_was_cancelled_or_accepted_since_the_run_is_minded(engine, session, event):
    plants, firms = make.sides(session, event, 1, 3)
    rows = [make.meeting(session, event, plants[0], firm) for firm in firms[:2]]
    run = computed(engine, session, event)
    requests.withdraw(session, event, queries.request_in(session, event, rows[0].request.id).request, "provider", now=NOW)
    make.meeting(session, event, plants[0], firms[2])
    timetable.adopt(session, event, run, now=NOW)
    view = queries.grid(session, event)
    assert [row.meeting.id for row in view.cells.values()] == [rows[1].meeting.id]
    assert [row.provider.name for row in view.unplaced] == ["服务商2"]


def test_a_move_names_everything_that_is_in_the_way(session, event):
    slots = events.slots_of(session, event)
    plant = make.participant(session, event, make.factory(session, "忙厂"), unavailable_slot_ids=[slots[1].id])
    _, firms = make.sides(session, event, 0, 2)
    rows = [make.meeting(session, event, plant, firm) for firm in firms]
    at(session, event, rows[0], 0, 0)
    with pytest.raises(CannotMove) as refused:
        at(session, event, rows[1], 0, 0)
    assert [(one.kind, one.firm) for one in refused.value.conflicts] == [("table", ""), ("firm", "忙厂")]
    with pytest.raises(CannotMove) as refused:
        at(session, event, rows[1], 1, 0)
    assert [(one.kind, one.firm) for one in refused.value.conflicts] == [("unavailable", "忙厂")]
    at(session, event, rows[1], 2, 0)
    at(session, event, rows[1], 2, 1)
    moved = queries.meeting_in(session, event, rows[1].meeting.id).meeting
    assert (moved.status, moved.locked) == ("scheduled", True)


def test_caps_and_kept_tables_hold_for_hands_too(session):
    event = make.event(session, makers.office(session), cap_per_firm=1, fixed_tables="providers")
    plants, firms = make.sides(session, event, 1, 2)
    rows = make.meetings(session, event, plants, firms)
    planning_tables = events.tables_of(session, event)
    firms[1].table_id = planning_tables[2].id
    session.flush()
    at(session, event, rows[0], 0, 0)
    with pytest.raises(CannotMove) as refused:
        at(session, event, rows[1], 1, 0)
    assert [(one.kind, one.firm) for one in refused.value.conflicts] == [("cap", "工厂0"), ("fixed", "服务商1")]


def test_two_delegates_sit_at_two_tables_but_not_at_three(session, event):
    plant = make.participant(session, event, make.factory(session), delegates=2)
    _, firms = make.sides(session, event, 0, 3)
    rows = [make.meeting(session, event, plant, firm) for firm in firms]
    at(session, event, rows[0], 0, 0)
    at(session, event, rows[1], 0, 1)
    with pytest.raises(CannotMove):
        at(session, event, rows[2], 0, 2)


def test_an_old_page_does_not_overwrite(session, event, pair):
    row = make.meeting(session, event, *pair)
    slot, table = events.slots_of(session, event)[0], events.tables_of(session, event)[0]
    with pytest.raises(ChangedMeanwhile):
        moving.move(session, event, row.meeting, slot, table, seen_version=row.meeting.version + 1, now=NOW)


def test_the_database_itself_excludes_double_booking(engine, session, event):
    """Two organisers at the same moment: both looked, both saw no conflict."""
    plants, firms = make.sides(session, event, 1, 2)
    rows = make.meetings(session, event, plants, firms)
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    at(session, event, rows[0], 0, 0)
    other = queries.meeting_in(session, event, rows[1].meeting.id).meeting
    lane = MeetingSeat(meeting_id=other.id, slot_id=slots[0].id, participant_id=plants[0].id, lane=0)
    session.commit()
    with pytest.raises(SlotTaken):
        seats.sit(session, other, Place(slots[0].id, tables[1].id), seats.sides_of(session, other))
    session.rollback()
    session.add(lane)
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    with pytest.raises(TableTaken):
        seats._put(session, session.get_one(Meeting, rows[1].meeting.id), Place(slots[0].id, tables[0].id))


def test_a_whole_timetable_can_swap_places(session, event):
    plants, firms = make.sides(session, event, 2, 2)
    rows = [make.meeting(session, event, plants[n], firms[n]) for n in (0, 1)]
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    places = [Place(slots[0].id, tables[0].id), Place(slots[0].id, tables[1].id)]
    for order in (places, places[::-1]):
        seats.seat_all(session, event.id, {row.meeting.id: place for row, place in zip(rows, order, strict=True)})
    assert {key: row.meeting.id for key, row in queries.grid(session, event).cells.items()} == {
        (slots[0].id, tables[1].id): rows[0].meeting.id, (slots[0].id, tables[0].id): rows[1].meeting.id}


def test_a_release_is_frozen_and_only_those_whose_day_changed_are_told(session, event):
    plants, firms = make.sides(session, event, 2, 2)
    rows = [make.meeting(session, event, plants[n], firms[n]) for n in (0, 1)]
    with pytest.raises(NothingToPublish):
        publishing.publish(session, event, name="空", now=NOW)
    at(session, event, rows[0], 0, 0)
    at(session, event, rows[1], 0, 1)
    assert agenda.agenda_of(session, event, plants[0]) == [], "a draft is hidden"
    first = publishing.publish(session, event, name="第一版", now=NOW)
    assert told(session, "timetable-published") == 4
    with pytest.raises(NothingToPublish):
        publishing.publish(session, event, name="一样", now=NOW)
    at(session, event, rows[1], 3, 2)
    (change,) = publishing.difference(session, event).changes
    assert (change.kind, change.before.table_number, change.after.table_number) == ("moved", 2, 3)
    assert agenda.agenda_of(session, event, plants[1])[0].table_number == 2
    second = publishing.publish(session, event, name="第二版", note="换了桌子", now=NOW + timedelta(hours=1))
    assert told(session, "timetable-changed") == 2
    assert (first.number, second.number) == (1, 2)
    assert [line.table_number for line in publishing.lines_of(session, first)] == [1, 2]
    assert agenda.agenda_of(session, event, plants[1])[0].table_number == 3


def told(session, kind):
    return len([letter for letter in outbox.letters(session) if letter.kind == kind])


def test_a_meeting_called_off_is_shown_so_and_gone_in_the_next_release(session, event, pair):
    row = make.meeting(session, event, *pair)
    at(session, event, row, 0, 0)
    publishing.publish(session, event, name="第一版", now=NOW)
    requests.withdraw(session, event, row.request, "factory", now=NOW)
    (line,) = agenda.agenda_of(session, event, pair[1])
    assert (line.status, line.factory, line.partner_of(pair[1])) == ("cancelled", "工厂0", "工厂0")
    (change,) = publishing.difference(session, event).changes
    assert change.kind == "gone" and change.people == {pair[0].id, pair[1].id}


def test_the_draft_is_emptied_but_for_locks(session, event):
    plants, firms = make.sides(session, event, 1, 2)
    rows = make.meetings(session, event, plants, firms)
    at(session, event, rows[0], 0, 0)
    at(session, event, rows[1], 1, 0)
    moving.unlock(session, queries.meeting_in(session, event, rows[1].meeting.id).meeting)
    assert moving.unschedule_all(session, event) == 1
    assert next(iter(queries.grid(session, event).cells.values())).meeting.id == rows[0].meeting.id


def test_a_failing_run_says_so(engine, session, event, pair, monkeypatch):
    make.meeting(session, event, *pair)
    monkeypatch.setattr(timetable, "_compute", lambda *_: (_ for _ in ()).throw(RuntimeError("boom")))
    run = computed(engine, session, event)
    assert (run.status, run.failure, run.result) == ("failed", "RuntimeError: boom", None)


def test_a_result_with_violations_is_never_stored(engine, session, event, pair, monkeypatch):
    row = make.meeting(session, event, *pair)
    honest = timetable._compute

    def wrong(*args):
        answer = honest(*args)
        answer.placements[str(row.meeting.id)] = Placement(99, 0)
        return answer

    monkeypatch.setattr(timetable, "_compute", wrong)
    run = computed(engine, session, event)
    assert run.status == "failed" and run.result is None


def test_progress_is_written_and_the_wish_to_stop_is_heard(engine, session, event, pair):
    make.meeting(session, event, *pair)
    run = timetable.order_run(session, event, now=NOW)
    run.status = "running"
    session.commit()
    beat = timetable._Beat(engine, clock, run.id)
    assert beat.beat(timetable.Progress(1, 1.0, 0, 0, 0.0))
    with open_session(engine) as other:
        timetable.ask_to_stop(other, other.get_one(type(run), run.id), now=NOW)
        other.commit()
    assert beat.beat(timetable.Progress(2, 2.0, 0, 0, 0.5)), "asked only once a second"
    assert not beat.beat(timetable.Progress(2, 2.0, 0, 0, 1.1))
    session.rollback()
    session.refresh(run)
    assert run.progress["placed"] == 2


def test_a_run_that_found_nothing_does_not_empty_the_draft(engine, session, event):
    plants, firms = make.sides(session, event, 1, 2)
    rows = make.meetings(session, event, plants, firms)
    at(session, event, rows[0], 0, 0)
    slot = events.slots_of(session, event)[0]
    session.add(Unavailability(participant_id=firms[1].id, slot_id=slot.id))
    session.flush()
    run = computed(engine, session, event)
    run.result = run.result | {"placements": {}, "status": "unknown"}
    with pytest.raises(RunNotReady):
        timetable.adopt(session, event, run, now=NOW)
    assert len(queries.grid(session, event).cells) == 1


def test_a_repair_leaves_the_agendas_of_others_alone(engine, session, event):
    plants, firms = make.sides(session, event, 3, 3)
    rows = make.meetings(session, event, plants, firms)
    timetable.adopt(session, event, computed(engine, session, event), now=NOW)
    publishing.publish(session, event, name="第一版", now=NOW)
    gone = queries.request_in(session, event, rows[0].request.id).request
    requests.withdraw(session, event, gone, "factory", now=NOW)
    late = make.participant(session, event, make.provider(session, "临时到场"))
    make.meeting(session, event, plants[0], late)
    timetable.adopt(session, event, computed(engine, session, event, mode=RunMode.REPAIR), now=NOW)
    changed = publishing.difference(session, event)
    assert sorted(change.kind for change in changed.changes) == ["gone", "new"] and changed.unchanged == 8


def test_inputs_that_cannot_be_read_end_the_run_and_not_the_worker(engine, session, event, pair, monkeypatch):
    make.meeting(session, event, *pair)
    run = timetable.order_run(session, event, now=NOW)
    session.commit()
    monkeypatch.setattr(timetable, "inputs_of", lambda *_, **__: 1 / 0)
    assert timetable.work_off(engine, clock) and not timetable.work_off(engine, clock)
    session.refresh(run)
    assert run.status == "failed" and "ZeroDivisionError" in run.failure


def test_a_release_is_brought_back_without_what_was_called_off(session, event):
    plants, firms = make.sides(session, event, 2, 2)
    rows = [make.meeting(session, event, plants[n], firms[n]) for n in (0, 1)]
    for n in (0, 1):
        at(session, event, rows[n], n, 0)
        moving.unlock(session, queries.meeting_in(session, event, rows[n].meeting.id).meeting)
    release = publishing.publish(session, event, name="第一版", now=NOW)
    at(session, event, rows[0], 5, 2)
    moving.unlock(session, queries.meeting_in(session, event, rows[0].meeting.id).meeting)
    gone = queries.request_in(session, event, rows[1].request.id).request
    requests.withdraw(session, event, gone, "factory", now=NOW)
    timetable.restore(session, event, release)
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    assert list(queries.grid(session, event).cells) == [(slots[0].id, tables[0].id)]
    session.add(Unavailability(participant_id=plants[0].id, slot_id=slots[0].id))
    session.flush()
    with pytest.raises(RunOutdated):
        timetable.restore(session, event, release)
