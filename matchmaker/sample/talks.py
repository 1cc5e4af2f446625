"""Firms ask each other for meetings before an event, and answer."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from matchmaker.events import queries
from matchmaker.events.models import Event, Participant, PhaseKind, Side
from matchmaker.meetings import requests
from matchmaker.meetings.models import AskedBy, MeetingRequest, Wish
from matchmaker.sample import gatherings
from matchmaker.sample.region import Region
from matchmaker.shortlists import candidates

Pair = tuple[uuid.UUID, uuid.UUID]
PER_NEED = 5
# Below this score two firms have next to nothing in common, and nobody would ask.
TOO_FAR = 0.14
# How those who are asked answer: nearly always yes to a very good match, now and then not at all.
YES, SILENT = 0.72, 0.12
ANSWER_WITHIN = timedelta(hours=50)


@dataclass(frozen=True)
class Talk:
    """Two firms of an event that might meet about a need; `score` (0 … 1) is that of the matching."""

    factory: Participant
    provider: Participant
    demand_id: uuid.UUID
    score: float
    arranged: bool = False


def ask_and_answer(region: Region, event: Event, arranged: set[Pair], said: dict[str, list[str]]) -> None:
    """Requests of both sides and proposals of the office, with their answers; the unanswered ones expire.

    The `arranged` pairs (need, provider) come about in any case.
    """
    day = gatherings.first_day_of(region, event)
    for talk in _worth_a_talk(region, event, arranged):
        now = gatherings.phase_moment(event, day, PhaseKind.REQUESTS, region.dice.uniform(0.02, 0.75))
        request = _ask(region, event, talk, said, now)
        _answer(region, event, talk, request, said, now + ANSWER_WITHIN * region.dice.uniform(0.05, 0.9))
    requests.expire_due(region.session, now=gatherings.phase_moment(event, day, PhaseKind.REQUESTS, 1.0))


def _worth_a_talk(region: Region, event: Event, arranged: set[Pair]) -> list[Talk]:
    factories, providers = gatherings.approved(region, event)
    firms = {one.provider_id: one for one in providers}
    brought = queries.topics_by_participant(region.session, factories)
    owners = {topic.id: one for one in factories for topic in brought.get(one.id, [])}
    scores = candidates.pairs(region.session, list(owners), list(firms), top=PER_NEED)
    likely = {pair for pair, score in scores.items() if score >= TOO_FAR} | arranged
    names = {demand.id: key for key, demand in region.demands.items()}
    codes = {one.id: one.credit_code for one in region.providers.values()}
    talks = [
        Talk(owners[need], firms[firm], need, scores.get((need, firm), 0.0), (need, firm) in arranged)
        for need, firm in likely
    ]
    talks.sort(key=lambda talk: (names[talk.demand_id], -talk.score, codes[talk.provider.provider_id]))
    return [talk for talk in talks if talk.arranged or region.chance(0.3 + 1.4 * talk.score)]


def _ask(
    region: Region, event: Event, talk: Talk, said: dict[str, list[str]], now: datetime
) -> MeetingRequest:
    by = region.dice.choices(list(AskedBy), weights=[45, 30, 25])[0]
    about = {"demand_id": talk.demand_id, "now": now}
    if by == AskedBy.ORGANISER:
        message = region.dice.choice(said["organiser_proposes"])
        pair = {"factory": talk.factory, "provider": talk.provider}
        return requests.propose(region.session, event, **pair, message=message, score=talk.score, **about)
    sides = {AskedBy.FACTORY: (talk.factory, talk.provider), AskedBy.PROVIDER: (talk.provider, talk.factory)}
    asker, guest = sides[by]
    message = region.dice.choice(said[f"{by}_asks"])
    return requests.ask(
        region.session, event, asker=asker, guest=guest, message=message, wish=_wish(region, talk), **about
    )


def _answer(
    region: Region,
    event: Event,
    talk: Talk,
    request: MeetingRequest,
    said: dict[str, list[str]],
    now: datetime,
) -> None:
    for side in Side:
        if getattr(request, f"{side}_said") or (not talk.arranged and region.chance(SILENT)):
            continue
        if talk.arranged or region.chance(min(0.97, YES + talk.score / 2)):
            message = region.dice.choice(said["accepts"])
            requests.accept(
                region.session, event, request, side, message=message, wish=_wish(region, talk), now=now
            )
        else:
            message = region.dice.choice(said["declines"])
            requests.decline(region.session, event, request, side, message=message, now=now)
            return


def _wish(region: Region, talk: Talk) -> Wish:
    return Wish.MUST if talk.arranged or region.chance(0.2) else Wish.MEET
