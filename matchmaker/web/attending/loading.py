"""What every page of a participant needs: the event as the firm may see it, and its own part in it."""

import uuid

from matchmaker.events import queries as events
from matchmaker.events import registering
from matchmaker.events.firms import Firm
from matchmaker.events.models import Event, Participant, ParticipantStatus
from matchmaker.web import work
from matchmaker.web.rendering import found

OTHER = {"factory": "provider", "provider": "factory"}


def event_of(firm: Firm, event_id: uuid.UUID) -> Event:
    """The event, if the firm may see it; else 404."""
    return found(events.event_for(work.session(), firm, event_id))


def taking_part(firm: Firm, event_id: uuid.UUID) -> tuple[Event, Participant]:
    """The event and the firm's approved part in it; else 404."""
    event = event_of(firm, event_id)
    part = registering.participant_of(work.session(), event, firm)
    return event, found(part if part and part.status == ParticipantStatus.APPROVED else None)
