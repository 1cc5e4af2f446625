"""Letters of an event to the firms that take part, written in the same transaction as their cause."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from matchmaker.events.firms import addressees, firm_of
from matchmaker.events.models import Event, Participant
from matchmaker.events.slots import local
from matchmaker.mail import outbox


def to_participant(
    session: Session,
    event: Event,
    participant: Participant,
    kind: str,
    *,
    key: str,
    now: datetime,
    held: bool = False,
    **context: Any,
) -> int:
    """Write one letter of `kind` to everybody who acts for the firm; returns how many.

    `key` names the occasion: the same occasion never writes to the same person twice. The event and the firm are
    given to every template; `context` adds the rest.
    """
    firm = firm_of(session, participant)
    words = {"event": event.name, "firm": firm.name, "place": event.place, "address": event.address, **context}
    letters = [
        outbox.write(
            session, to=person.email, kind=kind, language=person.language, context=words,
            key=f"{kind}:{key}:{person.email}"[:200], now=now, held=held,
        )
        for person in addressees(session, firm)
    ]
    return sum(letter is not None for letter in letters)


def when(event: Event, moment: datetime) -> str:
    """A moment on the event's own clock, e.g. `2027-03-12 14:30`."""
    return local(event.zone, moment).strftime("%Y-%m-%d %H:%M")
