"""The tables of the report an office writes after an event: values only, the words are the web's."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlmodel import Session

from matchmaker.events import queries as events
from matchmaker.events.models import Event, ParticipantStatus, Side
from matchmaker.figures.counts import EventFigures, Spread, by_industry, by_region, of_event, spread
from matchmaker.outcomes import queries as outcomes


@dataclass(frozen=True)
class NeedLine:
    """One line of the 供需信息汇总表: a firm and one thing it needs or offers; public data only."""

    side: str
    firm: str
    region_code: str
    industry_code: str
    title: str


@dataclass(frozen=True)
class ContractLine:
    """One signed or accepted outcome. `amount` in 万元."""

    factory: str
    provider: str
    need: str
    stage: str
    amount: Decimal | None
    signed_on: date | None


@dataclass(frozen=True)
class Report:
    """Everything the report says, recomputed from the rows."""

    figures: EventFigures
    spread: Spread
    industries: dict[str, tuple[int, int]]
    regions: dict[str, tuple[int, int]]
    topics: list[NeedLine]
    contracts: list[ContractLine]


def of(session: Session, event: Event) -> Report:
    """The whole report of an event; about twenty queries whatever its size."""
    return Report(
        figures=of_event(session, event),
        spread=spread(session, event),
        industries=by_industry(session, event),
        regions=by_region(session, event),
        topics=topics(session, event),
        contracts=contracts(session, event),
    )


def topics(session: Session, event: Event) -> list[NeedLine]:
    """What approved firms need and offer, factories first, by name of the firm."""
    firms = events.attendees(session, event, statuses=[ParticipantStatus.APPROVED])
    brought = events.topics_by_participant(session, [one.participant for one in firms])
    lines = [
        NeedLine(one.participant.side, one.firm.name, one.firm.region_code, _industry(one.firm), topic.title)
        for one in firms
        for topic in brought.get(one.participant.id, [])
    ]
    return sorted(lines, key=lambda line: line.side != Side.FACTORY)


def contracts(session: Session, event: Event) -> list[ContractLine]:
    """The outcomes under contract, the latest signature first."""
    rows = [row for row in outcomes.outcomes_of_event(session, event) if row.outcome.signed_on]
    rows.sort(key=lambda row: row.outcome.signed_on, reverse=True)
    return [
        ContractLine(
            row.factory.name, row.provider.name, row.demand.title if row.demand else "", row.outcome.stage,
            row.outcome.amount, row.outcome.signed_on,
        )
        for row in rows
    ]


def _industry(firm: events.Firm) -> str:
    return getattr(firm, "industry_code", "")
