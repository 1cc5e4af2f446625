"""Publishing the draft as a named release that never changes, and what is different from the last one."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session, col, func, select

from matchmaker.events.letters import to_participant, when
from matchmaker.events.models import Event, MeetingTable, Participant, Slot
from matchmaker.meetings.errors import NothingToPublish
from matchmaker.meetings.models import (
    Meeting,
    MeetingRequest,
    MeetingStatus,
    Release,
    ReleasedMeeting,
    RequestStatus,
    TimetableRun,
)
from providers import text


@dataclass(frozen=True)
class Change:
    """A meeting that is `new`, `moved` or `gone`; the side of the release it is not in is `None`."""

    kind: str
    before: ReleasedMeeting | None
    after: ReleasedMeeting | None

    @property
    def people(self) -> set[uuid.UUID]:
        """The two participants it concerns."""
        line = self.after or self.before
        return {line.factory_participant_id, line.provider_participant_id}


@dataclass(frozen=True)
class Difference:
    """What publishing the draft would change; `unchanged` counts the meetings that stay."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0

    @property
    def touched(self) -> set[uuid.UUID]:
        """The participants whose day changes; only they are written to."""
        return set().union(*(change.people for change in self.changes))


def difference(session: Session, event: Event) -> Difference:
    """The draft compared with the release that holds; three queries."""
    before = {line.meeting_id: line for line in lines_of(session, current_release(session, event))}
    after = {line.meeting_id: line for line in _draft_lines(session, event)}
    return compare(before.values(), after.values())


def compare(before: Iterable[ReleasedMeeting], after: Iterable[ReleasedMeeting]) -> Difference:
    """Two sets of lines compared by meeting, sorted by time."""
    old, new = ({line.meeting_id: line for line in lines} for lines in (before, after))
    changes = [Change("gone", line, None) for key, line in old.items() if key not in new]
    changes += [Change("new", None, line) for key, line in new.items() if key not in old]
    both = [(old[key], line) for key, line in new.items() if key in old]
    moved = [Change("moved", was, now) for was, now in both if _place(was) != _place(now)]
    changes = sorted([*changes, *moved], key=lambda change: (change.after or change.before).starts_at)
    return Difference(changes, len(both) - len(moved))


def publish(session: Session, event: Event, *, name: str, note: str = "", now: datetime) -> Release:
    """Freeze the draft as the next release, and write to those whose day it changes.

    Only meetings that both sides accepted can be in the draft, and it is checked here again. Raises
    `NothingToPublish` when there is no meeting at all or nothing is different.
    """
    changed = difference(session, event)
    lines = _draft_lines(session, event)
    if not changed.changes:
        raise NothingToPublish
    number = (session.exec(select(func.max(Release.number)).where(Release.event_id == event.id)).one() or 0) + 1
    run = _adopted_run(session, event)
    release = Release(
        event_id=event.id, number=number, name=text.line(name)[:60], note=text.prose(note)[:500],
        run_id=run.id if run else None, published_at=now,
    )
    session.add(release)
    session.flush()
    session.add_all(_into(release, line) for line in lines)
    session.flush()
    _write_letters(session, event, release, changed.touched, lines)
    return release


def current_release(session: Session, event: Event) -> Release | None:
    """The release that holds: the one with the highest number."""
    query = select(Release).where(Release.event_id == event.id).order_by(col(Release.number).desc())
    return session.exec(query).first()


def releases_of(session: Session, event: Event) -> list[Release]:
    """All releases, the newest first."""
    query = select(Release).where(Release.event_id == event.id)
    return list(session.exec(query.order_by(col(Release.number).desc())))


def lines_of(session: Session, release: Release | None) -> list[ReleasedMeeting]:
    """The lines of a release by time and table; none for no release."""
    if release is None:
        return []
    query = select(ReleasedMeeting).where(ReleasedMeeting.release_id == release.id)
    return list(session.exec(query.order_by(ReleasedMeeting.starts_at, ReleasedMeeting.table_number)))


def _draft_lines(session: Session, event: Event) -> list[ReleasedMeeting]:
    """The draft in the form of a release; not added to the session."""
    query = (
        select(Meeting, MeetingRequest, Slot, MeetingTable)
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .join(Slot, Slot.id == Meeting.slot_id)
        .join(MeetingTable, MeetingTable.id == Meeting.table_id)
        .where(
            Meeting.event_id == event.id,
            Meeting.status != MeetingStatus.CANCELLED,
            MeetingRequest.status == RequestStatus.ACCEPTED,
        )
    )
    return [_line(*row) for row in session.exec(query.order_by(Slot.starts_at, MeetingTable.number))]


def _line(meeting: Meeting, request: MeetingRequest, slot: Slot, table: MeetingTable) -> ReleasedMeeting:
    return ReleasedMeeting(
        meeting_id=meeting.id,
        factory_participant_id=request.factory_participant_id,
        provider_participant_id=request.provider_participant_id,
        slot_id=slot.id,
        table_id=table.id,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        table_number=table.number,
    )


def _into(release: Release, line: ReleasedMeeting) -> ReleasedMeeting:
    line.release_id = release.id
    return line


def _place(line: ReleasedMeeting) -> tuple[datetime, datetime, int]:
    return line.starts_at, line.ends_at, line.table_number


def _adopted_run(session: Session, event: Event) -> TimetableRun | None:
    query = select(TimetableRun).where(TimetableRun.event_id == event.id, col(TimetableRun.adopted_at).is_not(None))
    return session.exec(query.order_by(col(TimetableRun.adopted_at).desc())).first()


def _write_letters(
    session: Session, event: Event, release: Release, touched: set[uuid.UUID], lines: list[ReleasedMeeting]
) -> None:
    kind = "timetable-published" if release.number == 1 else "timetable-changed"
    for participant in session.exec(select(Participant).where(col(Participant.id).in_(touched))).all():
        mine = [line for line in lines if participant.id in {line.factory_participant_id, line.provider_participant_id}]
        times = [(when(event, line.starts_at), line.table_number) for line in mine]
        to_participant(
            session,
            event,
            participant,
            kind,
            key=f"{release.id}:{participant.id}",
            now=release.published_at,
            times=times,
            note=release.note,
        )
