"""Where there are needs and no supply: public needs against listed providers, industry by scenario."""

from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session

from matchmaker.classifications import regions
from matchmaker.shortlists import store


@dataclass(frozen=True)
class Cell:
    """One division and one scenario: how many public needs, how many listed providers."""

    industry: str
    scenario: str
    needs: int
    providers: int

    @property
    def missing(self) -> int:
        """Needs that have no provider of their own; 0 where there are enough."""
        return max(0, self.needs - self.providers)


def cells(session: Session, region: str) -> list[Cell]:
    """Every cell with a need from `region` or with a provider (from anywhere), by industry and scenario."""
    wanted = Counter(
        pair
        for need in _needs(session, region)
        for pair in _pairs((need.industry_code,), need.scenario_codes)
    )
    offered = Counter(
        pair
        for entry in store.providers(session).entries.values()
        for pair in _pairs(entry.facts.industries, entry.facts.scenarios)
    )
    return [Cell(*pair, wanted[pair], offered[pair]) for pair in sorted(wanted.keys() | offered.keys())]


def by_industry(session: Session, region: str) -> dict[str, tuple[int, int]]:
    """Division → (public needs from `region`, listed providers that serve it)."""
    wanted = Counter(need.industry_code[:3] for need in _needs(session, region) if need.industry_code)
    entries = store.providers(session).entries.values()
    offered = Counter(
        division for entry in entries for division in {code[:3] for code in entry.facts.industries}
    )
    return {
        division: (wanted[division], offered[division]) for division in sorted(wanted.keys() | offered.keys())
    }


def _needs(session: Session, region: str):
    entries = store.published_needs(session).entries.values()
    return [entry.facts for entry in entries if regions.within(region, entry.facts.region_code)]


def _pairs(industries, scenarios) -> set[tuple[str, str]]:
    return {(code[:3], scenario) for code in industries if code for scenario in scenarios}
