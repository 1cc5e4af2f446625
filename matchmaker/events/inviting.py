"""Whom to invite: members of a pool, providers that rank high for needs, factories with needs; never who is there already."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from demands import queries as demands
from demands.models import Demand, DemandStatus
from matchmaker.events.firms import Firm
from matchmaker.events.models import Event, Participant, ParticipantStatus, ParticipantTopic, Side
from matchmaker.shortlists import candidates
from providers.models import Provider
from providers.queries import listing, register

GONE = (ParticipantStatus.DECLINED, ParticipantStatus.WITHDRAWN)
MOST = 200


@dataclass(frozen=True)
class Invitee:
    """A firm that could be invited; `score` (0 … 1) and `need` say why, where it comes from the matching."""

    firm: Firm
    score: float | None = None
    need: str = ""


def from_pool(session: Session, event: Event, pool_id: uuid.UUID | None, *, words: str = "") -> list[Invitee]:
    """Listed providers of a pool (of all pools for `None`), more stars first; at most 200."""
    wanted = listing.Wanted(pool_id=pool_id, search=words)
    found, _ = listing.search(session, wanted, limit=MOST)
    there = _there(session, event)
    return [Invitee(one.provider) for one in found if one.provider.id not in there]


def from_needs(
    session: Session, event: Event, demand_ids: Collection[uuid.UUID], *, per_need: int = 5
) -> list[Invitee]:
    """The best listed providers for each of the needs, the best match of each first; public text only."""
    there = _there(session, event)
    everybody = [one.provider.id for one in listing.listed_providers(session) if one.provider.id not in there]
    scores = candidates.pairs(session, demand_ids, everybody, top=per_need)
    best: dict[uuid.UUID, tuple[float, uuid.UUID]] = {}
    for (demand_id, provider_id), score in scores.items():
        best[provider_id] = max(best.get(provider_id, (0.0, demand_id)), (score, demand_id))
    titles = _titles(session, demand_ids)
    firms = {one.id: one for one in session.exec(select(Provider).where(col(Provider.id).in_(best)))}
    rows = [Invitee(firms[provider_id], score, titles[need]) for provider_id, (score, need) in best.items()]
    return sorted(rows, key=lambda row: -row.score)


def factories_with_needs(session: Session, event: Event, region_code: str, *, words: str = "") -> list[Invitee]:
    """Factories of the region with published needs, one line each with the latest need; at most 200 needs are read."""
    wanted = demands.DemandFilter(words=words, statuses=[DemandStatus.published, DemandStatus.matching])
    there, rows = _there(session, event), {}
    for demand, factory in demands.demands_in(session, region_code, wanted, limit=MOST):
        if factory.id not in there:
            rows.setdefault(factory.id, Invitee(factory, need=demand.title))
    return list(rows.values())


def firms_in(session: Session, region_code: str, side: str, ids: Collection[uuid.UUID]) -> list[Firm]:
    """The chosen firms: factories of the region; providers that are listed or that the office sees."""
    if side == Side.FACTORY:
        return [firm for one in ids if (firm := demands.factory_in(session, region_code, one))]
    listed = {one.provider.id: one.provider for one in listing.listed_providers(session, list(ids))}
    seen = (listed.get(one) or register.provider_within(session, region_code, one) for one in ids)
    return [firm for firm in seen if firm]


def needs_of(session: Session, event: Event) -> list[Demand]:
    """The needs that approved factories bring, by title."""
    query = (
        select(Demand)
        .join(ParticipantTopic, ParticipantTopic.demand_id == Demand.id)
        .join(Participant, Participant.id == ParticipantTopic.participant_id)
        .where(Participant.event_id == event.id, Participant.status == ParticipantStatus.APPROVED)
    )
    return list(session.exec(query.order_by(Demand.title)))


def search(session: Session, region_code: str, side: str, words: str) -> list[Firm]:
    """Firms by name for registering on behalf; at most 20."""
    if side == Side.FACTORY:
        return list(demands.factories_in(session, region_code, words, limit=20))
    return list(register.registered(session, region_code, search=words, limit=20)[0])


def _there(session: Session, event: Event) -> set[uuid.UUID]:
    query = select(Participant).where(Participant.event_id == event.id, col(Participant.status).not_in(GONE))
    return {one.factory_id or one.provider_id for one in session.exec(query)}


def _titles(session: Session, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(session.exec(select(Demand.id, Demand.title).where(col(Demand.id).in_(ids))).all())


