"""What a firm comes for, and when it cannot meet."""

import uuid
from collections.abc import Collection

from sqlmodel import Session, delete, select

from demands.models import Demand, DemandStatus, Factory
from matchmaker.events.drafts import Registration
from matchmaker.events.errors import NotYourTopic
from matchmaker.events.firms import Firm
from matchmaker.events.models import Event, Participant, ParticipantTopic, Slot, Unavailability
from providers.models import Offering
from providers.queries.register import offerings_of

# Needs that others may read; only those can be talked about at an event.
PUBLIC = {DemandStatus.published, DemandStatus.matching}


def public_of(session: Session, firm: Firm) -> list[Demand] | list[Offering]:
    """What a firm may bring: a factory's public needs, a provider's standing offerings, by title."""
    if isinstance(firm, Factory):
        own = select(Demand).where(Demand.factory_id == firm.id, Demand.status.in_(PUBLIC))
        return list(session.exec(own.order_by(Demand.title)))
    return sorted(offerings_of(session, firm), key=lambda offering: offering.title)


def bring(session: Session, participant: Participant, firm: Firm, wish: Registration) -> None:
    """Replace the needs or offerings a firm comes for; raises `NotYourTopic` for any that is not its own and public."""
    ids = set(wish.demand_ids if isinstance(firm, Factory) else wish.offering_ids)
    if ids - {one.id for one in public_of(session, firm)}:
        raise NotYourTopic
    session.exec(delete(ParticipantTopic).where(ParticipantTopic.participant_id == participant.id))
    column = "demand_id" if isinstance(firm, Factory) else "offering_id"
    session.add_all(ParticipantTopic(participant_id=participant.id, **{column: topic}) for topic in sorted(ids))
    session.flush()


def keep_free(session: Session, event: Event, participant: Participant, slot_ids: Collection[uuid.UUID]) -> None:
    """Replace the slots in which a firm cannot meet; slots of other events are left out silently."""
    known = session.exec(select(Slot.id).where(Slot.event_id == event.id, Slot.id.in_(slot_ids))).all()
    session.exec(delete(Unavailability).where(Unavailability.participant_id == participant.id))
    session.add_all(Unavailability(participant_id=participant.id, slot_id=slot) for slot in known)
    session.flush()
