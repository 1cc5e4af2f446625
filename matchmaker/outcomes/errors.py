"""What the ledger refuses; facts only, the sentences are the web's."""


class Refusal(Exception):
    """A rule forbids it."""


class AmountMissing(Refusal):
    """A signed or accepted outcome needs the amount of the contract."""


class DateMissing(Refusal):
    """A signed or accepted outcome needs the day of the signature."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed the entry since the page was shown."""


class NotMet(Refusal):
    """The two did not meet: the meeting was cancelled or missed."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status
