"""Contact data of the other side: only after both said yes, both agreed to share it, and nothing was called off."""

from dataclasses import dataclass

from sqlmodel import Session

from matchmaker.events.firms import firm_of
from matchmaker.events.models import Participant, ParticipantStatus, Side
from matchmaker.meetings.models import MeetingRequest, RequestStatus

OTHER = {Side.FACTORY: Side.PROVIDER, Side.PROVIDER: Side.FACTORY}


@dataclass(frozen=True)
class Contact:
    """Whom to call on the other side."""

    firm: str
    name: str
    position: str
    phone: str
    email: str


def contact_for(session: Session, request: MeetingRequest, side: str) -> Contact | None:
    """The partner's contact as `side` may see it; `None` as long as it may not.

    A cancelled meeting withdraws its request and so closes the contact again; a firm that leaves the event closes it too.
    """
    people = {
        Side(one.side): one
        for one in (
            session.get_one(Participant, request.factory_participant_id),
            session.get_one(Participant, request.provider_participant_id),
        )
    }
    if not released(request, people[Side.FACTORY], people[Side.PROVIDER]):
        return None
    firm = firm_of(session, people[OTHER[Side(side)]])
    return Contact(firm.name, firm.contact_name, firm.contact_position, firm.contact_phone, firm.contact_email)


def released(request: MeetingRequest, factory: Participant, provider: Participant) -> bool:
    """Whether the two may see each other's contact data."""
    both_yes = request.factory_said == request.provider_said == "yes"
    consent = factory.consent_at is not None and provider.consent_at is not None
    taking_part = factory.status == provider.status == ParticipantStatus.APPROVED
    return request.status == RequestStatus.ACCEPTED and both_yes and consent and taking_part
