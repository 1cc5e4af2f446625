"""Tables that one side keeps for the whole event."""

from sqlmodel import Session, col, select

from matchmaker.events.errors import TooFewTables
from matchmaker.events.models import Event, FixedTables, MeetingTable, Participant, ParticipantStatus, Side

KEEPERS = {FixedTables.FACTORIES: Side.FACTORY, FixedTables.PROVIDERS: Side.PROVIDER}


def keeps_tables(event: Event) -> Side | None:
    """The side that keeps its tables, if any."""
    return KEEPERS.get(FixedTables(event.fixed_tables))


def give_tables(session: Session, event: Event) -> None:
    """Give every approved firm of the side that keeps tables one of its own, the lowest free numbers first.

    Firms that have one keep it. Raises `TooFewTables`. Changes nothing at an event without fixed tables.
    """
    side = keeps_tables(event)
    if side is None:
        return
    keepers = _approved(session, event, side)
    kept = {one.table_id for one in keepers if one.table_id}
    tables = session.exec(select(MeetingTable).where(MeetingTable.event_id == event.id).order_by(MeetingTable.number))
    free = [table for table in tables if table.id not in kept]
    waiting = [one for one in keepers if not one.table_id]
    if len(waiting) > len(free):
        raise TooFewTables(len(keepers), len(kept) + len(free))
    for participant, table in zip(waiting, free, strict=False):
        participant.table_id = table.id
    session.flush()


def keep_table(session: Session, participant: Participant, table: MeetingTable | None) -> None:
    """Give a firm this table to keep; `None` takes it back."""
    participant.table_id = table.id if table else None
    session.flush()


def _approved(session: Session, event: Event, side: Side) -> list[Participant]:
    query = select(Participant).where(
        Participant.event_id == event.id,
        Participant.side == side,
        Participant.status == ParticipantStatus.APPROVED,
    )
    return list(session.exec(query.order_by(col(Participant.created_at), Participant.id)))
