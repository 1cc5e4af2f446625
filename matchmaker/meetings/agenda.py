"""Agendas of firms and tables, always read from the release that holds; names of companies only, no contact data."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from demands.models import Demand, Factory
from matchmaker.events.models import Event, MeetingTable, Participant
from matchmaker.meetings.models import Meeting, MeetingRequest, Release, ReleasedMeeting
from matchmaker.meetings.publishing import current_release
from providers.models import Provider

FACTORY_SEAT, PROVIDER_SEAT = aliased(Participant), aliased(Participant)


@dataclass(frozen=True)
class Line:
    """One published meeting. `status` is that of the meeting now, so a cancelled one can be shown as such."""

    meeting_id: uuid.UUID
    request_id: uuid.UUID
    starts_at: datetime
    ends_at: datetime
    table_id: uuid.UUID
    table_number: int
    table_place: str
    status: str
    demand_id: uuid.UUID | None
    need: str
    factory_id: uuid.UUID
    factory: str
    factory_participant_id: uuid.UUID
    factory_here: bool
    provider_id: uuid.UUID
    provider: str
    provider_participant_id: uuid.UUID
    provider_here: bool

    def partner_of(self, participant: Participant) -> str:
        """The name of the company on the other side."""
        return self.provider if participant.id == self.factory_participant_id else self.factory


def agenda(session: Session, event: Event, *, release: Release | None = None) -> list[Line]:
    """All lines of a release (the one that holds by default) by time and table; two queries."""
    release = release or current_release(session, event)
    return _lines(session, release) if release else []


def agenda_of(session: Session, event: Event, participant: Participant) -> list[Line]:
    """The published meetings of one firm by time; empty before the first release."""
    release = current_release(session, event)
    mine = or_(
        ReleasedMeeting.factory_participant_id == participant.id,
        ReleasedMeeting.provider_participant_id == participant.id,
    )
    return _lines(session, release, mine) if release else []


def by_participant(lines: Iterable[Line]) -> dict[uuid.UUID, list[Line]]:
    """participant id → its lines, for printing everybody's agenda at once."""
    found: dict[uuid.UUID, list[Line]] = {}
    for line in lines:
        for participant_id in (line.factory_participant_id, line.provider_participant_id):
            found.setdefault(participant_id, []).append(line)
    return found


def by_table(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """Table number → its lines, in order of the numbers."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.table_number, []).append(line)
    return dict(sorted(found.items()))


def _lines(session: Session, release: Release, *narrowed: object) -> list[Line]:
    query = (
        select(
            ReleasedMeeting, Meeting.status, MeetingRequest.id, Demand.id, Demand.title, MeetingTable.place,
            Factory.id, Factory.name, FACTORY_SEAT.checked_in_at,
            Provider.id, Provider.name, PROVIDER_SEAT.checked_in_at,
        )
        .join(Meeting, Meeting.id == ReleasedMeeting.meeting_id)
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .join(FACTORY_SEAT, FACTORY_SEAT.id == ReleasedMeeting.factory_participant_id)
        .join(PROVIDER_SEAT, PROVIDER_SEAT.id == ReleasedMeeting.provider_participant_id)
        .join(Factory, Factory.id == FACTORY_SEAT.factory_id)
        .join(Provider, Provider.id == PROVIDER_SEAT.provider_id)
        .outerjoin(Demand, Demand.id == MeetingRequest.demand_id)
        .outerjoin(MeetingTable, MeetingTable.id == ReleasedMeeting.table_id)
        .where(ReleasedMeeting.release_id == release.id, *narrowed)
        .order_by(col(ReleasedMeeting.starts_at), col(ReleasedMeeting.table_number))
    )
    return [_line(*row) for row in session.exec(query)]


def _line(
    released: ReleasedMeeting,
    status: str,
    request_id: uuid.UUID,
    demand_id: uuid.UUID | None,
    need: str | None,
    place: str | None,
    factory_id: uuid.UUID,
    factory: str,
    factory_in: datetime | None,
    provider_id: uuid.UUID,
    provider: str,
    provider_in: datetime | None,
) -> Line:
    return Line(
        released.meeting_id, request_id, released.starts_at, released.ends_at,
        released.table_id, released.table_number, place or "", status, demand_id, need or "",
        factory_id, factory, released.factory_participant_id, factory_in is not None,
        provider_id, provider, released.provider_participant_id, provider_in is not None,
    )
