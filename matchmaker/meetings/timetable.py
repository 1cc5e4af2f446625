"""Timetables: ordered, computed by a worker, looked at, adopted as the draft."""

import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select, update

from matchmaker.db import open_session
from matchmaker.events import queries, seating
from matchmaker.events.models import Event
from matchmaker.meetings import publishing, seats
from matchmaker.meetings.errors import NothingToSchedule, RunNotReady, RunOutdated, RunUnderWay
from matchmaker.meetings.mapping import Inputs, inputs_of, placements_of, places_of, read_places
from matchmaker.meetings.models import Release, RunMode, RunStatus, TimetableRun
from matchmaker.meetings.seats import Place
from matchmaker.scheduling import checking
from matchmaker.scheduling.checking import Violation
from matchmaker.scheduling.timetable import Progress, Timetable

# A worker that is silent for so long is taken for dead, and its run is begun again by another one.
LEASE = timedelta(seconds=60)
# How often progress is written and the wish to stop is looked at.
BEAT_SECONDS = 1.0
READY = {RunStatus.DONE, RunStatus.STOPPED}

log = structlog.get_logger()


def order_run(
    session: Session,
    event: Event,
    *,
    mode: RunMode = RunMode.ALL,
    seconds: int = 30,
    seed: int = 1,
    now: datetime,
) -> TimetableRun:
    """Order a timetable to be computed within `seconds` (1 … 600); the worker takes it.

    Raises `RunUnderWay` while another one waits or runs, `NothingToSchedule`, and `events.errors.TooFewTables`.
    """
    seating.give_tables(session, event)
    inputs = inputs_of(session, event, mode, now=now) if _possible(session, event) else None
    if inputs is None or not inputs.problem.meetings:
        raise NothingToSchedule
    run = TimetableRun(
        event_id=event.id, mode=mode, seed=seed, seconds=min(max(seconds, 1), 600), inputs_hash=inputs.hash,
        ordered_at=now,
    )
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError as error:
        raise RunUnderWay from error
    return run


def ask_to_stop(session: Session, run: TimetableRun, *, now: datetime) -> None:
    """End a run early; the best timetable found so far is kept. One that still waits ends at once, without a result."""
    waiting = update(TimetableRun).where(col(TimetableRun.id) == run.id, col(TimetableRun.status) == RunStatus.WAITING)
    if session.exec(waiting.values(status=RunStatus.STOPPED, stop_asked=True, finished_at=now)).rowcount != 1:
        session.exec(update(TimetableRun).where(col(TimetableRun.id) == run.id).values(stop_asked=True))
    session.refresh(run)


def work_off(engine: Engine, clock: Callable[[], datetime]) -> bool:
    """Take one waiting run and compute it outside of any transaction; false when there was none.

    A run is taken by compare-and-set, so that two workers never compute the same; one whose worker died is taken
    again after `LEASE`. A result that breaks a rule is never stored: the run fails and says so.
    """
    run_id = _take(engine, clock())
    if run_id is None:
        return False
    try:
        values = _outcome(engine, clock, run_id)
    except Exception as problem:  # whatever it was, the organiser must read that the run ended
        log.exception("timetable run failed", run=str(run_id))
        values = _failed(f"{type(problem).__name__}: {problem}")
    with open_session(engine) as session:
        mine = update(TimetableRun).where(col(TimetableRun.id) == run_id)
        session.exec(mine.values(finished_at=clock(), lease_until=None, **values))
        session.commit()
    return True


def adopt(session: Session, event: Event, run: TimetableRun, *, now: datetime) -> None:
    """Make a run's result the draft, checked once more against what is true now.

    Meetings accepted since the run stay unscheduled; those cancelled since are left out. Raises `RunNotReady`, and
    `RunOutdated` when the result breaks a rule by now (a lost slot, a new lock, somebody unavailable).
    """
    if run.status not in READY or not usable(run) or run.event_id != event.id:
        raise RunNotReady
    _replace_draft(session, event, read_places(run.result["placements"]), as_of=run.ordered_at)
    run.adopted_at = now
    session.add(run)
    session.flush()


def faults(session: Session, event: Event, *, now: datetime) -> tuple[list[Violation], Inputs]:
    """What is wrong with the draft by now: somebody cannot come any more, brings fewer people, lost a table.

    With the inputs whose numbers the violations speak of. Places that only lie in the past are no fault.
    """
    inputs = inputs_of(session, event, RunMode.ALL, now=now)
    found = checking.violations(inputs.problem, inputs.current)
    return [one for one in found if one.rule != "slot-not-allowed"], inputs


def usable(run: TimetableRun) -> bool:
    """Whether a run ended with a timetable; one that is impossible or found nothing in time must not empty the draft."""
    return bool(run.result and run.result["placements"])


def restore(session: Session, event: Event, release: Release) -> None:
    """Make the draft what a release said, without meetings called off since; raises as `adopt` does."""
    lines = publishing.lines_of(session, release)
    wanted = {line.meeting_id: Place(line.slot_id, line.table_id) for line in lines}
    _replace_draft(session, event, wanted, as_of=release.published_at)


