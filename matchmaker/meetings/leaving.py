"""A firm leaves, or the event is called off: its requests end, its meetings are cancelled, the others are told."""

from datetime import datetime

from sqlmodel import Session, col, or_, select

from matchmaker.events import planning, registering
from matchmaker.events.letters import to_participant
from matchmaker.events.models import Event, Participant, ParticipantStatus
from matchmaker.meetings.cancelling import AHEAD, cancel
from matchmaker.meetings.models import Meeting, MeetingRequest, RequestStatus


def withdraw(session: Session, event: Event, participant: Participant, *, reason: str = "", now: datetime) -> int:
    """The firm does not come; its partners are written to. Returns how many meetings were cancelled.

    Raises `events.errors.AlreadyDecided`. The timetable keeps the gaps until it is repaired.
    """
    registering.withdraw(session, event, participant, now=now)
    requests = session.exec(select(MeetingRequest).where(_with(participant))).all()
    for request in requests:
        if request.status == RequestStatus.PENDING:
            request.status, request.closed_at = RequestStatus.WITHDRAWN, now
    session.flush()
    ahead = select(Meeting).join(MeetingRequest).where(_with(participant), col(Meeting.status).in_(AHEAD))
    meetings = session.exec(ahead).all()
    for meeting in meetings:
        cancel(session, event, meeting, by=participant.side, reason=reason, now=now)
    return len(meetings)


def cancel_event(session: Session, event: Event, *, reason: str, now: datetime) -> int:
    """Call the whole event off and write to every firm that is invited, waiting or approved; returns how many."""
    planning.cancel(session, event)
    gone = [ParticipantStatus.DECLINED, ParticipantStatus.WITHDRAWN]
    query = select(Participant).where(Participant.event_id == event.id, col(Participant.status).not_in(gone))
    participants = session.exec(query).all()
    for participant in participants:
        to_participant(
            session, event, participant, "event-cancelled", key=str(participant.id), now=now, reason=reason.strip()
        )
    return len(participants)


def _with(participant: Participant):  # type: ignore[no-untyped-def]
    return or_(
        MeetingRequest.factory_participant_id == participant.id,
        MeetingRequest.provider_participant_id == participant.id,
    )
