"""What the imports refuse."""


class Refusal(Exception):
    """A rule of the imports forbids it."""


class AlreadyFinished(Refusal):
    """The sheet has been imported or given up; nothing about it can be changed any more."""


class NothingToImport(Refusal):
    """No row of the sheet is good."""


class ColumnMissing(Refusal):
    """No column holds a field that every row must have. ``fields``: their keys."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(fields)
        self.fields = fields


class NotYourPool(Refusal):
    """The pool belongs to another region's office."""
