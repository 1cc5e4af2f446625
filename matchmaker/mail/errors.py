"""What the outbox refuses."""


class Refusal(Exception):
    """A rule of the outbox forbids it."""


class AlreadyGone(Refusal):
    """The letter was sent or discarded already and cannot be changed."""
