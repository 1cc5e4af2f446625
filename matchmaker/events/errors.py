"""What the events room refuses; facts only, the sentences are the web's."""


class Refusal(Exception):
    """A rule forbids it."""


class EventNotEditable(Refusal):
    """The event is finished or cancelled."""


class NotOpen(Refusal):
    """Registration is not open now."""


class NothingPlanned(Refusal):
    """An event with meetings needs at least one block and one table before it opens."""


class BlocksOverlap(Refusal):
    """The block overlaps another one of the same event."""

    def __init__(self, label: str = "") -> None:
        super().__init__(label)
        self.label = label


class SlotsInUse(Refusal):
    """Meetings are placed in the slots that would go; `count` slots are concerned."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class TableInUse(Refusal):
    """Meetings are placed at the table, or a firm keeps it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class TooMuch(Refusal):
    """An event holds at most `limit` slots, and as many tables."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class WrongOrder(Refusal):
    """The event cannot go from its present status to the wished one."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class AlreadyRegistered(Refusal):
    """The firm takes part already, or has applied."""


class EventFull(Refusal):
    """All places of this side are taken."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class AlreadyDecided(Refusal):
    """Somebody else decided meanwhile, or the firm has left."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class NotYourTopic(Refusal):
    """A need or offering that is not the firm's own, or is not public."""


class ConsentMissing(Refusal):
    """Without the consent contact data cannot be shared, and so nobody can meet."""


class CodeUnknown(Refusal):
    """No firm of this event has the code."""


class NotApproved(Refusal):
    """Only approved firms can be checked in."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class TooFewTables(Refusal):
    """Each firm of one side keeps a table, but there are fewer tables than firms."""

    def __init__(self, firms: int, tables: int) -> None:
        super().__init__(firms, tables)
        self.firms, self.tables = firms, tables
