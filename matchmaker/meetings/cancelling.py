"""Calling a meeting off: its place in the draft becomes free, its row and its history stay."""

from datetime import datetime

from sqlmodel import Session, col, delete, select, update

from matchmaker.events.models import Event, Side
from matchmaker.meetings import letters
from matchmaker.meetings.errors import MeetingOver
from matchmaker.meetings.models import Meeting, MeetingRequest, MeetingSeat, MeetingStatus, RequestStatus
from providers import text

# Only a meeting that has not begun can be called off.
AHEAD = {MeetingStatus.UNSCHEDULED, MeetingStatus.SCHEDULED}


def cancel(
    session: Session, event: Event, meeting: Meeting, *, by: str, reason: str = "", now: datetime
) -> None:
    """Call a meeting off and tell the side that did not (both, when the organiser did). Raises `MeetingOver`.

    `by` is `factory`, `provider` or `organiser`. The request is withdrawn with it, so that the two may ask again.
    """
    change = update(Meeting).where(col(Meeting.id) == meeting.id, col(Meeting.status).in_(AHEAD))
    values = {"status": MeetingStatus.CANCELLED, "slot_id": None, "table_id": None, "locked": False}
    values |= {"reason": text.prose(reason)[:500], "version": Meeting.version + 1}
    if session.exec(change.values(**values)).rowcount != 1:
        session.refresh(meeting)
        raise MeetingOver(meeting.status)
    session.exec(delete(MeetingSeat).where(col(MeetingSeat.meeting_id) == meeting.id))
    session.refresh(meeting)
    _withdraw_request(session, event, meeting, by, now)


def _withdraw_request(session: Session, event: Event, meeting: Meeting, by: str, now: datetime) -> None:
    request = session.exec(select(MeetingRequest).where(MeetingRequest.id == meeting.request_id)).one()
    request.status, request.closed_at = RequestStatus.WITHDRAWN, now
    session.flush()
    for side in Side:
        if side != by:
            letters.cancelled(session, event, request, side, reason=meeting.reason, now=now)
