"""What came of reading a cell."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Note:
    """A code with its parameters; sentences are made upstairs."""

    code: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """``fault``: the cell is wrong and its row has to be mended. ``remarks``: worth a look, the row stays good."""

    value: object
    remarks: tuple[Note, ...] = ()
    fault: Note | None = None


def remarked(value: object, code: str, **params: object) -> Outcome:
    return Outcome(value, (Note(code, params),))


def faulty(value: object, code: str, **params: object) -> Outcome:
    return Outcome(value, (), Note(code, params))
