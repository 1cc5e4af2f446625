"""The finished event: timetable, the day itself, feedback, and what came of it."""

from datetime import datetime, timedelta

from matchmaker.events import attendance, planning, queries
from matchmaker.events.models import Event, PhaseKind, Side
from matchmaker.meetings import feedback, on_the_day, publishing, requests, timetable
from matchmaker.meetings.models import MISSED, Answer, Meeting, MeetingStatus
from matchmaker.meetings.queries import RequestRow, meetings_in
from matchmaker.sample import gatherings, needs
from matchmaker.sample.region import SEED, Region

SOLVE_SECONDS = 4
MIXED = {Answer.COOPERATION_POSSIBLE: 4, Answer.INFORMATIVE: 5, Answer.NOT_INTERESTED: 2}
GOOD = {Answer.COOPERATION_POSSIBLE: 8, Answer.INFORMATIVE: 3, Answer.NOT_INTERESTED: 1}


def schedule(region: Region, event: Event, *, kept: set[tuple[object, object]]) -> None:
    """Have the timetable computed by the real engine, adopt it, publish it, and publish it again after a change.

    Whatever is called off meanwhile, it is none of the `kept` pairs (need, provider).

    The engine works in sessions of its own, so what was loaded up to here is committed.
    """
    session, day = region.session, gatherings.first_day_of(region, event)
    planning.close_registration(session, event)
    now = gatherings.phase_moment(event, day, PhaseKind.SCHEDULING, 0.4)
    run = timetable.order_run(session, event, seconds=SOLVE_SECONDS, seed=SEED % 1000 + 1, now=now)
    session.commit()
    timetable.work_off(session.get_bind().engine, lambda: now + timedelta(seconds=SOLVE_SECONDS))
    session.refresh(run)
    timetable.adopt(session, event, run, now=now + timedelta(minutes=12))
    publishing.publish(session, event, name="第一版", now=now + timedelta(hours=3))
    _somebody_cancels(region, event, kept, now + timedelta(hours=40))
    publishing.publish(
        session,
        event,
        name="第二版",
        note="一家企业临时有变，取消一场，其余不动。",
        now=now + timedelta(hours=41),
    )


def _somebody_cancels(region: Region, event: Event, kept: set[tuple[object, object]], now: datetime) -> None:
    free = [row for row in _placed(region, event) if (row.request.demand_id, row.provider.id) not in kept]
    row = min(
        free, key=lambda row: (row.request.score or 0, row.provider.credit_code, row.request.created_at)
    )
    requests.withdraw(
        region.session, event, row.request, Side.PROVIDER, reason="负责人临时出差，改为电话沟通。", now=now
    )


def hold(region: Region, event: Event, absent: set[object], said: dict[str, list[str]]) -> None:
    """Check-in, meetings one after another, and what both sides say of them; `absent` providers stay away."""
    _check_in(region, event, absent)
    slots = {slot.id: slot for slot in queries.slots_of(region.session, event)}
    for row in sorted(
        _placed(region, event), key=lambda row: (slots[row.meeting.slot_id].starts_at, row.factory.name)
    ):
        slot = slots[row.meeting.slot_id]
        _meet(region, row, absent, slot.starts_at, slot.ends_at)
        _say(region, event, row, said, slot.ends_at + timedelta(hours=region.dice.uniform(0.2, 60)))
    planning.finish(region.session, event)


def _check_in(region: Region, event: Event, absent: set[object]) -> None:
    """Who is there is checked in before the first slot."""
    opening = queries.slots_of(region.session, event)[0].starts_at
    factories, providers = gatherings.approved(region, event)
    for one in [*factories, *(one for one in providers if one.provider_id not in absent)]:
        minutes = region.dice.uniform(4, 55)
        attendance.check_in(region.session, one, now=opening - timedelta(minutes=minutes))


def _meet(region: Region, row: RequestRow, absent: set[object], starts: datetime, ends: datetime) -> None:
    if row.provider.id in absent:
        on_the_day.miss(region.session, row.meeting, "provider", now=starts + timedelta(minutes=10))
        return
    on_the_day.start(region.session, row.meeting, now=starts + timedelta(minutes=region.dice.uniform(0, 3)))
    on_the_day.finish(region.session, row.meeting, now=ends - timedelta(minutes=region.dice.uniform(0, 4)))


def _say(region: Region, event: Event, row: RequestRow, said: dict[str, list[str]], now: datetime) -> None:
    if row.meeting.status in MISSED:
        _give(region, event, row.meeting, Side.FACTORY, Answer.DID_NOT_TAKE_PLACE, said, now)
        return
    for side in Side:
        if region.chance(0.85):
            weights = GOOD if row.demand and row.demand.id in _promising(region) else MIXED
            answer = region.dice.choices(list(weights), weights=list(weights.values()))[0]
            _give(region, event, row.meeting, side, answer, said, now)


def _give(
    region: Region,
    event: Event,
    meeting: Meeting,
    side: Side,
    answer: Answer,
    said: dict[str, list[str]],
    now: datetime,
) -> None:
    comment = region.dice.choice(said[answer]) if region.chance(0.7) else ""
    feedback.give(region.session, event, meeting, side, answer, comment=comment, now=now)


def _promising(region: Region) -> set[object]:
    return {region.demands[key].id for key in needs.partner_states()}


def _placed(region: Region, event: Event) -> list[RequestRow]:
    rows = meetings_in(region.session, event)
    return [row for row in rows if row.meeting.slot_id and row.meeting.status != MeetingStatus.CANCELLED]
