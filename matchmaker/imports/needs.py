"""Rows of needs: whose they are, what they would become, and how they are posted."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from demands import posting, queries, registration
from demands.inputs import FactoryProfile
from demands.models import Demand, DemandStatus, Factory
from matchmaker.classifications import regions
from matchmaker.imports import drafts
from matchmaker.imports.rowplan import Planned, Scope
from matchmaker.sheets.rows import Record
from matchmaker.sheets.values.outcome import Note


def plan(session: Session, records: list[Record], scope: Scope) -> list[Planned]:
    """Factories are found by credit code, else by name, and made when missing; a need that is there is skipped."""
    titles: dict[Any, set[str]] = {}
    return [_planned(session, record, scope, titles) for record in records]


def _planned(session: Session, record: Record, scope: Scope, titles: dict[Any, set[str]]) -> Planned:
    one = Planned(record, str(record.values.get("name") or ""), str(record.values["title"]))
    _find_firm(session, one, scope)
    made = drafts.need(record)
    one.faults += made.faults
    one.remarks += made.remarks
    one.drafts["need"] = made.draft
    if made.draft is not None and one.party is not None:
        known = titles.setdefault(one.party.id, _titles(session, one.party))
        if made.draft.title in known:
            one.action, one.why = "skip", "need-there"
    return one


def _find_firm(session: Session, one: Planned, scope: Scope) -> None:
    if scope.factory is not None:
        one.party, one.faults = scope.factory, _own_firm(one, scope.factory)
        one.name = scope.factory.name
        return
    code = str(one.record.values.get("credit_code") or "")
    one.party = queries.factory_by_credit_code(session, code) if code else _by_name(session, one.name, scope)
    if one.party is None and not code:
        one.faults.append(("credit_code", Note("credit-code-missing")))
        return
    _check_firm(one, scope)


def _own_firm(one: Planned, factory: Factory) -> list[tuple[str, Note]]:
    """A factory brings only its own needs: a row that names another firm is not quietly taken as its own."""
    code = str(one.record.values.get("credit_code") or "")
    if len(code) == 18 and code != factory.credit_code:
        return [("credit_code", Note("other-firm", {"known": factory.name}))]
    return []


def _check_firm(one: Planned, scope: Scope) -> None:
    known = _present(one.party) if one.party else None
    made = drafts.factory_profile(one.record, known)
    if one.party is None:
        _ask_for_what_is_missing(one)
        one.faults += [pair for pair in made.faults if pair[0] not in {key for key, _ in one.faults}]
    one.remarks += made.remarks
    one.drafts["profile"] = made.draft
    region = one.party.region_code if one.party else str(one.record.values.get("region") or "")
    if region and not regions.within(scope.region, region):
        one.faults.append(("region", Note("region-outside")))
    if one.party is not None and one.party.name != one.name:
        one.remarks.append(("name", Note("name-differs", {"known": one.party.name})))


def _ask_for_what_is_missing(one: Planned) -> None:
    for key in ("region", "industries"):
        if not one.record.values.get(key):
            one.faults.append((key, Note(f"{key}-missing")))


def _present(factory: Factory) -> dict[str, Any]:
    return {name: getattr(factory, name) for name in FactoryProfile.model_fields}


def _by_name(session: Session, name: str, scope: Scope) -> Factory | None:
    """Only when exactly one factory of the office's region has this name."""
    found = session.exec(select(Factory).where(Factory.name == name).limit(20)).all()
    own = [factory for factory in found if regions.within(scope.region, factory.region_code)]
    return own[0] if len(own) == 1 else None


def _titles(session: Session, factory: Factory) -> set[str]:
    there = (Demand.factory_id == factory.id, Demand.status != DemandStatus.closed)
    return set(session.exec(select(Demand.title).where(*there)))


def carry_out(session: Session, one: Planned, *, arrive: str, by: str, now: datetime) -> tuple[Demand, bool]:
    """Post the need, registering its factory first when it is new (then the second value is true).

    Raises refusals of the demands side.
    """
    factory, is_new = _firm(session, one, now)
    demand = posting.draft(session, factory, one.drafts["need"], by=by, now=now)
    if arrive == "submitted":
        posting.submit(session, demand, by=by, now=now)
    return demand, is_new


def _firm(session: Session, one: Planned, now: datetime) -> tuple[Factory, bool]:
    profile = one.drafts.get("profile")
    known = one.party or (queries.factory_by_credit_code(session, profile.credit_code) if profile else None)
    if known is None:
        return registration.register(session, profile, now=now), True
    if profile is not None and one.party is not None and profile.model_dump() != _present(known):
        registration.amend(session, known, profile, now=now)
    return known, False
