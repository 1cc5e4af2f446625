"""Rows of providers: what they would become, and how they enter the register."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from matchmaker.classifications import regions
from matchmaker.imports import drafts
from matchmaker.imports.rowplan import Planned, Scope
from matchmaker.sheets.rows import Record
from matchmaker.sheets.values.outcome import Note
from providers import cases, offerings, registration, taking_over
from providers.inputs import ProviderProfile
from providers.models import Pool, Provider
from providers.queries import register


def plan(session: Session, records: list[Record], scope: Scope) -> list[Planned]:
    """A firm that is registered is skipped or updated, as the options say; an office updates firms of its region only."""
    return [_planned(session, record, scope) for record in records]


def _planned(session: Session, record: Record, scope: Scope) -> Planned:
    known = register.provider_by_credit_code(session, str(record.values["credit_code"]))
    one = Planned(record, str(record.values["name"]), party=known)
    if known is not None:
        one.action, one.why = _treatment(known, scope)
    made = drafts.provider_profile(record, _present(session, known) if one.action == "update" else None)
    one.faults, one.remarks = made.faults, made.remarks + _out_of_sight(one, scope)
    one.drafts = {"profile": made.draft, "offering": drafts.offering(record), "case": drafts.case(record)}
    return one


def _treatment(known: Provider, scope: Scope) -> tuple[Any, str]:
    if scope.options.existing == "skip":
        return "skip", "registered"
    if not regions.within(scope.region, known.region_code):
        return "skip", "registered-elsewhere"
    return "update", ""


def _out_of_sight(one: Planned, scope: Scope) -> list[tuple[str, Note]]:
    """An office sees firms of its region and of its pools: a firm from elsewhere without a pool would be gone."""
    region = str(one.record.values.get("region") or "")
    seen = scope.options.pool_id is not None or regions.within(scope.region, region)
    return [] if seen or one.action != "new" else [("region", Note("out-of-sight"))]


def _present(session: Session, known: Provider | None) -> dict[str, Any]:
    """What is registered of the firm, in the shape of its input."""
    if known is None:
        return {}
    linked = {
        "industries": register.industries_of(session, known),
        "scenarios": register.scenarios_of(session, known),
    }
    columns = set(ProviderProfile.model_fields) - set(linked) - {"truth_confirmed"}
    return {name: getattr(known, name) for name in columns} | linked


def carry_out(
    session: Session, one: Planned, *, pool: Pool | None, stage: str, by: str, now: datetime
) -> Provider:
    """Register or amend the firm and bring it into the pool. Raises refusals of the provider register."""
    provider = _written(session, one, now)
    if not register.offerings_of(session, provider) and one.drafts["offering"]:
        offerings.add(session, provider, one.drafts["offering"], now=now)
    if not register.cases_of(session, provider) and one.drafts["case"]:
        cases.add(session, provider, one.drafts["case"], now=now)
    if pool is not None:
        note = str(one.record.values.get("note") or "")
        taking_over.take_over(session, pool, provider, stage, statement=note, by=by, now=now)
    return provider


def _written(session: Session, one: Planned, now: datetime) -> Provider:
    if one.action == "update":
        return registration.amend(session, one.party, one.drafts["profile"], now=now)
    return registration.register(session, one.drafts["profile"], now=now)
