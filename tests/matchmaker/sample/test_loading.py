"""The loaded region: alive on every side, consistent, and loaded only once."""

import re
import stat
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from demands.models import Demand, DemandStatus, DemandStep
from matchmaker.accounts import passwords, queries, signing_in
from matchmaker.accounts.models import Account
from matchmaker.events.models import Event, EventStatus, Participant
from matchmaker.figures import counts
from matchmaker.mail.models import Letter
from matchmaker.meetings.models import (
    Feedback,
    Meeting,
    MeetingRequest,
    MeetingSeat,
    ReleasedMeeting,
    RunStatus,
    TimetableRun,
)
from matchmaker.meetings.publishing import current_release, lines_of, releases_of
from matchmaker.outcomes.models import Outcome
from matchmaker.sample import loading, setting_up
from matchmaker.sample.reading import records
from providers.models import MembershipStatus, MembershipStep, PoolMembership, Provider
from tests.matchmaker.sample.conftest import Demo


def event(session: Session, status: EventStatus) -> Event:
    """The only event in this status."""
    return session.exec(select(Event).where(Event.status == status)).one()


def password_of(demo: Demo) -> str:
    """The password that was told to the user."""
    return demo.lines[-1].rsplit(maxsplit=1)[-1]


def addresses_of(demo: Demo) -> list[str]:
    """The sign-ins that were told to the user."""
    return [found[0] for line in demo.lines if (found := re.search(r"\S+@\S+", line))]


def test_every_role_can_sign_in_with_the_password_that_was_told(demo: Demo, region: Session) -> None:
    now = datetime.now(UTC)
    may = {}
    for address in addresses_of(demo):
        who, _ = signing_in.sign_in(region, email=address, password=password_of(demo), device="", now=now)
        own = queries.affiliations(region, who)
        may[address.split("@")[0]] = (len(own.factories), len(own.providers), len(own.offices))
    assert may == {
        "factory": (1, 0, 0),
        "provider": (0, 1, 0),
        "province": (0, 0, 1),
        "city": (0, 0, 1),
        "desk": (0, 0, 0),
        "admin": (0, 0, 0),
    }


def test_the_password_is_made_up_and_opens_nobody_else(demo: Demo, region: Session) -> None:
    assert len(password_of(demo)) >= passwords.SHORTEST
    told = set(addresses_of(demo))
    others = [one for one in region.exec(select(Account)) if one.email not in told]
    assert len(others) > 30
    assert not any(passwords.matches(password_of(demo), one.password_hash) for one in others[:5])


def test_one_administrator_and_people_who_act_for_several_firms(region: Session) -> None:
    accounts = list(region.exec(select(Account)))
    assert sum(one.is_administrator for one in accounts) == 1
    several = [queries.affiliations(region, one) for one in accounts]
    assert any(len(own.providers) == 2 for own in several)
    assert any(own.factories and own.providers for own in several)


def test_a_second_load_is_refused(region: Session) -> None:
    with pytest.raises(loading.NotEmpty):
        loading.load(region, now=datetime.now(UTC), password="another one, long enough")


def test_a_second_start_repeats_the_sign_ins_from_a_file_only_its_owner_reads(demo: Demo) -> None:
    assert setting_up.sign_ins(demo.engine, demo.file) == demo.lines
    assert stat.S_IMODE(demo.file.stat().st_mode) == 0o600


def test_a_full_database_without_its_file_is_left_alone_and_said_so(demo: Demo) -> None:
    lines = setting_up.sign_ins(demo.engine, demo.file.with_name("other.txt"))
    assert len(lines) == 1
    assert "已有数据" in lines[0]
    assert not demo.file.with_name("other.txt").exists()


def test_needs_and_memberships_stand_in_every_state(region: Session) -> None:
    needs = Counter(region.exec(select(Demand.status)))
    assert set(needs) == set(DemandStatus)
    assert needs["published"] + needs["matching"] > 80
    memberships = Counter(region.exec(select(PoolMembership.status)))
    assert set(memberships) == set(MembershipStatus)
    assert memberships["admitted"] > 180


