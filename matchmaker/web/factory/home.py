"""The first page of the audience: what to do next."""

from dataclasses import dataclass

from demands import needs, queries
from demands.queries import DemandFilter
from matchmaker.shortlists import candidates
from matchmaker.web import guards, work
from matchmaker.web.factory import blueprint as bp
from matchmaker.web.rendering import render

SHOWN = 3


@dataclass(frozen=True)
class Counts:
    """How many needs stand where."""

    unfinished: int
    waiting: int
    open: int
    signed: int


@bp.get("/")
@guards.as_factory
def home(factory):
    """What to do next."""
    session = work.session()
    statuses = queries.statuses_of(session, factory)
    wanted = DemandFilter(statuses=["draft", "returned", "on_hold"])
    return render(
        "factory/home.html",
        factory=factory,
        total=sum(statuses.values()),
        counts=_counts(statuses),
        unfinished=queries.demands_of(session, factory, wanted, limit=5),
        matched=list(_matched(session, factory)),
        missing=_missing(factory),
    )


def _counts(statuses: dict[str, int]) -> Counts:
    def some(*names: str) -> int:
        return sum(statuses.get(name, 0) for name in names)

    return Counts(
        unfinished=some("draft", "returned", "on_hold"),
        waiting=some("submitted"),
        open=some("published", "matching"),
        signed=some("signed", "implementing", "accepted"),
    )


def _matched(session, factory):
    """The latest public needs, each with its first three providers."""
    wanted = DemandFilter(statuses=["published", "matching"])
    for demand in queries.demands_of(session, factory, wanted, limit=SHOWN):
        need = needs.public_part(session, demand, factory)
        yield demand, candidates.candidates_for(session, need, top=3)


def _missing(factory) -> list[str]:
    """Fields of the profile that make a difference and are empty."""
    asked = ("profile", "contact_name", "contact_phone", "contact_email")
    return [name for name in asked if not getattr(factory, name)]
