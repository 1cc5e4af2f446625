from datetime import UTC, date, datetime, time, timedelta

import pytest
from pydantic import ValidationError

from matchmaker.events import phases, planning, queries, registering, seating
from matchmaker.events.capacity import advise
from matchmaker.events.drafts import BlockPlan, EventPlan, ItemPlan, PhasePlan, Registration
from matchmaker.events.errors import (
    BlocksOverlap,
    EventNotEditable,
    NothingPlanned,
    SlotsInUse,
    TableInUse,
    TooFewTables,
    WrongOrder,
)
from matchmaker.events.models import PhaseKind
from matchmaker.meetings import moving
from tests import event_makers as make
from tests import makers

NOW = make.NOW


@pytest.fixture
def office(session):
    return makers.office(session)


def clocks(session, event):
    return [(slot.position, slot.starts_at.strftime("%H:%M")) for slot in queries.slots_of(session, event)]


def test_a_block_is_cut_into_slots_in_the_zone_of_the_event(session, office):
    event = planning.create(session, office, EventPlan(name="对接会"), now=NOW)
    plan = BlockPlan(day=date(2027, 3, 12), starts=time(9), ends=time(10, 30), slot_minutes=25, break_minutes=5)
    planning.add_block(session, event, plan)
    assert clocks(session, event) == [(0, "01:00"), (1, "01:30"), (2, "02:00")]  # Shanghai is eight hours ahead
    assert queries.slots_of(session, event)[0].ends_at == datetime(2027, 3, 12, 1, 25, tzinfo=UTC)


def test_slots_are_numbered_through_all_blocks_by_time(session, office):
    event = make.event(session, office, slots=2)
    planning.add_block(session, event, make.morning(2, start=time(7)))
    assert clocks(session, event) == [(0, "23:00"), (1, "23:20"), (2, "01:00"), (3, "01:20")]


def test_blocks_of_one_event_do_not_overlap(session, office):
    event = make.event(session, office, slots=3)
    with pytest.raises(BlocksOverlap) as refused:
        planning.add_block(session, event, make.morning(1, start=time(9, 40)))
    assert refused.value.label == "上午"


@pytest.mark.parametrize("ends", [time(9), time(9, 10), time(8)])
def test_a_block_holds_at_least_one_slot(ends):
    with pytest.raises(ValidationError):
        BlockPlan(day=make.DAY, starts=time(9), ends=ends, slot_minutes=20)


def test_an_amended_block_keeps_the_slots_whose_times_stay(session, office):
    event = make.event(session, office, slots=3)
    before = {slot.starts_at: slot.id for slot in queries.slots_of(session, event)}
    planning.amend_block(session, event, queries.blocks_of(session, event)[0], make.morning(4))
    after = {slot.starts_at: slot.id for slot in queries.slots_of(session, event)}
    assert len(after) == 4 and before.items() <= after.items()


def test_a_slot_with_a_meeting_does_not_go(session, office):
    event = make.event(session, office)
    plants, firms = make.sides(session, event, 1, 1)
    row = make.meeting(session, event, plants[0], firms[0])
    slot, table = queries.slots_of(session, event)[5], queries.tables_of(session, event)[0]
    moving.move(session, event, row.meeting, slot, table, now=NOW)
    session.commit()
    with pytest.raises(SlotsInUse):
        planning.amend_block(session, event, queries.blocks_of(session, event)[0], make.morning(5))
    session.rollback()
    with pytest.raises(TableInUse):
        planning.remove_table(session, event, queries.tables_of(session, event)[0])
    session.rollback()
    assert moving.clear_slot(session, queries.slots_of(session, event)[5]) == 1
    planning.amend_block(session, event, queries.blocks_of(session, event)[0], make.morning(5))
    assert len(queries.slots_of(session, event)) == 5


def test_a_blocking_item_keeps_meetings_away_and_gives_the_time_back(session, office):
    event = make.event(session, office, slots=3)
    plan = ItemPlan(day=make.DAY, starts=time(9, 10), ends=time(9, 30), title="开幕")
    item = planning.add_item(session, event, plan)
    assert clocks(session, event) == [(0, "01:40")]
    planning.remove_item(session, event, item)
    assert len(queries.slots_of(session, event)) == 3
    planning.add_item(session, event, plan.model_copy(update={"blocking": False}))
    assert len(queries.slots_of(session, event)) == 3


def test_another_zone_keeps_the_clock_times(session, office):
    event = make.event(session, office, slots=1)
    planning.amend(session, event, EventPlan(name="对接会", zone="Asia/Tokyo"))
    assert clocks(session, event) == [(0, "00:00")]


def test_tables_are_numbered_on(session, office):
    event = make.event(session, office, tables=2)
    planning.remove_table(session, event, queries.tables_of(session, event)[0])
    planning.add_tables(session, event, 2, place="二楼")
    assert [table.number for table in queries.tables_of(session, event)] == [2, 3, 4]


