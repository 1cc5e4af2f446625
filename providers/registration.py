"""Firms enter the register, correct their profile, and leave."""

import datetime

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from providers import catalogue
from providers.errors import AlreadyRegistered, ChangedMeanwhile, YearInFuture
from providers.inputs import ProviderProfile
from providers.models import Provider, ProviderIndustry, ProviderScenario, ProviderStatus

_LINKED = {"industries", "scenarios", "truth_confirmed"}


def register(session: Session, profile: ProviderProfile, *, now: datetime.datetime) -> Provider:
    """A new firm of the register.

    Refuses `AlreadyRegistered` when the credit code is taken, `YearInFuture` for a founding year to come.
    """
    _check_year(profile, now)
    provider = Provider(**_columns(profile), created_at=now, updated_at=now)
    provider.truth_confirmed_at = now if profile.truth_confirmed else None
    _add_once(session, provider)
    _link(session, provider, profile)
    catalogue.touch(session, provider, now=now)
    return provider


def amend(
    session: Session,
    provider: Provider,
    profile: ProviderProfile,
    *,
    now: datetime.datetime,
    version: int | None = None,
) -> Provider:
    """Replace the profile by `profile`.

    `version` is the one the editor saw: refuses `ChangedMeanwhile` when it is no longer the current one.
    Refuses `AlreadyRegistered` when the new credit code is another firm's, `YearInFuture` as `register` does.
    """
    _check_year(profile, now)
    _take_turn(session, provider, version)
    _set_once(session, provider, profile, now)
    _unlink(session, provider)
    _link(session, provider, profile)
    catalogue.touch(session, provider, now=now)
    return provider


def suspend(session: Session, provider: Provider, *, now: datetime.datetime) -> None:
    """Take the firm out of the catalogue until `restore`; its records stay."""
    _become(session, provider, ProviderStatus.SUSPENDED, now)


def restore(session: Session, provider: Provider, *, now: datetime.datetime) -> None:
    """Let a suspended or closed firm take part again."""
    _become(session, provider, ProviderStatus.ACTIVE, now)


def close(session: Session, provider: Provider, *, now: datetime.datetime) -> None:
    """The firm leaves: out of the catalogue, its contact data erased, its history kept."""
    provider.contact_name = provider.contact_position = provider.contact_phone = provider.contact_email = ""
    _become(session, provider, ProviderStatus.CLOSED, now)


def _become(session: Session, provider: Provider, status: ProviderStatus, now: datetime.datetime) -> None:
    provider.status = status.value
    catalogue.touch(session, provider, now=now)


def _check_year(profile: ProviderProfile, now: datetime.datetime) -> None:
    if profile.founded_year is not None and profile.founded_year > now.year:
        raise YearInFuture("founded_year", profile.founded_year)


def _columns(profile: ProviderProfile) -> dict[str, object]:
    values = profile.model_dump(exclude=_LINKED)
    values["traits"] = [trait.value for trait in profile.traits]
    values["contact_email"] = profile.contact_email or ""
    return values


def _set(provider: Provider, profile: ProviderProfile, now: datetime.datetime) -> None:
    for name, value in _columns(profile).items():
        setattr(provider, name, value)
    if profile.truth_confirmed:
        provider.truth_confirmed_at = now


def _set_once(session: Session, provider: Provider, profile: ProviderProfile, now: datetime.datetime) -> None:
    try:
        with session.begin_nested():
            _set(provider, profile, now)
    except IntegrityError:
        raise AlreadyRegistered(profile.credit_code) from None


def _add_once(session: Session, provider: Provider) -> None:
    try:
        with session.begin_nested():
            session.add(provider)
    except IntegrityError:
        raise AlreadyRegistered(provider.credit_code) from None


def _take_turn(session: Session, provider: Provider, version: int | None) -> None:
    seen = provider.version if version is None else version
    turn = update(Provider).where(Provider.id == provider.id, Provider.version == seen)
    if session.exec(turn.values(version=seen + 1)).rowcount != 1:
        raise ChangedMeanwhile


def _unlink(session: Session, provider: Provider) -> None:
    for link in (ProviderIndustry, ProviderScenario):
        session.exec(delete(link).where(link.provider_id == provider.id))


def _link(session: Session, provider: Provider, profile: ProviderProfile) -> None:
    session.add_all(ProviderIndustry(provider_id=provider.id, code=code) for code in profile.industries)
    session.add_all(ProviderScenario(provider_id=provider.id, code=code) for code in profile.scenarios)
    session.flush()
