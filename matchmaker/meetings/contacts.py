"""Contact data of the other side: only after both said yes, both agreed to share it, and nothing was called off."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from matchmaker.events.firms import Firm, firm_of
from matchmaker.events.models import Participant, ParticipantStatus, Side
from matchmaker.meetings.models import MeetingRequest, RequestStatus
from matchmaker.meetings.queries import RequestRow

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
    return _contact(firm_of(session, people[OTHER[Side(side)]]))


def contacts_of(session: Session, rows: Collection[RequestRow], side: str) -> dict[uuid.UUID, Contact]:
    """request id → the partner's contact, for those whose contact `side` may see; one query however many there are."""
    seats = {row.request.factory_participant_id for row in rows} | {row.request.provider_participant_id for row in rows}
    people = {one.id: one for one in session.exec(select(Participant).where(col(Participant.id).in_(seats)))}
    return {
        row.request.id: _contact(row.partner_of(side))
        for row in rows
        if released(row.request, people[row.request.factory_participant_id], people[row.request.provider_participant_id])
    }


def _contact(firm: Firm) -> Contact:
    return Contact(firm.name, firm.contact_name, firm.contact_position, firm.contact_phone, firm.contact_email)


def released(request: MeetingRequest, factory: Participant, provider: Participant) -> bool:
    """Whether the two may see each other's contact data."""
    both_yes = request.factory_said == request.provider_said == "yes"
    consent = factory.consent_at is not None and provider.consent_at is not None
    taking_part = factory.status == provider.status == ParticipantStatus.APPROVED
    return request.status == RequestStatus.ACCEPTED and both_yes and consent and taking_part
