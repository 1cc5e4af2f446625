"""Where there are needs and no supply: public needs against listed providers, industry by scenario."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session

from matchmaker.classifications import regions
from matchmaker.matching import alike
from matchmaker.matching.index import Index
from matchmaker.shortlists import store
from matchmaker.shortlists.shelf import Entry


@dataclass(frozen=True)
class Cell:
    """One division and one scenario: how many public needs and how many listed providers speak of it."""

    industry: str
    scenario: str
    needs: int
    providers: int

    @property
    def missing(self) -> int:
        """Needs that have no provider of their own; 0 where there are enough."""
        return max(0, self.needs - self.providers)


def cells(session: Session, region: str) -> list[Cell]:
    """Every cell with a need from `region` or a provider from anywhere, the largest lack of supply first.

    A need or provider counts where its own words or its chosen scenarios say so. Indexes the region's needs afresh:
    about 0.1 ms for each of them.
    """
    index = store.providers(session).index
    documents = [entry.document for entry in _needs(session, region)]
    found = alike.gaps(Index.build(documents, index.vocabulary), index)
    return [Cell(gap.industry, gap.scenario, gap.needs, gap.providers) for gap in found]


def by_industry(session: Session, region: str) -> dict[str, tuple[int, int]]:
    """Division → (public needs from `region`, listed providers that serve it)."""
    wanted = Counter(
        entry.facts.industry_code[:3] for entry in _needs(session, region) if entry.facts.industry_code
    )
    entries = store.providers(session).entries.values()
    offered = Counter(
        division for entry in entries for division in {code[:3] for code in entry.facts.industries}
    )
    return {
        division: (wanted[division], offered[division]) for division in sorted(wanted.keys() | offered.keys())
    }


def _needs(session: Session, region: str) -> list[Entry]:
    entries = store.published_needs(session).entries.values()
    return [entry for entry in entries if regions.within(region, entry.facts.region_code)]
