"""How the three indexed registers are read: listed providers, their cases, published needs."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from demands import needs
from matchmaker.shortlists import documents
from matchmaker.shortlists.shelf import Changes, Contents, Entry, Register
from providers import queries as catalogue
from providers.queries import Listing


@dataclass(frozen=True)
class Card:
    """A listed provider as tables and filters show it; public data only."""

    id: uuid.UUID
    name: str
    credit_code: str
    provider_type: str
    region_code: str
    industries: tuple[str, ...]
    scenarios: tuple[str, ...]
    traits: tuple[str, ...]
    pools: tuple[tuple[uuid.UUID, str], ...]
    stars: int | None
    micro: bool
    offerings: int
    cases: int
    summary: str


@dataclass(frozen=True)
class CaseCard:
    """A provider's case as tables show it; the customer is not in it."""

    id: uuid.UUID
    provider_id: uuid.UUID
    provider_name: str
    credit_code: str
    title: str
    industry_code: str
    result: str
    year: int | None


def providers() -> Register:
    """Listed providers; facts are `Card`s."""
    return Register(catalogue.catalogue_version, _provider_changes)


def cases() -> Register:
    """Cases of listed providers; facts are `CaseCard`s."""
    return Register(catalogue.catalogue_version, _case_changes)


def published_needs() -> Register:
    """Public needs; facts are `demands.needs.Need`s."""
    return Register(needs.version, _need_changes)


def _provider_changes(session: Session, old: Contents | None) -> Changes:
    listings, touched = _listings(session, old)
    entries = [Entry(documents.of_provider(listing), card(listing)) for listing in listings]
    return Changes(entries, _gone(old, entries, touched))


def _case_changes(session: Session, old: Contents | None) -> Changes:
    listings, touched = _listings(session, old)
    entries = list(_case_entries(listings))
    owned = (
        {key for key, entry in old.entries.items() if str(entry.facts.provider_id) in touched}
        if old
        else set()
    )
    return Changes(entries, _gone(old, entries, owned))


def _need_changes(session: Session, old: Contents | None) -> Changes:
    if old is None:
        return Changes([Entry(documents.of_need(need), need) for need in needs.published_demands(session)])
    stamps = {str(key): (key, stamp) for key, stamp in needs.stamps(session).items()}
    known = {key: entry.facts.stamp for key, entry in old.entries.items()}
    changed = [demand_id for key, (demand_id, stamp) in stamps.items() if known.get(key) != stamp]
    read = needs.published_demands(session, changed)
    removed = {key for key in known if key not in stamps}
    return Changes([Entry(documents.of_need(need), need) for need in read], removed)


def _listings(session: Session, old: Contents | None) -> tuple[list[Listing], set[str]]:
    """Listed providers that changed since `old`, and the ids of all that were touched, listed or not."""
    if old is None:
        return catalogue.listed_providers(session), set()
    touched = catalogue.changed_ids(session, old.version)
    return catalogue.listed_providers(session, touched), {str(provider_id) for provider_id in touched}


def _gone(old: Contents | None, entries: Iterable[Entry], touched: set[str]) -> set[str]:
    return (touched & old.entries.keys()) - {entry.document.id for entry in entries} if old else set()


def _case_entries(listings: Iterable[Listing]) -> Iterable[Entry]:
    for listing in listings:
        owner = listing.provider
        for case in listing.cases:
            facts = CaseCard(
                case.id,
                owner.id,
                owner.name,
                owner.credit_code,
                case.title,
                case.industry_code,
                case.result,
                case.year,
            )
            yield Entry(documents.of_case(case), facts)


def card(listing: Listing) -> Card:
    """The card of a listing."""
    provider = listing.provider
    return Card(
        id=provider.id,
        name=provider.name,
        credit_code=provider.credit_code,
        provider_type=provider.provider_type,
        region_code=provider.region_code,
        industries=tuple(listing.industries),
        scenarios=tuple(documents.scenarios_of(listing)),
        traits=tuple(provider.traits),
        pools=tuple((pool.id, pool.name) for pool in listing.pools),
        stars=listing.stars,
        micro=any(offering.micro for offering in listing.offerings),
        offerings=len(listing.offerings),
        cases=len(listing.cases),
        summary=provider.summary,
    )
