"""Reading requests, meetings and the draft through who may read them: a participant, or the organiser of the event."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, or_, select

from demands.models import Demand, Factory
from matchmaker.events import queries as events
from matchmaker.events.models import Event, MeetingTable, Participant, Side, Slot
from matchmaker.meetings.models import (
    Feedback,
    Meeting,
    MeetingRequest,
    MeetingStatus,
    Release,
    RequestStatus,
    TimetableRun,
)
from providers.models import Provider

FACTORY_SEAT, PROVIDER_SEAT = aliased(Participant), aliased(Participant)


@dataclass(frozen=True)
class RequestRow:
    """A request with both firms, the need, and the meeting where there is one."""

    request: MeetingRequest
    factory: Factory
    provider: Provider
    demand: Demand | None
    meeting: Meeting | None

    def partner_of(self, side: str) -> Factory | Provider:
        """The firm on the other side."""
        return self.provider if side == Side.FACTORY else self.factory

    def waits_for(self, side: str) -> bool:
        """Whether this side has to answer."""
        said = getattr(self.request, f"{side}_said")
        return self.request.status == RequestStatus.PENDING and said is None


@dataclass(frozen=True)
class Grid:
    """The draft: `cells[slot id, table id]` and the accepted meetings that have no place."""

    slots: list[Slot]
    tables: list[MeetingTable]
    cells: dict[tuple[uuid.UUID, uuid.UUID], RequestRow] = field(default_factory=dict)
    unplaced: list[RequestRow] = field(default_factory=list)


def request_for(session: Session, participant: Participant, request_id: uuid.UUID) -> RequestRow | None:
    """A request of this participant, from either side."""
    return _first(session, MeetingRequest.id == request_id, _with(participant))


def request_in(session: Session, event: Event, request_id: uuid.UUID) -> RequestRow | None:
    """A request of this event."""
    return _first(session, MeetingRequest.id == request_id, MeetingRequest.event_id == event.id)


def requests_for(
    session: Session, participant: Participant, *, statuses: Collection[str] = ()
) -> list[RequestRow]:
    """The requests of a participant, those that wait first, then the newest."""
    narrowed = [_with(participant)]
    if statuses:
        narrowed.append(col(MeetingRequest.status).in_(statuses))
    rows = _rows(session, *narrowed)
    return sorted(rows, key=lambda row: not row.waits_for(participant.side))


def requests_in(
    session: Session, event: Event, *, status: str = "", words: str = "", limit: int | None = None, offset: int = 0
) -> list[RequestRow]:
    """The requests of an event, the newest first, narrowed by status and by words in a company's name or the need."""
    return _rows(session, *_narrowed(event, status, words), limit=limit, offset=offset)


def count_requests_in(session: Session, event: Event, *, status: str = "", words: str = "") -> int:
    """How many `requests_in` would find without a limit."""
    query = _joined(select(func.count(col(MeetingRequest.id)))).where(*_narrowed(event, status, words))
    return session.exec(query).one()


def request_counts(session: Session, event: Event) -> dict[str, int]:
    """Status → number of requests; every status is there."""
    query = select(MeetingRequest.status, func.count()).where(MeetingRequest.event_id == event.id)
    return dict.fromkeys(RequestStatus, 0) | dict(session.exec(query.group_by(MeetingRequest.status)).all())


def waiting_for(session: Session, participant: Participant) -> int:
    """How many requests wait for an answer of this participant."""
    said = getattr(MeetingRequest, f"{participant.side}_said")
    query = select(func.count()).select_from(MeetingRequest).where(_with(participant), said.is_(None))
    return session.exec(query.where(MeetingRequest.status == RequestStatus.PENDING)).one()


def meeting_in(session: Session, event: Event, meeting_id: uuid.UUID) -> RequestRow | None:
    """A meeting of this event, with its request and firms."""
    return _first(session, Meeting.id == meeting_id, Meeting.event_id == event.id)


def meeting_for(session: Session, participant: Participant, meeting_id: uuid.UUID) -> RequestRow | None:
    """A meeting of this participant."""
    return _first(session, Meeting.id == meeting_id, _with(participant))


def meetings_in(session: Session, event: Event, *, statuses: Collection[str] = ()) -> list[RequestRow]:
    """The meetings of an event, the newest first."""
    narrowed = [Meeting.event_id == event.id]
    if statuses:
        narrowed.append(col(Meeting.status).in_(statuses))
    return _rows(session, *narrowed)


