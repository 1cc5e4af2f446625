"""Rules of shortlists that can forbid an act. Facts only; the sentences are the web's."""


class Refusal(Exception):
    """A rule forbids the act; nothing was changed."""


class OwnFirm(Refusal):
    """Factory and provider are the same firm (one credit code): it is never matched with itself."""


class NothingConfidential(Refusal):
    """The need has no confidential part that could be opened."""


class NotHandedIn(Refusal):
    """A draft is nobody else's business yet."""
