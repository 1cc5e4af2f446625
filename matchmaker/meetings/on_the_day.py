"""What happens to the meetings on the day: begun, held, missed, and mistakes taken back."""

from datetime import datetime

from sqlmodel import Session, col, update

from matchmaker.meetings.errors import ChangedMeanwhile, MeetingOver, NotPlaced
from matchmaker.meetings.models import BEGUN, Meeting, MeetingStatus
from providers import text

ABSENT = {
    "factory": MeetingStatus.FACTORY_ABSENT,
    "provider": MeetingStatus.PROVIDER_ABSENT,
    "both": MeetingStatus.BOTH_ABSENT,
}


def start(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """The two have sat down. Raises `NotPlaced`, `MeetingOver`."""
    _placed(meeting)
    _become(session, meeting, MeetingStatus.IN_PROGRESS, {MeetingStatus.SCHEDULED}, started_at=now)


def finish(session: Session, meeting: Meeting, *, now: datetime) -> None:
    """The meeting took place; one that nobody saw begin may be finished at once. Raises `NotPlaced`, `MeetingOver`."""
    _placed(meeting)
    _become(session, meeting, MeetingStatus.HELD, {MeetingStatus.SCHEDULED, MeetingStatus.IN_PROGRESS}, ended_at=now)


def miss(session: Session, meeting: Meeting, absent: str, *, now: datetime) -> None:
    """`absent` (`factory`, `provider` or `both`) did not come. Raises `NotPlaced`, `MeetingOver`."""
    _placed(meeting)
    _become(session, meeting, ABSENT[absent], {MeetingStatus.SCHEDULED, MeetingStatus.IN_PROGRESS}, ended_at=now)


def correct(session: Session, meeting: Meeting, status: MeetingStatus, *, reason: str, now: datetime) -> None:
    """The organiser puts right what was recorded wrongly or is disputed, with the reason kept. Raises `MeetingOver`.

    `scheduled` takes everything back, as if nothing had been recorded.
    """
    if status not in {*BEGUN, MeetingStatus.SCHEDULED} or not meeting.slot_id:
        raise MeetingOver(meeting.status)
    over = status not in {MeetingStatus.SCHEDULED, MeetingStatus.IN_PROGRESS}
    values = {"reason": text.prose(reason)[:500], "ended_at": now if over else None}
    if status == MeetingStatus.SCHEDULED:
        values["started_at"] = None
    _become(session, meeting, status, {*BEGUN, MeetingStatus.SCHEDULED}, **values)


def _placed(meeting: Meeting) -> None:
    if meeting.slot_id is None:
        raise NotPlaced


def _become(
    session: Session, meeting: Meeting, status: MeetingStatus, allowed: set[MeetingStatus], **values: object
) -> None:
    """Compare-and-set: of two helpers with two phones the first counts, the second is told what is so."""
    if meeting.status not in allowed:
        raise MeetingOver(meeting.status)
    change = update(Meeting).where(col(Meeting.id) == meeting.id, col(Meeting.version) == meeting.version)
    values |= {"status": status, "version": meeting.version + 1}
    if session.exec(change.values(**values)).rowcount != 1:
        raise ChangedMeanwhile
    session.refresh(meeting)