def test_nothing_happened_in_the_future(region: Session) -> None:
    now = datetime.now(UTC)
    for column in (
        DemandStep.at,
        MembershipStep.at,
        Feedback.given_at,
        Outcome.updated_at,
        Letter.written_at,
    ):
        assert max(region.exec(select(column))) <= now


def test_the_finished_event_was_scheduled_by_the_engine_and_published_twice(region: Session) -> None:
    past = event(region, EventStatus.FINISHED)
    run = region.exec(select(TimetableRun).where(TimetableRun.event_id == past.id)).one()
    assert run.status == RunStatus.DONE
    assert run.adopted_at is not None
    assert run.result["placements"]
    second, first = releases_of(region, past)
    assert len(lines_of(region, first)) == len(lines_of(region, second)) + 1


def test_every_published_meeting_was_accepted_by_both_sides(region: Session) -> None:
    rows = region.exec(
        select(ReleasedMeeting, MeetingRequest)
        .join(Meeting, Meeting.id == ReleasedMeeting.meeting_id)
        .join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
        .where(ReleasedMeeting.release_id == current_release(region, event(region, EventStatus.FINISHED)).id)
    ).all()
    assert len(rows) > 50
    assert {(request.factory_said, request.provider_said) for _, request in rows} == {("yes", "yes")}


def test_the_finished_event_has_figures_worth_reporting(region: Session) -> None:
    figures = counts.of_event(region, event(region, EventStatus.FINISHED))
    assert (figures.factories, figures.providers) == (18, 22)
    assert figures.held > 50
    assert figures.missed >= 1
    assert figures.signed >= 5
    assert figures.signed_amount > 100
    assert all(figures.answers.values())
    assert figures.stages["visit"] + figures.stages["quotation"] > 5


def test_needs_under_contract_have_a_signed_outcome(region: Session) -> None:
    bound = {DemandStatus.signed, DemandStatus.implementing, DemandStatus.accepted}
    needs = set(region.exec(select(Demand.id).where(Demand.status.in_(bound))))
    signed = set(region.exec(select(Outcome.demand_id).where(Outcome.stage.in_(["signed", "accepted"]))))
    assert needs == signed


def test_the_next_event_waits_to_be_scheduled(region: Session) -> None:
    coming = event(region, EventStatus.CLOSED)
    figures = counts.of_event(region, coming)
    assert figures.accepted > 25
    assert figures.placed == 0
    seats = select(MeetingSeat).join(Meeting).where(Meeting.event_id == coming.id)
    assert region.exec(seats).first() is None
    assert "pending" not in set(region.exec(select(MeetingRequest.status)))


def test_the_open_event_takes_registrations_and_has_firms_in_every_state(region: Session) -> None:
    rows = region.exec(
        select(Participant).where(Participant.event_id == event(region, EventStatus.OPEN).id)
    ).all()
    assert {row.status for row in rows} == {"applied", "approved", "invited", "waitlisted"}
    assert {row.side for row in rows} == {"factory", "provider"}


def test_letters_go_to_nobody_real_and_old_ones_are_not_posted_again(region: Session) -> None:
    letters = list(region.exec(select(Letter)))
    assert all(letter.to.endswith(".example") for letter in letters)
    recent = datetime.now(UTC) - timedelta(days=5)
    assert all(letter.written_at > recent for letter in letters if letter.status == "waiting")


def test_partners_of_the_data_met_at_the_finished_event(region: Session) -> None:
    bound = [record for record in records("needs") if "partner" in record]
    names = {record["key"]: record["name"] for record in records("providers")}
    met = {
        (demand.title, provider.name): outcome.stage
        for outcome, demand, provider in region.exec(
            select(Outcome, Demand, Provider)
            .join(Demand, Demand.id == Outcome.demand_id)
            .join(Provider, Provider.id == Outcome.provider_id)
        )
    }
    far = {"matching": "quotation", "signed": "signed", "implementing": "signed", "accepted": "accepted"}
    assert {(one["title"], names[one["partner"]]): far[one["state"]] for one in bound}.items() <= met.items()
