"""Factories and providers enter their registers."""

from demands import registration as factory_registration
from demands.inputs import FactoryProfile
from matchmaker.sample.reading import Record, records
from matchmaker.sample.region import Region
from providers import cases, offerings, registration
from providers.inputs import CaseDraft, OfferingDraft, ProviderProfile
from providers.models import Provider

_OWN = {"key", "offerings", "cases", "memberships"}
# Firms that tell of something recent cannot have registered before it happened.
LONGEST_AGO, RECENT = 520, 320


def enter_factories(region: Region) -> None:
    """Register all factories, some time in the last year."""
    for record in records("factories"):
        profile = FactoryProfile(**{name: value for name, value in record.items() if name != "key"})
        day = region.ago(region.dice.uniform(180, 360))
        region.factories[record["key"]] = factory_registration.register(region.session, profile, now=day)


def enter_providers(region: Region) -> None:
    """Register all providers with what they offer and have done."""
    for record in records("providers"):
        region.providers[record["key"]] = _enter(region, record)


def _enter(region: Region, record: Record) -> Provider:
    fields = {name: value for name, value in record.items() if name not in _OWN}
    day = region.ago(region.dice.uniform(100, _registered_at_most(region, record)))
    profile = ProviderProfile(**fields, truth_confirmed=True)
    provider = registration.register(region.session, profile, now=day)
    for offering in record["offerings"]:
        draft = OfferingDraft(**offering, industries=record["industries"])
        offerings.add(region.session, provider, draft, now=day)
    for case in record["cases"]:
        cases.add(region.session, provider, CaseDraft(**case), now=day)
    return provider


def _registered_at_most(region: Region, record: Record) -> int:
    years = [case["year"] for case in record["cases"]]
    years += [offering["first_year"] for offering in record["offerings"] if "first_year" in offering]
    long_ago = region.ago(LONGEST_AGO).year
    return LONGEST_AGO if max(years, default=0) <= long_ago else RECENT
