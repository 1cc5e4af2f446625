"""Needs and providers as the ranking engine reads them: public text only, field by field."""

from demands.needs import Need
from matchmaker.classifications.names import Codes
from matchmaker.matching.documents import Document
from providers.models import Case
from providers.queries import Listing


def of_need(need: Need, codes: Codes) -> Document:
    """The public part of a need."""
    fields = (
        ("title", need.title),
        ("problem", need.problem),
        ("key_points", need.key_points),
        ("goal", need.goal),
        ("keywords", "、".join(need.keywords)),
        ("scenarios", _names(need.scenario_codes, codes)),
    )
    industries = (need.industry_code,) if need.industry_code else ()
    return Document(str(need.id), _filled(fields), industries, need.region_code, side="need")


def of_provider(listing: Listing, codes: Codes) -> Document:
    """The public profile of a listed provider with its offerings and cases; never contacts or hidden customers."""
    provider = listing.provider
    fields = (
        ("name", provider.name),
        ("profile", _lines(provider.summary, provider.team)),
        ("offerings", _lines(*(_offering(offering) for offering in listing.offerings))),
        ("cases", _lines(*(_case(case) for case in listing.cases))),
        ("scenarios", _names(scenarios_of(listing), codes)),
    )
    kind, region = provider.provider_type, provider.region_code
    return Document(
        str(provider.id), _filled(fields), tuple(listing.industries), region, kind, side="provider"
    )


def of_case(case: Case, codes: Codes) -> Document:
    """One case, for "who has done this in my industry"."""
    fields = (
        ("title", case.title),
        ("background", case.background),
        ("solution", case.solution),
        ("result", case.result),
        ("scenarios", _names(case.scenarios, codes)),
    )
    industries = (case.industry_code,) if case.industry_code else ()
    return Document(str(case.id), _filled(fields), industries, side="provider")


def _offering(offering) -> str:
    return f"{offering.title}:{offering.description}"


def _case(case: Case) -> str:
    return f"{case.title}:{_lines(case.background, case.solution, case.result)}"


def scenarios_of(listing: Listing) -> list[str]:
    """Scenario codes the provider or one of its offerings names, each once."""
    said = [*listing.scenarios, *(code for offering in listing.offerings for code in offering.scenarios)]
    return list(dict.fromkeys(said))


def _names(scenario_codes, codes: Codes) -> str:
    return "、".join(codes.scenarios.name(code) for code in scenario_codes)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _filled(fields) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name, text in fields if text.strip())