def test_an_event_without_room_does_not_open_but_a_roadshow_does(session, office):
    event = planning.create(session, office, EventPlan(name="对接会"), now=NOW)
    with pytest.raises(NothingPlanned):
        planning.open_registration(session, event)
    show = planning.create(session, office, EventPlan(name="路演", kind="roadshow"), now=NOW)
    planning.open_registration(session, show)
    assert show.status == "open"


def test_a_cancelled_event_stays_so_and_is_not_edited(session, office):
    event = make.event(session, office)
    planning.cancel(session, event)
    with pytest.raises(WrongOrder):
        planning.open_registration(session, event)
    with pytest.raises(EventNotEditable):
        planning.add_tables(session, event, 1)


def test_the_phase_follows_the_clock_or_the_hand(session, office):
    event = make.event(session, office)
    hours = [(PhaseKind.REGISTRATION, 0, 48), (PhaseKind.REQUESTS, 24, 72)]
    plans = [PhasePlan(kind=k, starts_at=NOW + timedelta(hours=a), ends_at=NOW + timedelta(hours=b)) for k, a, b in hours]
    planning.set_phases(session, event, plans)

    def at(hour):
        return phases.current(event, phases.phases_of(session, event), NOW + timedelta(hours=hour))

    assert [at(hour) for hour in (-1, 0, 24, 71, 72)] == [None, "registration", "requests", "requests", None]
    assert phases.allows(session, event, PhaseKind.REGISTRATION, NOW + timedelta(hours=30))
    assert not phases.allows(session, event, PhaseKind.REQUESTS, NOW)
    planning.set_phase_by_hand(session, event, PhaseKind.REQUESTS)
    assert at(0) == "requests" and phases.allows(session, event, PhaseKind.REQUESTS, NOW)
    assert not phases.allows(session, event, PhaseKind.REGISTRATION, NOW)


def test_a_clone_has_the_same_plan_on_other_days(session, office):
    event = make.event(session, office, slots=2, cap_per_firm=4)
    planning.add_block(session, event, make.morning(1, day=date(2027, 3, 14)))
    copy = planning.clone(session, event, office, name="秋季对接会", first_day=date(2027, 9, 1), now=NOW)
    assert [block.day for block in queries.blocks_of(session, copy)] == [date(2027, 9, 1), date(2027, 9, 3)]
    assert (copy.name, copy.status, copy.cap_per_firm) == ("秋季对接会", "draft", 4)
    assert len(queries.tables_of(session, copy)) == 3
    assert queries.event_in(session, "340000", event.id).name == "装备制造供需对接会"


def test_an_office_sees_the_events_of_its_region_only(session, office):
    city = makers.office(session, region_code="340100")
    event = make.event(session, city)
    seen = [queries.event_in(session, region, event.id) is not None for region in ("340000", "340100", "340200", "350000")]
    assert seen == [True, True, False, False]


def test_a_draft_is_for_the_office_alone(session, office):
    event = make.event(session, office, opened=False)
    firm = make.factory(session)
    assert queries.public_event(session, event.id) is None
    assert queries.event_for(session, firm, event.id) is None
    assert queries.public_events(session) == []


def test_firms_of_the_side_that_keeps_tables_get_one_each(session, office):
    event = make.event(session, office, tables=2, fixed_tables="providers")
    _, firms = make.sides(session, event, 1, 2)
    seating.give_tables(session, event)
    numbers = {table.id: table.number for table in queries.tables_of(session, event)}
    assert sorted(numbers[firm.table_id] for firm in firms) == [1, 2]
    make.participant(session, event, make.provider(session, "第三家"))
    with pytest.raises(TooFewTables) as refused:
        seating.give_tables(session, event)
    assert (refused.value.firms, refused.value.tables) == (3, 2)


def test_advice_counts_a_reserve_and_the_busiest_firm():
    advice = advise(meetings=100, slots=12, tables=9, busiest=8)
    assert (advice.seats, advice.tables_needed, advice.slots_needed, advice.enough) == (108, 10, 13, False)
    assert advise(meetings=100, slots=12, tables=10, busiest=8).enough
    assert not advise(meetings=100, slots=12, tables=10, busiest=13).enough


def test_a_withdrawn_firm_frees_its_place_for_the_one_that_waited_longest(session, office):
    event = make.event(session, office, factory_limit=1)
    first = make.participant(session, event, make.factory(session, "甲厂"))
    later = [make.factory(session, name) for name in ("乙厂", "丙厂")]
    waiting = [registering.apply(session, event, firm, Registration(consent=True), now=NOW) for firm in later]
    for minutes, one in enumerate(waiting):
        registering.put_on_waiting_list(session, event, one, now=NOW + timedelta(minutes=minutes))
    registering.withdraw(session, event, first, now=NOW)
    for one in waiting:
        session.refresh(one)
    assert [one.status for one in waiting].count("approved") == 1