def _replace_draft(session: Session, event: Event, wanted: dict[uuid.UUID, Place], *, as_of: datetime) -> None:
    inputs = inputs_of(session, event, RunMode.ALL, now=as_of)
    places = _still_valid(wanted, inputs)
    placements = placements_of(places, inputs)
    broken = 1 if placements is None else len(checking.violations(inputs.problem, placements))
    if broken:
        raise RunOutdated(broken)
    seats.seat_all(session, event.id, places)


def _still_valid(wanted: dict[uuid.UUID, Place], inputs: Inputs) -> dict[uuid.UUID, Place]:
    """The places of meetings that still exist, and those that were locked or begun meanwhile where they are."""
    known = {meeting.id: meeting for meeting in inputs.problem.meetings}
    found = {meeting: place for meeting, place in wanted.items() if str(meeting) in known}
    kept = {name: at for name, at in inputs.current.items() if known[name].locked_slot is not None}
    return found | read_places(places_of(kept, inputs))


def _possible(session: Session, event: Event) -> bool:
    return bool(queries.slots_of(session, event) and queries.tables_of(session, event))


def _take(engine: Engine, now: datetime) -> uuid.UUID | None:
    with open_session(engine) as session:
        free = or_(
            TimetableRun.status == RunStatus.WAITING,
            (TimetableRun.status == RunStatus.RUNNING) & (col(TimetableRun.lease_until) < now),
        )
        run = session.exec(select(TimetableRun).where(free).order_by(col(TimetableRun.ordered_at))).first()
        if run is None or not _lease(session, run, now):
            return None
        session.commit()
        return run.id


def _outcome(engine: Engine, clock: Callable[[], datetime], run_id: uuid.UUID) -> dict[str, Any]:
    """What is to be written into the run: the checked result, or why there is none."""
    with open_session(engine) as session:
        run = session.get_one(TimetableRun, run_id)
        inputs = inputs_of(session, session.get_one(Event, run.event_id), run.mode, now=run.ordered_at)
        run.inputs_hash = inputs.hash
        session.commit()
    timetable = _compute(engine, clock, run, inputs)
    broken = checking.violations(inputs.problem, timetable.placements)
    return _failed(f"{len(broken)} violations: {broken[0].rule}") if broken else _done(timetable, inputs)


def _lease(session: Session, run: TimetableRun, now: datetime) -> bool:
    seen = col(TimetableRun.lease_until).is_(None) if run.lease_until is None else (
        col(TimetableRun.lease_until) == run.lease_until
    )
    change = update(TimetableRun).where(col(TimetableRun.id) == run.id, col(TimetableRun.status) == run.status, seen)
    values = {"status": RunStatus.RUNNING, "started_at": now, "lease_until": now + LEASE}
    taken = session.exec(change.values(**values)).rowcount == 1
    session.refresh(run)
    return taken


def _compute(engine: Engine, clock: Callable[[], datetime], run: TimetableRun, inputs: Inputs) -> Timetable:
    # Heavy libraries stand behind the engine; they are the worker's business and stay out of the web's start-up.
    if run.mode == RunMode.REPAIR:
        from matchmaker.scheduling.repair import repair

        return repair(inputs.problem, inputs.current, seconds=run.seconds, seed=run.seed)
    from matchmaker.scheduling.solver import solve

    beat = _Beat(engine, clock, run.id).beat
    return solve(inputs.problem, seconds=run.seconds, seed=run.seed, progress=beat)


class _Beat:
    """Writes the progress of a run, at most once a second, and hears whether it shall stop."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], run_id: Any) -> None:
        self.engine, self.clock, self.run_id = engine, clock, run_id
        self.last, self.going = -BEAT_SECONDS, True

    def beat(self, progress: Progress) -> bool:
        """False when the run shall stop."""
        if progress.seconds - self.last >= BEAT_SECONDS:
            self.last = progress.seconds
            self._write(asdict(progress))
        return self.going

    def _write(self, progress: dict[str, Any]) -> None:
        with open_session(self.engine) as session:
            mine = update(TimetableRun).where(col(TimetableRun.id) == self.run_id)
            session.exec(mine.values(progress=progress, lease_until=self.clock() + LEASE))
            asked = select(TimetableRun.stop_asked).where(TimetableRun.id == self.run_id)
            self.going = not session.exec(asked).one()
            session.commit()


def _failed(why: str) -> dict[str, Any]:
    return {"status": RunStatus.FAILED, "failure": why[:500]}


def _done(timetable: Timetable, inputs: Inputs) -> dict[str, Any]:
    status = RunStatus.STOPPED if timetable.stopped == "asked" else RunStatus.DONE
    return {"status": status, "result": _result(timetable, inputs)}


def _result(timetable: Timetable, inputs: Inputs) -> dict[str, Any]:
    """The result as JSON; numbers of slots and tables in reasons can be read with the lists of ids beside them."""
    figures = ("status", "breaks", "weight", "weight_bound", "bound", "seconds")
    return {
        **{name: getattr(timetable, name) for name in figures},
        "placements": places_of(timetable.placements, inputs),
        "unplaced": [asdict(one) for one in timetable.unplaced],
        "conflict": [asdict(one) for one in timetable.conflict],
        "meetings": len(inputs.problem.meetings),
        "slots": [str(slot.id) for slot in inputs.slots],
        "tables": [str(table.id) for table in inputs.tables],
    }


