"""Who suits whom, in both directions; only public text is ever compared."""

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from demands.needs import Need
from matchmaker.classifications import regions
from matchmaker.matching.documents import Document
from matchmaker.matching.ranking import Match, rank
from matchmaker.matching.signals import Signals
from matchmaker.shortlists import documents, store
from matchmaker.shortlists.registers import Card, CaseCard
from matchmaker.shortlists.shelf import Contents

DEEPEST = 100
"""A ranking is read from its top; further down the order says nothing any more."""
STANDARD = Signals()
ALIKE = 0.2
"""Below this score a case or a need is not called similar; a short honest list is worth more than a full one."""


@dataclass(frozen=True)
class Candidate:
    """A provider for a need. `match.score` is 0 … 1."""

    match: Match
    card: Card
    document: Document


@dataclass(frozen=True)
class Fitting:
    """A need for a provider, with its public part. `match.score` is 0 … 1; `fit` is the coarse step 1 … 5."""

    match: Match
    need: Need
    fit: int


@dataclass(frozen=True)
class Practice:
    """A case that resembles a need."""

    match: Match
    case: CaseCard


@dataclass(frozen=True)
class Sought:
    """What the one who looks asked for; empty means any. Codes as in the registers."""

    pool_id: uuid.UUID | None = None
    industry: str = ""
    region: str = ""
    provider_type: str = ""
    scenario: str = ""
    trait: str = ""
    micro: bool = False
    words: str = ""
    only: Collection[uuid.UUID] | None = None

    def fits(self, card: Card) -> bool:
        """Whether a provider is among those asked for."""
        return all(
            (
                self.pool_id is None or self.pool_id in {pool for pool, _ in card.pools},
                not self.industry or any(same_industry(self.industry, code) for code in card.industries),
                not self.region or regions.within(self.region, card.region_code),
                self.provider_type in ("", card.provider_type),
                not self.scenario or self.scenario in card.scenarios,
                not self.trait or self.trait in card.traits,
                card.micro or not self.micro,
                not self.words or self.words.lower() in card.name.lower(),
                self.only is None or card.id in self.only,
            )
        )


ANYBODY = Sought()


def candidates_for(
    session: Session, need: Need, sought: Sought = ANYBODY, *, top: int = 20, signals: Signals = STANDARD
) -> list[Candidate]:
    """The best providers for a need, best first; never the need's own firm."""
    return candidates_for_each(session, [need], sought, top=top, signals=signals)[0]


def candidates_for_each(
    session: Session,
    needs: Sequence[Need],
    sought: Sought = ANYBODY,
    *,
    top: int = 3,
    signals: Signals = STANDARD,
) -> list[list[Candidate]]:
    """`candidates_for` of several needs, in their order; the filters are gone through once."""
    contents = store.providers(session)
    fits = None if sought == ANYBODY else _fitting(contents, sought.fits)
    ranked = [
        _without_own(contents, need, _ranked(contents, documents.of_need(need), fits, top + 1, signals))
        for need in needs
    ]
    return [[_candidate(contents, match) for match in matches[:top]] for matches in ranked]


def needs_for(
    session: Session,
    provider_id: uuid.UUID,
    *,
    region: str = "",
    industry: str = "",
    scenario: str = "",
    only: Collection[uuid.UUID] | None = None,
    top: int = 20,
    signals: Signals = STANDARD,
) -> list[Fitting]:
    """The public needs that suit a listed provider best; none when the provider is not listed."""
    entry = store.providers(session).entries.get(str(provider_id))
    if entry is None:
        return []
    contents = store.published_needs(session)
    fits = _fitting(
        contents,
        lambda need: (
            need.credit_code != entry.facts.credit_code
            and (not region or regions.within(region, need.region_code))
            and (not industry or same_industry(industry, need.industry_code))
            and (not scenario or scenario in need.scenario_codes)
            and (only is None or need.id in only)
        ),
    )
    matches = _ranked(contents, entry.document, fits, top, signals)
    return [Fitting(match, _facts(contents, match), fit(match.score)) for match in matches]


def pairs(
    session: Session, demand_ids: Collection[uuid.UUID], provider_ids: Collection[uuid.UUID], *, top: int = 10
) -> dict[tuple[uuid.UUID, uuid.UUID], float]:
    """(need, provider) → score 0 … 1 for the best `top` providers of each need; needs that are not public have none."""
    known = store.published_needs(session).entries
    needs = [known[str(demand_id)].facts for demand_id in demand_ids if str(demand_id) in known]
    sought = Sought(only=frozenset(provider_ids))
    found = zip(needs, candidates_for_each(session, needs, sought, top=top), strict=True)
    return {(need.id, one.card.id): one.match.score for need, best in found for one in best}


def similar_needs(session: Session, need: Need, *, top: int = 5) -> list[Fitting]:
    """Public needs of other firms that resemble this one."""
    contents = store.published_needs(session)
    query = documents.of_need(need)
    fits = _fitting(contents, lambda other: other.id != need.id and other.credit_code != need.credit_code)
    matches = _ranked(contents, query, fits, top, STANDARD)
    return [
        Fitting(match, _facts(contents, match), fit(match.score)) for match in matches if match.score >= ALIKE
    ]


def similar_cases(session: Session, need: Need, *, top: int = 5) -> list[Practice]:
    """Cases of listed providers that resemble this need: who has done it, in the same industry first."""
    contents = store.cases(session)
    query = documents.of_need(need)
    fits = _fitting(contents, lambda case: case.credit_code != need.credit_code)
    return [
        Practice(match, _facts(contents, match)) for match in _ranked(contents, query, fits, top, STANDARD)
    ]


def fit(score: float) -> int:
    """A score 0 … 1 as one of five steps: fine enough to choose by, too coarse to feel out hidden text with."""
    return 1 + sum(score >= step for step in (0.12, 0.25, 0.40, 0.55))


def same_industry(asked: str, offered: str) -> bool:
    """Whether `offered` is the division or group `asked`, or the division of the group `asked`."""
    return offered.startswith(asked) or (bool(offered) and asked.startswith(offered))


def _fitting(contents: Contents, wanted: Callable[[Any], bool]) -> set[str]:
    return {key for key, entry in contents.entries.items() if wanted(entry.facts)}


def _ranked(
    contents: Contents, query: Document, among: set[str] | None, top: int, signals: Signals
) -> list[Match]:
    if not contents.entries or among == set():
        return []
    matches = rank(contents.index, query, top=top, signals=signals, among=among)
    return [match for match in matches if match.score > 0]


def _without_own(contents: Contents, need: Need, matches: list[Match]) -> list[Match]:
    """A firm is never matched with itself; those behind move up."""
    others = [match for match in matches if _facts(contents, match).credit_code != need.credit_code]
    return [replace(match, rank=place) for place, match in enumerate(others, 1)]


def _candidate(contents: Contents, match: Match) -> Candidate:
    return Candidate(match, _facts(contents, match), contents.entries[match.id].document)


def _facts(contents: Contents, match: Match) -> Any:
    return contents.entries[match.id].facts
