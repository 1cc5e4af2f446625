"""Needs are written, handed in, reviewed, and brought into the state the data say."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta

from demands import posting, progress, reviewing
from demands.inputs import DemandDraft
from demands.models import CloseReason, Demand, DemandStatus
from matchmaker.sample.reading import Record, records
from matchmaker.sample.region import Region

_OWN = {"key", "factory", "state", "partner", "wished_in_months", "remark", "close_reason"}
# Days before now: needs that an event was about must have been public when its registration began.
BEFORE_EVENTS, AT_ANY_TIME, JUST_NOW = (96, 170), (5, 150), (1, 9)


def post_needs(region: Region) -> None:
    """Write all needs; those that have found somebody stop at `published` here, see `past_event`."""
    at_events = {key for event in records("events") for key in event["factories"]}
    for record in records("needs"):
        span = BEFORE_EVENTS if record["factory"] in at_events else AT_ANY_TIME
        if record["state"] in {DemandStatus.submitted, DemandStatus.draft, DemandStatus.returned}:
            span = JUST_NOW
        region.demands[record["key"]] = _post(region, record, region.ago(region.dice.uniform(*span)))


def partner_states() -> dict[str, str]:
    """Key of a need → the state it reaches with a partner, where that is beyond `published`."""
    return {record["key"]: record["state"] for record in records("needs") if "partner" in record}


def partners(region: Region) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """(need, provider) of those that found each other at the finished event."""
    found = [record for record in records("needs") if "partner" in record]
    return {(region.demands[one["key"]].id, region.providers[one["partner"]].id) for one in found}


def _post(region: Region, record: Record, day: datetime) -> Demand:
    factory = region.factories[record["factory"]]
    fields = {name: value for name, value in record.items() if name not in _OWN}
    if "wished_in_months" in record:
        fields["wished_on"] = month_from(region.now.date(), record["wished_in_months"])
    typed = DemandDraft(**fields)
    demand = posting.draft(region.session, factory, typed, by=factory.contact_name, now=day)
    if record["state"] != DemandStatus.draft:
        posting.submit(region.session, demand, by=factory.contact_name, now=_soon(region, day, hours=8))
        _review(region, demand, record, factory.region_code)
    return demand


def _review(region: Region, demand: Demand, record: Record, region_code: str) -> None:
    """What the office of the place does with the need."""
    session, by = region.session, region.office_for(region_code).name
    now = _soon(region, demand.updated_at, hours=26)
    state, remark = record["state"], record.get("remark", "")
    acts: dict[str, Callable[[], None]] = {
        DemandStatus.submitted: lambda: None,
        DemandStatus.returned: lambda: reviewing.return_for_correction(
            session, demand, remark, by=by, now=now
        ),
        DemandStatus.on_hold: lambda: reviewing.hold(session, demand, remark, by=by, now=now),
        DemandStatus.long_term: lambda: reviewing.long_term(session, demand, remark, by=by, now=now),
    }
    acts.get(state, lambda: reviewing.publish(session, demand, by=by, now=now))()
    if state == DemandStatus.closed:
        _close(region, demand, record)


def _close(region: Region, demand: Demand, record: Record) -> None:
    owner = region.factories[record["factory"]].contact_name
    now = demand.updated_at + (region.now - demand.updated_at) / 2
    reason = CloseReason(record["close_reason"])
    posting.close(region.session, demand, reason, by=owner, now=now, note=record["remark"])


def conclude(region: Region, demand: Demand, state: str, *, day: datetime) -> None:
    """After a meeting: talks, and from there contract, work and acceptance as far as `state` says."""
    by = region.office_for(_place(region, demand)).name
    steps = [progress.begin_matching, progress.sign, progress.begin_work, progress.accept]
    wanted = [DemandStatus.matching, DemandStatus.signed, DemandStatus.implementing, DemandStatus.accepted]
    for step, act in enumerate(steps[: wanted.index(DemandStatus(state)) + 1]):
        act(region.session, demand, by=by, now=min(region.now, day + timedelta(days=9 * step)))


def month_from(today: date, months: int) -> date:
    """The first day of the month so many months from `today`; months may be negative."""
    count = today.year * 12 + today.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _soon(region: Region, day: datetime, *, hours: float) -> datetime:
    """Some hours later, but never after now."""
    return min(day + timedelta(hours=region.dice.uniform(1, hours)), region.now)


def _place(region: Region, demand: Demand) -> str:
    return next(one.region_code for one in region.factories.values() if one.id == demand.factory_id)
