"""Which phase an event is in, by the clock or by hand."""

from datetime import datetime

from sqlmodel import Session, select

from matchmaker.events.models import Event, EventPhase, EventStatus, PhaseKind

ORDER = list(PhaseKind)


def phases_of(session: Session, event: Event) -> list[EventPhase]:
    """The phases of an event in their usual order."""
    rows = session.exec(select(EventPhase).where(EventPhase.event_id == event.id))
    return sorted(rows, key=lambda phase: ORDER.index(PhaseKind(phase.kind)))


def current(event: Event, phases: list[EventPhase], now: datetime) -> str | None:
    """The phase held by hand, else the one that started last and has not ended; `None` between phases."""
    if event.phase_by_hand:
        return event.phase_by_hand
    running = [phase for phase in phases if phase.starts_at <= now < phase.ends_at]
    latest = max(running, key=_lateness, default=None)
    return latest.kind if latest else None


def _lateness(phase: EventPhase) -> tuple[datetime, int]:
    return phase.starts_at, ORDER.index(PhaseKind(phase.kind))


def allows(session: Session, event: Event, kind: PhaseKind, now: datetime) -> bool:
    """Whether what belongs to `kind` may be done now.

    Phases may overlap, so each is asked for itself. An event without a phase of this kind allows it as long as it
    is open or closed for registration, that is, not a draft, finished or cancelled.
    """
    if event.status not in {EventStatus.OPEN, EventStatus.CLOSED}:
        return False
    if event.phase_by_hand:
        return event.phase_by_hand == kind
    phase = phase_of(session, event, kind)
    return phase is None or phase.starts_at <= now < phase.ends_at


def phase_of(session: Session, event: Event, kind: PhaseKind) -> EventPhase | None:
    """The phase of this kind."""
    return session.exec(select(EventPhase).where(EventPhase.event_id == event.id, EventPhase.kind == kind)).first()
