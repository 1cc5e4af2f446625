import pytest

from providers import cases, offerings, queries
from providers.errors import ChangedMeanwhile, TooMany, YearInFuture
from providers.inputs import CaseDraft, OfferingDraft
from tests import makers


def test_offering_is_kept_amended_and_withdrawn(session, now):
    provider = makers.provider(session, offerings=0)
    draft = OfferingDraft(
        title="检测仪", kind="equipment", first_kind="equipment", first_level="省级", scenarios=["2025-24"]
    )
    offering = offerings.add(session, provider, draft, now=now)
    assert (offering.kind, offering.first_kind, offering.scenarios) == ("equipment", "equipment", ["2025-24"])
    offerings.amend(
        session, provider, offering, OfferingDraft(title="检测线", price_max="80"), now=now, version=1
    )
    assert [(o.title, o.price_max, o.first_kind) for o in queries.offerings_of(session, provider)] == [
        ("检测线", 80, "")
    ]
    offerings.withdraw(session, provider, offering, now=now)
    assert queries.offerings_of(session, provider) == []
    assert queries.offering_of(session, provider, offering.id) is None


def test_offering_of_another_firm_is_not_found(session):
    mine, theirs = makers.provider(session), makers.provider(session)
    offering, case = queries.offerings_of(session, theirs)[0], makers.case(session, theirs)
    assert queries.offering_of(session, mine, offering.id) is None
    assert queries.case_of(session, mine, case.id) is None
    assert queries.offering_of(session, theirs, offering.id) == offering


def test_old_version_overwrites_nothing(session, now):
    provider = makers.provider(session)
    offering, case = queries.offerings_of(session, provider)[0], makers.case(session, provider)
    offerings.amend(session, provider, offering, OfferingDraft(title="新"), now=now, version=1)
    cases.amend(session, provider, case, CaseDraft(title="新"), now=now, version=1)
    with pytest.raises(ChangedMeanwhile):
        offerings.amend(session, provider, offering, OfferingDraft(title="旧"), now=now, version=1)
    with pytest.raises(ChangedMeanwhile):
        cases.amend(session, provider, case, CaseDraft(title="旧"), now=now, version=1)
    assert (offering.title, case.title) == ("新", "新")


def test_years_to_come_are_refused(session, now):
    provider = makers.provider(session)
    with pytest.raises(YearInFuture):
        offerings.add(session, provider, OfferingDraft(title="x", first_year=now.year + 1), now=now)
    with pytest.raises(YearInFuture):
        cases.add(session, provider, CaseDraft(title="x", year=now.year + 1), now=now)


def test_a_firm_may_not_flood_the_catalogue(session, now, monkeypatch):
    monkeypatch.setattr(offerings, "MOST", 2)
    provider = makers.provider(session, offerings=2)
    with pytest.raises(TooMany) as caught:
        makers.offering(session, provider)
    assert (caught.value.kind, caught.value.limit) == ("offering", 2)
    offerings.withdraw(session, provider, queries.offerings_of(session, provider)[0], now=now)
    makers.offering(session, provider)


def test_cases_come_newest_first(session):
    provider = makers.provider(session)
    for title, year in (("旧", 2019), ("无年份", None), ("新", 2025)):
        makers.case(session, provider, title=title, year=year)
    assert [case.title for case in queries.cases_of(session, provider)] == ["新", "旧", "无年份"]
