"""What the meetings room refuses; facts only, the sentences are the web's."""

import uuid
from dataclasses import dataclass
from datetime import datetime


class Refusal(Exception):
    """A rule forbids it."""


class RequestsClosed(Refusal):
    """Meetings cannot be asked for now."""


class MayNotAsk(Refusal):
    """At this event the other side asks, or only the organiser."""


class NotTakingPart(Refusal):
    """One of the two firms is not approved for the event."""


class WrongNeed(Refusal):
    """The need is not the factory's own or is not public."""


class OwnFirm(Refusal):
    """Factory and provider are the same company."""


class AlreadyAsked(Refusal):
    """There is an open request for this need and provider."""


class SaidNo(Refusal):
    """The other side said no to this pair before; it may ask itself, but is not asked again."""


class TooManyOpen(Refusal):
    """The firm waits for so many answers that it must wait for some of them first."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class NotPending(Refusal):
    """The request was answered, withdrawn or has expired meanwhile."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class NotYours(Refusal):
    """This side has nothing to answer here."""


class SlotTaken(Refusal):
    """A firm has no free delegate in the slot."""


class TableTaken(Refusal):
    """Another meeting is at the table in the slot."""


@dataclass(frozen=True)
class Conflict:
    """One thing in the way of a move.

    `kind`: `table` (another meeting is there), `firm` (the firm is in another meeting), `unavailable` (the firm
    cannot come then), `cap` (the firm has as many meetings as it wants), `fixed` (the firm keeps another table),
    `past` (the slot is over). `firm` and `meeting_id` name who and what, where there is somebody.
    """

    kind: str
    firm: str = ""
    meeting_id: uuid.UUID | None = None


class CannotMove(Refusal):
    """The move breaks rules; all of them are named."""

    def __init__(self, conflicts: list[Conflict]) -> None:
        super().__init__(conflicts)
        self.conflicts = conflicts


class ChangedMeanwhile(Refusal):
    """Somebody else changed the meeting since the page was shown."""


class MeetingOver(Refusal):
    """The meeting is cancelled, or took place, or was missed."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class RunUnderWay(Refusal):
    """A timetable of this event is being computed already."""


class NothingToSchedule(Refusal):
    """There is no accepted meeting, no slot ahead or no table."""


class RunNotReady(Refusal):
    """The run has no result to adopt."""


class RunOutdated(Refusal):
    """What the run was computed from has changed so that its result breaks `count` rules now."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NothingToPublish(Refusal):
    """The draft has no meeting, or is the same as the last release."""


class TooEarly(Refusal):
    """The meeting has not begun."""

    def __init__(self, starts_at: datetime) -> None:
        super().__init__(starts_at)
        self.starts_at = starts_at


class NotPlaced(Refusal):
    """The meeting has no published time."""
