import pytest

from providers import queries, registration
from providers.errors import AlreadyRegistered, ChangedMeanwhile, YearInFuture
from providers.inputs import ProviderProfile
from tests import makers


def profile(**fields):
    return ProviderProfile(**({"credit_code": makers.credit_code()} | makers.PROFILE | fields))


def test_registered_firm_holds_what_was_given(session, now):
    provider = registration.register(
        session, profile(traits=["nimble"], contact_email="li@zhilian.example"), now=now
    )
    session.commit()
    session.expire_all()
    again = queries.provider_by_credit_code(session, provider.credit_code)
    assert (again.name, again.traits, again.contact_email) == (
        "合肥智造软件有限公司",
        ["nimble"],
        "li@zhilian.example",
    )
    assert again.truth_confirmed_at == now
    assert queries.industries_of(session, again) == ["C34", "C35"]
    assert queries.scenarios_of(session, again) == ["2025-09"]


def test_one_legal_entity_once(session, now):
    first = makers.provider(session)
    with pytest.raises(AlreadyRegistered) as caught:
        registration.register(session, profile(credit_code=first.credit_code), now=now)
    assert caught.value.credit_code == first.credit_code
    makers.provider(session)  # the session is still of use


def test_amending_replaces_codes_and_counts_versions(session, now):
    provider = makers.provider(session)
    code = provider.credit_code
    registration.amend(
        session, provider, profile(credit_code=code, industries=["C15"], scenarios=[]), now=now, version=1
    )
    assert queries.industries_of(session, provider) == ["C15"]
    assert queries.scenarios_of(session, provider) == []
    assert provider.version == 2


def test_editor_with_an_old_version_overwrites_nothing(session, now):
    provider = makers.provider(session)
    code = provider.credit_code
    registration.amend(session, provider, profile(credit_code=code, name="新名字"), now=now, version=1)
    with pytest.raises(ChangedMeanwhile):
        registration.amend(session, provider, profile(credit_code=code, name="旧名字"), now=now, version=1)
    session.refresh(provider)
    assert provider.name == "新名字"


def test_credit_code_of_another_firm_is_refused(session, now):
    first, second = makers.provider(session), makers.provider(session)
    mine = second.credit_code
    with pytest.raises(AlreadyRegistered):
        registration.amend(session, second, profile(credit_code=first.credit_code), now=now)
    session.refresh(second)
    assert second.credit_code == mine


def test_founding_year_to_come_is_refused(session, now):
    with pytest.raises(YearInFuture) as caught:
        registration.register(session, profile(founded_year=now.year + 1), now=now)
    assert (caught.value.field, caught.value.year) == ("founded_year", now.year + 1)


def test_closing_erases_contacts_and_takes_the_firm_out_of_the_catalogue(session, now):
    provider = makers.provider(session, contact_email="li@zhilian.example", contact_position="经理")
    makers.membership(session, provider, makers.pool(session))
    assert queries.listed_provider(session, provider.id)
    registration.close(session, provider, now=now)
    assert queries.listed_provider(session, provider.id) is None
    contact = (
        provider.contact_name,
        provider.contact_position,
        provider.contact_phone,
        provider.contact_email,
    )
    assert contact == ("", "", "", "")


def test_suspended_firm_comes_back(session, now):
    provider = makers.provider(session)
    makers.membership(session, provider, makers.pool(session))
    registration.suspend(session, provider, now=now)
    assert queries.listed_providers(session) == []
    registration.restore(session, provider, now=now)
    assert [listing.provider.id for listing in queries.listed_providers(session)] == [provider.id]
