"""Events are planned, and firms register for them: invited ones and those that apply by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from matchmaker.events import planning, queries, registering, topics
from matchmaker.events.drafts import BlockPlan, EventPlan, ItemPlan, PhasePlan, Registration
from matchmaker.events.firms import Firm, side_of
from matchmaker.events.models import Event, Participant, PhaseKind, Side
from matchmaker.events.slots import moment
from matchmaker.sample.reading import Record
from matchmaker.sample.region import Region

BASICS = ("name", "place", "address", "description", "cap_per_firm", "factory_limit", "provider_limit")
# Days from the first day of an event: when a phase begins and ends, and what people read about it.
PHASES = {
    PhaseKind.REGISTRATION: (-45, -22, "请选好要带来的需求或产品，并写明到会人员。"),
    PhaseKind.REQUESTS: (-26, -11, "双方互相约谈，对方同意才算数；三天不回即过期。"),
    PhaseKind.SCHEDULING: (-11, -4, "主办方排场次，请保持电话畅通。"),
    PhaseKind.PUBLISHED: (-4, 0, "场次已发布，请核对时间和桌号，有变动尽早说。"),
    PhaseKind.ON_SITE: (0, 2, "请提前二十分钟签到。"),
    PhaseKind.FEEDBACK: (1, 22, "请对每一场说一句实话，只有主办方看得到。"),
}


@dataclass(frozen=True)
class Coming:
    """An event of the data and the firms that come to it."""

    event: Record
    factories: list[Firm]
    providers: list[Firm]


def plan(region: Region, record: Record) -> Event:
    """Create the event with its blocks, programme, tables and phases, and open it for registration."""
    session, office = region.session, region.offices[record["office"]]
    first_day = working_day_from(region.now.date() + timedelta(days=record["first_day"]))
    basics = EventPlan(**{name: record[name] for name in BASICS if name in record})
    event = planning.create(
        session, office, basics, now=region.now + timedelta(days=record["first_day"] - 55)
    )
    for day, starts, ends, minutes, label in record["blocks"]:
        times = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
        block = BlockPlan(day=first_day + timedelta(days=day), slot_minutes=minutes, label=label, **times)
        planning.add_block(session, event, block)
    for day, starts, ends, title, speaker in record["programme"]:
        times = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
        item = ItemPlan(day=first_day + timedelta(days=day), title=title, speaker=speaker, **times)
        planning.add_item(session, event, item)
    planning.add_tables(session, event, record["tables"], place=record["table_place"])
    planning.set_phases(session, event, phases(event, first_day))
    planning.open_registration(session, event)
    region.events[record["key"]] = event
    return event


def phases(event: Event, first_day: date) -> list[PhasePlan]:
    """The phases of an event that begins on `first_day`, each from eight to eight o'clock of its own clock."""
    return [
        PhasePlan(
            kind=kind, text=text, starts_at=_at(event, first_day, begins), ends_at=_at(event, first_day, ends)
        )
        for kind, (begins, ends, text) in PHASES.items()
    ]


def working_day_from(day: date) -> date:
    """The day itself, or the next one that is no weekend and not New Year."""
    while day.weekday() > 4 or (day.month, day.day) == (1, 1):
        day += timedelta(days=1)
    return day


def phase_moment(event: Event, first_day: date, kind: PhaseKind, share: float) -> datetime:
    """A moment within a phase: 0 is its beginning, 1 its end."""
    begins, ends, _ = PHASES[kind]
    start = _at(event, first_day, begins)
    return start + (_at(event, first_day, ends) - start) * share


def registration_passed(region: Region, event: Event) -> float:
    """The share of the registration phase that is over: 0 … 1."""
    day = first_day_of(region, event)
    begins, ends = (phase_moment(event, day, PhaseKind.REGISTRATION, share) for share in (0, 1))
    return min(1.0, (region.now - begins) / (ends - begins))


def first_day_of(region: Region, event: Event) -> date:
    """The day of the first block."""
    return queries.blocks_of(region.session, event)[0].day


def who_comes(region: Region, record: Record) -> Coming:
    """The firms that the data name for an event: providers with something to say to its factories."""
    factories: list[Firm] = [region.factories[key] for key in record["factories"]]
    return Coming(record, factories, [region.providers[key] for key in record["providers"]])


def register_firms(region: Region, event: Event, firms: Sequence[Firm], *, until: float = 1.0) -> None:
    """Let the firms register in the registration phase; the last in line still wait for the office's answer.

    `until` is the share of the phase that has passed; below 1 some invitations are not answered yet.
    """
    day = first_day_of(region, event)
    moments = sorted(region.dice.uniform(0.05, until * 0.95) for _ in firms)
    for number, (firm, share) in enumerate(zip(firms, moments, strict=True)):
        now = phase_moment(event, day, PhaseKind.REGISTRATION, share)
        if number % 2:
            registering.invite(
                region.session, event, firm, now=now, message="您的情况与本次对接会很对口，欢迎参加。"
            )
        if until < 1 and number % 5 == 3:
            continue  # invited, no answer yet
        _register(region, event, firm, now, waits=until < 1 and number % 5 == 2)


def _register(region: Region, event: Event, firm: Firm, now: datetime, *, waits: bool) -> None:
    session = region.session
    later, decided = (min(now + timedelta(hours=hours), region.now) for hours in (5, 9))
    participant = registering.apply(session, event, firm, _wish(region, event, firm), now=later)
    if participant.status != "applied" or waits:
        return
    if registering.full(session, event, participant.side):
        registering.put_on_waiting_list(session, event, participant, now=decided)
    else:
        registering.approve(session, event, participant, now=decided)


def _wish(region: Region, event: Event, firm: Firm) -> Registration:
    """What the firm says: it brings everything public it has, and sometimes cannot come early or late."""
    brings = [one.id for one in topics.public_of(region.session, firm)]
    slots = queries.slots_of(region.session, event)
    away = slots[:3] if region.chance(0.1) else slots[-3:] if region.chance(0.15) else []
    delegates = 2 if region.chance(0.25) else 1
    names = [firm.contact_name, "随行工程师"][:delegates]
    kind = "demand_ids" if side_of(firm) == Side.FACTORY else "offering_ids"
    return Registration(
        delegates=delegates,
        delegate_names=names,
        unavailable_slot_ids=[slot.id for slot in away],
        consent=True,
        **{kind: brings},
    )


def approved(region: Region, event: Event) -> tuple[list[Participant], list[Participant]]:
    """The approved factories and providers of an event."""
    rows = queries.attendees(region.session, event, statuses=["approved"])
    people = [row.participant for row in rows]
    return (
        [one for one in people if one.side == Side.FACTORY],
        [one for one in people if one.side == Side.PROVIDER],
    )


def _at(event: Event, first_day: date, days: int) -> datetime:
    return moment(event, first_day + timedelta(days=days), time(8, 0))
