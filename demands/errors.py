"""Rules of the demands side that can forbid an act. Facts only; the sentences are the web's."""

import uuid
from collections.abc import Sequence


class Refusal(Exception):
    """A rule forbids the act; nothing was changed."""


class NotPossibleNow(Refusal):
    """The need's status does not allow the step. Both statuses are plain values of `DemandStatus`."""

    def __init__(self, status: str, wanted: str) -> None:
        super().__init__(status, wanted)
        self.status, self.wanted = status, wanted


class ChangedMeanwhile(Refusal):
    """Somebody else changed the record since it was read."""

    def __init__(self, record_id: uuid.UUID) -> None:
        super().__init__(record_id)
        self.record_id = record_id


class Incomplete(Refusal):
    """The need lacks what a review needs. `fields` are names of `Demand`."""

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(tuple(fields))
        self.fields = tuple(fields)


class ReasonMissing(Refusal):
    """The step touches somebody else's work and needs a reason that can be read."""


class CreditCodeTaken(Refusal):
    """A factory with this credit code is registered already."""

    def __init__(self, credit_code: str) -> None:
        super().__init__(credit_code)
        self.credit_code = credit_code
