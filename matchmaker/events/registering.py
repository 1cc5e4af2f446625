"""How firms come to take part: invited, applied, approved, on the waiting list, gone."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select, update
from sqlmodel.sql.expression import SelectOfScalar

from demands.models import Factory
from matchmaker.events import letters, topics
from matchmaker.events.drafts import Registration
from matchmaker.events.errors import (
    AlreadyDecided,
    AlreadyRegistered,
    ConsentMissing,
    EventFull,
    EventNotEditable,
    NotOpen,
)
from matchmaker.events.firms import Firm, firm_of, side_of
from matchmaker.events.models import (
    Event,
    EventStatus,
    Participant,
    ParticipantStatus,
    PhaseKind,
    Side,
)
from matchmaker.events.phases import allows
from providers import text

GONE = {ParticipantStatus.DECLINED, ParticipantStatus.WITHDRAWN}
WAITING = {ParticipantStatus.INVITED, ParticipantStatus.APPLIED, ParticipantStatus.WAITLISTED}


def invite(session: Session, event: Event, firm: Firm, *, now: datetime, message: str = "") -> Participant:
    """Invite a firm and write to it; one that had left may be invited again.

    Raises `NotOpen` for a draft, which the firm could not see, and `AlreadyRegistered`.
    """
    if event.status not in {EventStatus.OPEN, EventStatus.CLOSED}:
        raise NotOpen
    participant = participant_of(session, event, firm)
    if participant and participant.status not in GONE:
        raise AlreadyRegistered
    participant = participant or _new(event, firm, now)
    participant.status, participant.invited_at = ParticipantStatus.INVITED, now
    _save(session, participant)
    _write(session, event, participant, "event-invitation", now, message=message)
    return participant


def invite_all(session: Session, event: Event, firms: Iterable[Firm], *, now: datetime, message: str = "") -> int:
    """Invite every firm that is not there yet; returns how many were invited."""
    invited = 0
    for firm in firms:
        participant = participant_of(session, event, firm)
        if participant is None or participant.status in GONE:
            invite(session, event, firm, now=now, message=message)
            invited += 1
    return invited


def apply(session: Session, event: Event, firm: Firm, wish: Registration, *, now: datetime) -> Participant:
    """Register a firm. An invited one is approved at once, or waits when its side is full; others are applied.

    Raises `NotOpen`, `ConsentMissing`, `AlreadyRegistered`, `NotYourTopic`.
    """
    _refuse_when_closed(session, event, firm, now)
    participant = participant_of(session, event, firm)
    if participant and participant.status not in {*GONE, ParticipantStatus.INVITED}:
        raise AlreadyRegistered
    invited = participant is not None and participant.status == ParticipantStatus.INVITED
    participant = participant or _new(event, firm, now)
    participant.status, participant.answered_at = ParticipantStatus.APPLIED, now
    participant.consent_at = _consent(participant, wish, now)
    _fill(session, event, participant, firm, wish)
    if invited:
        _approve_or_wait(session, event, participant, now)
    return participant


def amend(
    session: Session, event: Event, participant: Participant, wish: Registration, *, now: datetime
) -> None:
    """Change what a firm said when it registered; its status stays. Raises `ConsentMissing`, `NotYourTopic`."""
    _still_running(event)
    if participant.status in GONE:
        raise AlreadyDecided(participant.status)
    participant.consent_at = _consent(participant, wish, now)
    _fill(session, event, participant, firm_of(session, participant), wish)


def register_on_behalf(
    session: Session, event: Event, firm: Firm, wish: Registration, *, now: datetime
) -> Participant:
    """The organiser registers a firm, also after registration closed and beyond the limit: approved at once."""
    _still_running(event)
    participant = participant_of(session, event, firm) or _new(event, firm, now)
    if participant.status == ParticipantStatus.APPROVED:
        raise AlreadyRegistered
    participant.status, participant.answered_at = ParticipantStatus.APPLIED, now
    participant.consent_at = _consent(participant, wish, now)
    _fill(session, event, participant, firm, wish)
    _decide(session, event, participant, ParticipantStatus.APPROVED, now)
    return participant


def approve(
    session: Session, event: Event, participant: Participant, *, now: datetime, beyond_limit: bool = False
) -> None:
    """Take an applied or waiting firm; raises `EventFull` unless `beyond_limit`, `AlreadyDecided` when too late."""
    _still_running(event)
    if not beyond_limit and full(session, event, participant.side):
        raise EventFull(limit_of(event, participant.side))
    _decide(session, event, participant, ParticipantStatus.APPROVED, now)


def put_on_waiting_list(session: Session, event: Event, participant: Participant, *, now: datetime) -> None:
    """Let an applied firm wait; it moves up by itself when a place becomes free."""
    _decide(session, event, participant, ParticipantStatus.WAITLISTED, now)


def decline(session: Session, event: Event, participant: Participant, *, reason: str, now: datetime) -> None:
    """Turn an applied or waiting firm away, with the reason it reads."""
    participant.reason = text.prose(reason)[:500]
    _decide(session, event, participant, ParticipantStatus.DECLINED, now)


def withdraw(session: Session, event: Event, participant: Participant, *, now: datetime) -> None:
    """The firm does not come. The first on the waiting list of its side moves up.

    Requests and meetings are the meetings' business: call `meetings.leaving.withdraw`, which calls this.
    """
    if participant.status in GONE:
        raise AlreadyDecided(participant.status)
    held_a_place = participant.status == ParticipantStatus.APPROVED
    _set(session, participant, ParticipantStatus.WITHDRAWN, {participant.status}, now)
    if held_a_place:
        move_up(session, event, participant.side, now=now)


def move_up(session: Session, event: Event, side: str, *, now: datetime) -> Participant | None:
    """Approve the one who has waited longest, when there is a place; returns it."""
    first = session.exec(_of(event, side, ParticipantStatus.WAITLISTED).order_by(Participant.answered_at)).first()
    if first is None or full(session, event, side):
        return None
    _decide(session, event, first, ParticipantStatus.APPROVED, now)
    return first


def participant_of(session: Session, event: Event, firm: Firm) -> Participant | None:
    """The firm's participation in the event, in whatever status."""
    mine = Participant.factory_id if isinstance(firm, Factory) else Participant.provider_id
    return session.exec(select(Participant).where(Participant.event_id == event.id, mine == firm.id)).first()


