"""The ways of a need: from which status it may go where, and who may read it there."""

from collections.abc import Collection

from demands.errors import NotPossibleNow
from demands.models import DemandStatus as S

WAYS: dict[str, frozenset[str]] = {
    S.draft: frozenset({S.submitted, S.closed}),
    S.submitted: frozenset({S.draft, S.returned, S.published, S.on_hold, S.long_term}),
    S.returned: frozenset({S.submitted, S.closed}),
    S.published: frozenset({S.draft, S.submitted, S.matching, S.signed, S.on_hold, S.long_term, S.closed}),
    S.matching: frozenset({S.submitted, S.published, S.signed, S.on_hold, S.long_term, S.closed}),
    S.signed: frozenset({S.matching, S.implementing, S.closed}),
    S.implementing: frozenset({S.accepted, S.closed}),
    S.accepted: frozenset(),
    S.on_hold: frozenset({S.submitted, S.published, S.long_term, S.closed}),
    S.long_term: frozenset({S.submitted, S.published, S.on_hold, S.closed}),
    S.closed: frozenset(),
}

OPEN: frozenset[str] = frozenset({S.published, S.matching})
"""Public, in the index, and looking for providers."""

AMENDABLE: frozenset[str] = frozenset({S.draft, S.returned, S.published, S.matching, S.on_hold, S.long_term})
"""The owner may change the text. A submitted need is withdrawn first: somebody may be reading it."""


def check(status: str, wanted: str, start: Collection[str] | None = None) -> None:
    """Raises `NotPossibleNow` unless a need in `status` may become `wanted` by an act that begins in `start`."""
    if wanted not in WAYS[status] or (start is not None and status not in start):
        raise NotPossibleNow(status, wanted)
