"""Load the sample region into an empty installation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update

from demands.models import Factory
from matchmaker import journal
from matchmaker.events import planning
from matchmaker.events.models import Event
from matchmaker.mail.models import Letter, LetterStatus
from matchmaker.sample import (
    admissions,
    firms,
    gatherings,
    ledger,
    needs,
    past_event,
    people,
    reading,
    shortlist,
    talks,
)
from matchmaker.sample.gatherings import Coming
from matchmaker.sample.reading import Record
from matchmaker.sample.region import Region
from providers.models import Provider

ACTOR = journal.Actor("样例数据")
Remarks = dict[str, list[str]]
# Letters younger than this stay in the outbox; older ones count as long gone.
STILL_IN_THE_OUTBOX = timedelta(days=4)


class NotEmpty(Exception):
    """There are firms in the database already: the sample region goes into an empty one only."""


@dataclass(frozen=True)
class Loaded:
    """What was loaded: one sign-in per role as (role, e-mail, name), all with the password given to `load`."""

    sign_ins: list[tuple[str, str, str]]


def load(session: Session, *, now: datetime, password: str) -> Loaded:
    """Bring the whole region in, as if it had been built up until `now`. Takes about ten seconds.

    Everything goes through the acts that people use, at moments before `now`. Commits twice, because the timetable
    engine reads in sessions of its own: one that fails half-way leaves a database that refuses a second load.
    Raises `NotEmpty`.
    """
    _must_be_empty(session)
    journal.introduce(session, ACTOR)
    region = Region(session, now)
    sign_ins = _fill(region, password)
    _send_old_letters(region)
    session.commit()
    return Loaded(sign_ins)


def _fill(region: Region, password: str) -> list[tuple[str, str, str]]:
    people.open_offices(region)
    firms.enter_factories(region)
    firms.enter_providers(region)
    admissions.open_pools(region)
    admissions.admit_providers(region)
    needs.post_needs(region)
    sign_ins = people.let_people_in(region, password)
    _gather(region)
    shortlist.keep_candidates(region)
    return sign_ins


def _gather(region: Region) -> None:
    """The three events: one over, one about to be scheduled, one open for registration."""
    said = reading.remarks()
    coming = [gatherings.who_comes(region, record) for record in reading.records("events")]
    people.let_contacts_in(region, [firm for one in coming for firm in (*one.factories, *one.providers)][::2])
    for one in coming:
        _bring_to_its_day(region, one, said)
    _give_desk_duties(region)


def _bring_to_its_day(region: Region, coming: Coming, said: Remarks) -> None:
    event = gatherings.plan(region, coming.event)
    passed = gatherings.registration_passed(region, event)
    gatherings.register_firms(region, event, coming.factories, until=passed)
    gatherings.register_firms(region, event, coming.providers, until=passed)
    match coming.event["key"]:
        case "past":
            _take_place(region, event, coming.event, said)
        case "next":
            talks.ask_and_answer(region, event, set(), said)
            planning.close_registration(region.session, event)


def _take_place(region: Region, event: Event, record: Record, said: Remarks) -> None:
    partners = needs.partners(region)
    arranged = {(region.demands[need].id, region.providers[key].id) for need, key in record["arranged"]}
    talks.ask_and_answer(region, event, partners | arranged, said)
    past_event.schedule(region, event, kept=partners)
    absent = {region.providers[key].id for key in record["absent"]}
    past_event.hold(region, event, absent, said)
    ledger.follow_up(region, event, said)


def _give_desk_duties(region: Region) -> None:
    for person in reading.records("people"):
        for key in person.get("desk", []):
            account = region.accounts[person["email"]]
            planning.give_desk_duty(region.session, region.events[key], account, now=region.ago(60))


def _send_old_letters(region: Region) -> None:
    """Nobody lives at the invented addresses; a mail server that is set up later must not post the past to them."""
    old = (Letter.status == LetterStatus.WAITING, col(Letter.written_at) < region.now - STILL_IN_THE_OUTBOX)
    region.session.exec(
        update(Letter).where(*old).values(status=LetterStatus.SENT, sent_at=Letter.written_at)
    )


def _must_be_empty(session: Session) -> None:
    for register in (Factory, Provider):
        if session.exec(select(register.id).limit(1)).first():
            raise NotEmpty
