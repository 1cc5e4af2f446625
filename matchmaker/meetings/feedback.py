"""What both sides say of their meetings."""

from datetime import datetime

from sqlmodel import Session, select

from matchmaker.events.models import Event, Side
from matchmaker.meetings.errors import MeetingOver, NotPlaced, TooEarly
from matchmaker.meetings.models import Answer, Feedback, Meeting, MeetingStatus, ReleasedMeeting
from matchmaker.meetings.publishing import current_release
from providers import text

ABSENT = {Side.FACTORY: MeetingStatus.PROVIDER_ABSENT, Side.PROVIDER: MeetingStatus.FACTORY_ABSENT}


def give(
    session: Session, event: Event, meeting: Meeting, side: str, answer: Answer, *, comment: str = "", now: datetime
) -> Feedback:
    """Say how it was, or say it anew; the comment is for the organiser alone.

    One "did not take place" makes the meeting a no-show: the side that says so was there, the other was not; when both
    say so, both were absent. Any other answer shows that it was held, where nobody recorded it. Raises `NotPlaced`
    without a published time, `TooEarly` before it, `MeetingOver` for a cancelled meeting.
    """
    _begun(session, event, meeting, now)
    feedback = feedback_of(session, meeting, side) or Feedback(meeting_id=meeting.id, side=side, answer="", given_at=now)
    feedback.answer, feedback.comment, feedback.given_at = answer, text.prose(comment)[:1000], now
    session.add(feedback)
    session.flush()
    meeting.status = _status(session, meeting)
    meeting.ended_at = meeting.ended_at or now
    meeting.version += 1
    session.flush()
    return feedback


def feedback_of(session: Session, meeting: Meeting, side: str) -> Feedback | None:
    """What one side has said."""
    return session.exec(select(Feedback).where(Feedback.meeting_id == meeting.id, Feedback.side == side)).first()


def disputed(answers: dict[str, str]) -> bool:
    """Whether one side says that it did not take place and the other that it did. `answers`: side → answer."""
    given = set(answers.values())
    return len(answers) == 2 and Answer.DID_NOT_TAKE_PLACE in given and given != {Answer.DID_NOT_TAKE_PLACE}


def _begun(session: Session, event: Event, meeting: Meeting, now: datetime) -> None:
    if meeting.status == MeetingStatus.CANCELLED:
        raise MeetingOver(meeting.status)
    release = current_release(session, event)
    line = release and session.exec(
        select(ReleasedMeeting).where(
            ReleasedMeeting.release_id == release.id, ReleasedMeeting.meeting_id == meeting.id
        )
    ).first()
    if not line:
        raise NotPlaced
    if line.starts_at > now:
        raise TooEarly(line.starts_at)


def _status(session: Session, meeting: Meeting) -> MeetingStatus:
    rows = session.exec(select(Feedback).where(Feedback.meeting_id == meeting.id)).all()
    missed = [Side(row.side) for row in rows if row.answer == Answer.DID_NOT_TAKE_PLACE]
    if len(missed) == 2:
        return MeetingStatus.BOTH_ABSENT
    return ABSENT[missed[0]] if missed else MeetingStatus.HELD
