"""Who is there on the day."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select, update

from matchmaker import journal
from matchmaker.events.errors import CodeUnknown, NotApproved
from matchmaker.events.models import CODE_ALPHABET, Event, Participant, ParticipantStatus

# What people read and type instead of the letters the alphabet leaves out.
LOOKALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})


@dataclass(frozen=True)
class CheckIn:
    """The result of a scan. `first` is false for a second scan; `at` and `by` always tell of the first one."""

    participant: Participant
    first: bool
    at: datetime
    by: str


def check_in_by_code(session: Session, event: Event, typed: str, *, now: datetime) -> CheckIn:
    """Check in the firm with this code, however it was typed; raises `CodeUnknown`, `NotApproved`."""
    code = clean_code(typed)
    participant = session.exec(
        select(Participant).where(Participant.event_id == event.id, Participant.code == code)
    ).first()
    if participant is None:
        raise CodeUnknown
    return check_in(session, participant, now=now)


def check_in(session: Session, participant: Participant, *, now: datetime) -> CheckIn:
    """Check a firm in. Of two scans the first counts, and the second is told when that was."""
    if participant.status != ParticipantStatus.APPROVED:
        raise NotApproved(participant.status)
    change = update(Participant).where(Participant.id == participant.id, Participant.checked_in_at.is_(None))
    by = journal.actor(session).label
    first = session.exec(change.values(checked_in_at=now, checked_in_by=by)).rowcount == 1
    session.refresh(participant)
    return CheckIn(participant, first, participant.checked_in_at, participant.checked_in_by)


def undo(session: Session, participant: Participant) -> None:
    """Take a check-in back that was a mistake; the journal keeps both."""
    participant.checked_in_at, participant.checked_in_by = None, ""
    session.flush()


def clean_code(typed: str) -> str:
    """The code behind what was typed or scanned: capitals, no blanks or dashes, look-alikes put right."""
    folded = typed.upper().translate(LOOKALIKES)
    return "".join(character for character in folded if character in CODE_ALPHABET)
