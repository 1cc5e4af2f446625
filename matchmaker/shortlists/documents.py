"""Needs and providers as the ranking engine reads them: public text only, field by field."""

from collections.abc import Iterable

from demands.needs import Need
from matchmaker.matching.documents import Document
from providers.models import Case
from providers.queries import Listing


def of_need(need: Need) -> Document:
    """The public part of a need."""
    fields = (
        ("title", need.title),
        ("problem", need.problem),
        ("key_points", need.key_points),
        ("goal", need.goal),
        ("keywords", "、".join(need.keywords)),
    )
    industries = (need.industry_code,) if need.industry_code else ()
    ticked = _concepts(need.scenario_codes)
    return Document(str(need.id), _filled(fields), industries, need.region_code, side="need", concepts=ticked)


def of_provider(listing: Listing) -> Document:
    """The public profile of a listed provider with its offerings and cases; never contacts or hidden customers."""
    provider = listing.provider
    fields = (
        ("name", provider.name),
        ("profile", _lines(provider.summary, provider.team)),
        ("offerings", _lines(*(_offering(offering) for offering in listing.offerings))),
        ("cases", _lines(*(_case(case) for case in listing.cases))),
    )
    return Document(
        str(provider.id),
        _filled(fields),
        tuple(listing.industries),
        provider.region_code,
        provider.provider_type,
        side="provider",
        concepts=_concepts(scenarios_of(listing)),
    )


def of_case(case: Case) -> Document:
    """One case, for "who has done this in my industry"."""
    fields = (
        ("title", case.title),
        ("background", case.background),
        ("solution", case.solution),
        ("result", case.result),
    )
    industries = (case.industry_code,) if case.industry_code else ()
    return Document(
        str(case.id), _filled(fields), industries, side="provider", concepts=_concepts(case.scenarios)
    )


def _offering(offering) -> str:
    return f"{offering.title}:{offering.description}"


def _case(case: Case) -> str:
    return f"{case.title}:{_lines(case.background, case.solution, case.result)}"


def scenarios_of(listing: Listing) -> list[str]:
    """Scenario codes the provider or one of its offerings names, each once."""
    said = [*listing.scenarios, *(code for offering in listing.offerings for code in offering.scenarios)]
    return list(dict.fromkeys(said))


def _concepts(scenario_codes: Iterable[str]) -> tuple[str, ...]:
    """Ticked scenarios as the engine names them; they count like words that say so."""
    return tuple(f"scenario:{code}" for code in scenario_codes)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _filled(fields) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in fields if text.strip())
