"""Offices are opened, and people get accounts and act for firms and offices."""

import secrets
from collections.abc import Iterable

from matchmaker.accounts import offices, representing, signing_up
from matchmaker.accounts.models import Account, OfficeRole
from matchmaker.events.firms import Firm, side_of
from matchmaker.sample.reading import Record, records
from matchmaker.sample.region import Region


def open_offices(region: Region) -> None:
    """The province's, four cities' and one county's office."""
    for record in records("offices"):
        office = offices.open_office(region.session, **record, now=region.ago(560))
        region.offices[office.region_code] = office


def let_people_in(region: Region, password: str) -> list[tuple[str, str, str]]:
    """The named people; those who show a role get `password`. Returns (role, e-mail, name) of these."""
    people = records("people")
    for record in people:
        region.accounts[record["email"]] = _let_in(region, record, password)
    return [(one["sign_in"], one["email"], one["name"]) for one in people if "sign_in" in one]


def let_contacts_in(region: Region, firms: Iterable[Firm]) -> None:
    """The contacts of these firms get accounts, with a password nobody knows."""
    for firm in firms:
        if firm.contact_email not in region.accounts:
            contact = {"email": firm.contact_email, "name": firm.contact_name}
            account = region.accounts[firm.contact_email] = _let_in(region, contact, "")
            _represent(region, account, **{f"{side_of(firm)}_id": firm.id})


def _let_in(region: Region, record: Record, password: str) -> Account:
    own = password if "sign_in" in record else secrets.token_urlsafe(24)
    account = signing_up.open_account(
        region.session,
        email=record["email"],
        name=record["name"],
        password=own,
        language=record.get("language", "zh"),
        now=region.ago(150),
        confirmed=True,
        is_administrator=record.get("administrator", False),
    )
    for key in record.get("factories", []):
        _represent(region, account, factory_id=region.factories[key].id)
    for key in record.get("providers", []):
        _represent(region, account, provider_id=region.providers[key].id)
    if "office" in record:
        _join(region, account, record)
    return account


def _represent(region: Region, account: Account, **firm: object) -> None:
    representing.represent(region.session, account, now=region.ago(150), **firm)


def _join(region: Region, account: Account, record: Record) -> None:
    office = region.offices[record["office"]]
    role = record.get("role", OfficeRole.MANAGER)
    representing.join_office(region.session, account, office.id, role=role, now=region.ago(150))
