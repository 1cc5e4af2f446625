"""What came of the meetings: visits, quotations, contracts, and the needs that moved on with them."""

from datetime import datetime, timedelta
from decimal import Decimal

from demands.models import Demand, DemandStatus
from matchmaker.events import queries
from matchmaker.events.models import Event
from matchmaker.meetings.models import Answer, MeetingStatus
from matchmaker.meetings.queries import RequestRow, feedback_in, meetings_in
from matchmaker.outcomes import following_up
from matchmaker.outcomes.following_up import Report
from matchmaker.outcomes.models import Outcome, Stage
from matchmaker.sample import needs
from matchmaker.sample.region import Region

# How far a promising talk had come when the office asked, and how many days after the event that was.
WAY = [
    (Stage.IN_TOUCH, 4),
    (Stage.VISIT, 11),
    (Stage.QUOTATION, 19),
    (Stage.SIGNED, 27),
    (Stage.ACCEPTED, 41),
]
NOTES = {Stage.VISIT: "visit_notes", Stage.QUOTATION: "quotation_notes", Stage.SIGNED: "signed_notes"}
AS_FAR_AS = {
    DemandStatus.matching: 3,
    DemandStatus.signed: 4,
    DemandStatus.implementing: 4,
    DemandStatus.accepted: 5,
}
HOPE = Answer.COOPERATION_POSSIBLE
BY_OFFICE = "省对接办公室 贺思源"


def follow_up(region: Region, event: Event, said: dict[str, list[str]]) -> None:
    """The ledger of the event; every need that found a partner gets its entry and its state."""
    ended = queries.slots_of(region.session, event)[-1].ends_at
    held = [row for row in meetings_in(region.session, event) if row.meeting.status == MeetingStatus.HELD]
    answers = feedback_in(region.session, event)
    pairs = needs.partners(region)
    partners = {
        row.request.demand_id: row for row in held if (row.request.demand_id, row.provider.id) in pairs
    }
    settled = set()
    for key, state in needs.partner_states().items():
        demand = region.demands[key]
        if row := partners.get(demand.id):
            _entry(region, row, AS_FAR_AS[DemandStatus(state)], said, ended)
            settled.add(row.meeting.id)
        needs.conclude(region, demand, state, day=ended + timedelta(days=6))
    for row in sorted(held, key=_order):
        said_yes = [one.answer for one in answers.get(row.meeting.id, {}).values()].count(HOPE)
        if said_yes and row.meeting.id not in settled:
            _entry(region, row, 3 if said_yes == 2 and region.chance(0.5) else said_yes, said, ended)


def _order(row: RequestRow) -> tuple[str, str, datetime]:
    return row.factory.credit_code, row.provider.credit_code, row.request.created_at


def _entry(
    region: Region, row: RequestRow, steps: int, said: dict[str, list[str]], ended: datetime
) -> Outcome:
    amount, outcome = _amount(region, row.demand), None
    for stage, days in WAY[:steps]:
        now = min(ended + timedelta(days=days + region.dice.randint(0, 3)), region.now)
        report = _report(region, stage, amount, now, said, ended)
        if outcome is None:
            outcome = following_up.record(region.session, row, report, now=now)
        else:
            following_up.carry_on(region.session, outcome, report, now=now)
    return outcome


def _report(
    region: Region, stage: Stage, amount: Decimal, now: datetime, said: dict[str, list[str]], ended: datetime
) -> Report:
    contract = stage in following_up.UNDER_CONTRACT
    more = (
        {}
        if stage == Stage.ACCEPTED
        else {
            "next_step": region.dice.choice(said["next_steps"]),
            "next_on": (region.now + timedelta(days=region.dice.randint(-6, 30))).date(),
        }
    )
    return Report(
        stage=stage,
        amount=amount if contract or stage == Stage.QUOTATION else None,
        signed_on=(ended + timedelta(days=27)).date() if contract else None,
        note=region.dice.choice(said[NOTES[stage]]) if stage in NOTES else "",
        followed_by=BY_OFFICE,
        **more,
    )


def _amount(region: Region, demand: Demand | None) -> Decimal:
    """Something within the budget, in steps of half a 万元; thirty-odd where no budget was said."""
    low, high = (demand.budget_min, demand.budget_max) if demand else (None, None)
    if low is None or high is None:
        low, high = Decimal(18), Decimal(60)
    return (low + (high - low) * Decimal(region.dice.randint(20, 80)) / 100).quantize(Decimal(1)) + Decimal(
        "0.5"
    )
