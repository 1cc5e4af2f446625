"""What the rules of the provider register forbid: one class per rule, facts as attributes, no prose."""

import datetime


class Refusal(Exception):
    """A rule forbids the act. The web answers 409 with the sentence of the class."""


class AlreadyRegistered(Refusal):
    """A provider with this credit code is in the register."""

    def __init__(self, credit_code: str) -> None:
        super().__init__(credit_code)
        self.credit_code = credit_code


class ChangedMeanwhile(Refusal):
    """Somebody else changed the record after it was opened for editing."""


class YearInFuture(Refusal):
    """A year that lies after the current one was given for something that has happened."""

    def __init__(self, field: str, year: int) -> None:
        super().__init__(field, year)
        self.field = field
        self.year = year


class TooMany(Refusal):
    """The provider holds as many records of this kind as it may."""

    def __init__(self, kind: str, limit: int) -> None:
        super().__init__(kind, limit)
        self.kind = kind
        self.limit = limit


class NotAllowedKind(Refusal):
    """By its bytes the file is none of pdf, png, jpeg, webp, docx, xlsx."""

    def __init__(self, filename: str) -> None:
        super().__init__(filename)
        self.filename = filename


class EmptyFile(Refusal):
    """The uploaded file holds nothing."""


class FileTooLarge(Refusal):
    """The uploaded file is larger than the limit (bytes)."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(size, limit)
        self.size = size
        self.limit = limit


class ImageTooLarge(Refusal):
    """The picture has more points than the limit."""

    def __init__(self, pixels: int, limit: int) -> None:
        super().__init__(pixels, limit)
        self.pixels = pixels
        self.limit = limit


class PoolNameTaken(Refusal):
    """The region already keeps a pool of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class PoolNotAccepting(Refusal):
    """The pool takes no applications at present."""


class ProfileIncomplete(Refusal):
    """The profile lacks what an application needs; `missing` holds field names in the order of the form."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(missing)
        self.missing = missing


class TooYoung(Refusal):
    """The firm has been in business for fewer years than the pool asks."""

    def __init__(self, asked: int, founded_year: int) -> None:
        super().__init__(asked, founded_year)
        self.asked = asked
        self.founded_year = founded_year


class AlreadyApplied(Refusal):
    """The firm's application to this pool is running or already admitted."""


class NotInThisState(Refusal):
    """The membership is not (or no longer) in a state from which this step is possible."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class ReasonMissing(Refusal):
    """A step that goes against the firm needs a reason the firm can read."""


class PublicityRunning(Refusal):
    """The objection period has not ended yet."""

    def __init__(self, ends_on: datetime.date) -> None:
        super().__init__(ends_on)
        self.ends_on = ends_on


class DateInPast(Refusal):
    """A date that must lie ahead does not."""

    def __init__(self, on: datetime.date) -> None:
        super().__init__(on)
        self.on = on


class AppealPending(Refusal):
    """An appeal against this decision is already waiting for its answer."""


class NoAppeal(Refusal):
    """There is no open appeal to answer."""
