"""What the classifications refuse."""


class Refusal(Exception):
    """A rule of the classifications forbids it."""


class UnknownParent(Refusal):
    """The code that was named as parent does not exist."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
