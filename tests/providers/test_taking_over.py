"""Firms of a list that an office kept before."""

import pytest

from providers import queries, taking_over
from tests import makers


@pytest.fixture
def pool(session):
    from providers import pools
    from providers.inputs import PoolDraft

    return pools.open_pool(session, PoolDraft(name="装备制造", region_code="340100"), now=makers.NOW)


def test_a_firm_with_an_incomplete_profile_enters_as_admitted_and_is_listed(session, pool):
    provider = makers.provider(session, offerings=0, legal_person="", founded_year=None)
    made = taking_over.take_over(session, pool, provider, "admitted", by="合肥市工信局", now=makers.NOW)
    assert (made.status, made.admitted_at, made.reviewed_year) == ("admitted", makers.NOW, 2026)
    steps = queries.steps_of(session, made)
    assert [(step.kind, step.from_status, step.to_status, step.by) for step in steps] == [
        ("taken-over", "", "admitted", "合肥市工信局")
    ]
    assert [one.provider.id for one in queries.listed_providers(session)] == [provider.id]


def test_a_membership_that_is_there_stays_as_it_is(session, pool):
    provider = makers.provider(session)
    first = taking_over.take_over(session, pool, provider, "applied", by="甲", now=makers.NOW)
    again = taking_over.take_over(session, pool, provider, "admitted", by="乙", now=makers.NOW)
    assert (again.id, again.status) == (first.id, "applied")
    assert len(queries.steps_of(session, first)) == 1


def test_only_the_three_stages(session, pool):
    with pytest.raises(ValueError, match="removed"):
        taking_over.take_over(session, pool, makers.provider(session), "removed", by="甲", now=makers.NOW)