def limit_of(event: Event, side: str) -> int | None:
    """How many firms of a side may come; `None` for as many as like."""
    return event.factory_limit if side == Side.FACTORY else event.provider_limit


def full(session: Session, event: Event, side: str) -> bool:
    """Whether all places of a side are taken."""
    limit = limit_of(event, side)
    approved = _of(event, side, ParticipantStatus.APPROVED).with_only_columns(func.count())
    return limit is not None and session.exec(approved).one() >= limit


def _of(event: Event, side: str, status: ParticipantStatus) -> SelectOfScalar[Participant]:
    return select(Participant).where(
        Participant.event_id == event.id, Participant.side == side, Participant.status == status
    )


def _new(event: Event, firm: Firm, now: datetime) -> Participant:
    side = side_of(firm)
    return Participant(event_id=event.id, side=side, created_at=now, **{f"{side}_id": firm.id})


def _fill(session: Session, event: Event, participant: Participant, firm: Firm, wish: Registration) -> None:
    if participant.consent_at is None:
        raise ConsentMissing
    participant.delegates = max(wish.delegates, len(wish.delegate_names), 1)
    participant.delegate_names, participant.remark = wish.delegate_names, wish.remark
    _save(session, participant)
    topics.bring(session, participant, firm, wish)
    topics.keep_free(session, event, participant, wish.unavailable_slot_ids)


def _consent(participant: Participant, wish: Registration, now: datetime) -> datetime | None:
    """When the firm agreed to share its contact data; taken back, it counts from the next time it is given."""
    return (participant.consent_at or now) if wish.consent else None


def _save(session: Session, participant: Participant) -> None:
    try:
        with session.begin_nested():
            session.add(participant)
    except IntegrityError as error:  # the same firm, twice at the same moment
        raise AlreadyRegistered from error


def _approve_or_wait(session: Session, event: Event, participant: Participant, now: datetime) -> None:
    waits = full(session, event, participant.side)
    status = ParticipantStatus.WAITLISTED if waits else ParticipantStatus.APPROVED
    _decide(session, event, participant, status, now)


def _decide(
    session: Session, event: Event, participant: Participant, status: ParticipantStatus, now: datetime
) -> None:
    _set(session, participant, status, WAITING - {status}, now)
    _write(session, event, participant, f"registration-{status}", now, reason=participant.reason)


def _set(
    session: Session, participant: Participant, status: ParticipantStatus, allowed: set[str], now: datetime
) -> None:
    """Compare-and-set, so that of two organisers at the same button one wins."""
    session.flush()
    change = update(Participant).where(Participant.id == participant.id, Participant.status.in_(allowed))
    if session.exec(change.values(status=status, decided_at=now)).rowcount != 1:
        session.refresh(participant)
        raise AlreadyDecided(participant.status)
    session.refresh(participant)


def _write(
    session: Session, event: Event, participant: Participant, kind: str, now: datetime, **context: str
) -> None:
    key = f"{participant.id}:{now:%Y%m%d%H%M%S}"
    letters.to_participant(session, event, participant, kind, key=key, now=now, **context)


def _still_running(event: Event) -> None:
    if event.status in {EventStatus.FINISHED, EventStatus.CANCELLED}:
        raise EventNotEditable


def _refuse_when_closed(session: Session, event: Event, firm: Firm, now: datetime) -> None:
    """An invited firm may answer as long as the event is open or closed; others only while registration is open."""
    participant = participant_of(session, event, firm)
    invited = participant is not None and participant.status == ParticipantStatus.INVITED
    if invited and event.status in {EventStatus.OPEN, EventStatus.CLOSED}:
        return
    if event.status != EventStatus.OPEN or not allows(session, event, PhaseKind.REGISTRATION, now):
        raise NotOpen