def meeting_counts(session: Session, event: Event) -> dict[str, int]:
    """Status → number of meetings; every status is there."""
    query = select(Meeting.status, func.count()).where(Meeting.event_id == event.id)
    return dict.fromkeys(MeetingStatus, 0) | dict(session.exec(query.group_by(Meeting.status)).all())


def grid(session: Session, event: Event) -> Grid:
    """The draft as slots × tables; three queries."""
    view = Grid(events.slots_of(session, event), events.tables_of(session, event))
    for row in _rows(session, Meeting.event_id == event.id, Meeting.status != MeetingStatus.CANCELLED):
        if row.meeting.slot_id and row.meeting.table_id:
            view.cells[row.meeting.slot_id, row.meeting.table_id] = row
        else:
            view.unplaced.append(row)
    return view


def run_in(session: Session, event: Event, run_id: uuid.UUID) -> TimetableRun | None:
    """A timetable run of this event."""
    query = select(TimetableRun).where(TimetableRun.id == run_id, TimetableRun.event_id == event.id)
    return session.exec(query).first()


def runs_of(session: Session, event: Event, *, limit: int = 20) -> list[TimetableRun]:
    """The latest runs, the newest first."""
    query = select(TimetableRun).where(TimetableRun.event_id == event.id)
    return list(session.exec(query.order_by(col(TimetableRun.ordered_at).desc()).limit(limit)))


def release_in(session: Session, event: Event, number: int) -> Release | None:
    """The release of this event with this number."""
    return session.exec(select(Release).where(Release.event_id == event.id, Release.number == number)).first()


def feedback_in(session: Session, event: Event) -> dict[uuid.UUID, dict[str, Feedback]]:
    """meeting id → side → feedback, of the whole event."""
    query = select(Feedback).join(Meeting).where(Meeting.event_id == event.id)
    found: dict[uuid.UUID, dict[str, Feedback]] = {}
    for row in session.exec(query):
        found.setdefault(row.meeting_id, {})[row.side] = row
    return found


def feedback_by(session: Session, participant: Participant) -> dict[uuid.UUID, Feedback]:
    """meeting id → what this participant said; never what the other side said."""
    query = (
        select(Feedback)
        .join(Meeting, Meeting.id == Feedback.meeting_id)
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
    )
    rows = session.exec(query.where(_with(participant), Feedback.side == participant.side))
    return {row.meeting_id: row for row in rows}


def _first(session: Session, *narrowed: object) -> RequestRow | None:
    return next(iter(_rows(session, *narrowed, limit=1)), None)


def _rows(session: Session, *narrowed: object, limit: int | None = None, offset: int = 0) -> list[RequestRow]:
    query = _joined(select(MeetingRequest, Factory, Provider, Demand, Meeting)).where(*narrowed)
    query = query.order_by(col(MeetingRequest.created_at).desc(), MeetingRequest.id).limit(limit).offset(offset)
    return [RequestRow(*row) for row in session.exec(query)]


def _joined(query):  # type: ignore[no-untyped-def]
    return (
        query.select_from(MeetingRequest)
        .join(FACTORY_SEAT, FACTORY_SEAT.id == MeetingRequest.factory_participant_id)
        .join(PROVIDER_SEAT, PROVIDER_SEAT.id == MeetingRequest.provider_participant_id)
        .join(Factory, Factory.id == FACTORY_SEAT.factory_id)
        .join(Provider, Provider.id == PROVIDER_SEAT.provider_id)
        .outerjoin(Demand, Demand.id == MeetingRequest.demand_id)
        .outerjoin(Meeting, Meeting.request_id == MeetingRequest.id)
    )


def _narrowed(event: Event, status: str, words: str) -> list[object]:
    found: list[object] = [MeetingRequest.event_id == event.id]
    if status:
        found.append(MeetingRequest.status == status)
    if words:
        named = (Factory.name, Provider.name, Demand.title)
        found.append(or_(*(col(name).contains(words, autoescape=True) for name in named)))
    return found


def _with(participant: Participant) -> object:
    return or_(
        MeetingRequest.factory_participant_id == participant.id,
        MeetingRequest.provider_participant_id == participant.id,
    )
