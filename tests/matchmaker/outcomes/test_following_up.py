from datetime import date, timedelta
from decimal import Decimal

import pytest
from pydantic import ValidationError

from matchmaker.journal import Actor, introduce
from matchmaker.meetings import queries as meetings
from matchmaker.meetings import requests
from matchmaker.outcomes import following_up, queries
from matchmaker.outcomes.errors import AmountMissing, ChangedMeanwhile, DateMissing, NotMet
from matchmaker.outcomes.following_up import Report
from tests import event_makers as make
from tests import makers

NOW = make.NOW
SIGNED = Report(stage="signed", amount=Decimal("86.5"), signed_on=date(2027, 5, 6))


@pytest.fixture
def event(session):
    return make.event(session, makers.office(session))


@pytest.fixture
def row(session, event):
    plants, firms = make.sides(session, event, 1, 1)
    return make.meeting(session, event, plants[0], firms[0])


def test_the_ledger_is_carried_on_and_keeps_its_history(session, row):
    introduce(session, Actor("张科长"))
    outcome = following_up.record(session, row, Report(stage="in_touch", next_step="约现场", next_on=date(2027, 3, 20)), now=NOW)
    again = following_up.record(session, row, SIGNED, now=NOW + timedelta(days=60))
    assert again.id == outcome.id
    assert (again.stage, again.amount, again.next_step, again.version) == ("signed", Decimal("86.50"), "", 2)
    steps = queries.history_of(session, outcome)
    assert [(one.from_stage, one.to_stage, one.by) for one in steps] == [(None, "in_touch", "张科长"), ("in_touch", "signed", "张科长")]


def test_a_contract_has_an_amount_and_a_day(session, row):
    for report, refusal in (
        (Report(stage="signed", signed_on=date(2027, 5, 6)), AmountMissing),
        (Report(stage="accepted", amount=Decimal(1)), DateMissing),
    ):
        with pytest.raises(refusal):
            following_up.record(session, row, report, now=NOW)
    assert queries.outcome_of_meeting(session, row.meeting.id) is None


@pytest.mark.parametrize("amount", ["0", "-1", "1.005", "99999999999"])
def test_amounts_are_positive_and_fit(amount):
    with pytest.raises(ValidationError):
        Report(stage="signed", amount=Decimal(amount), signed_on=date(2027, 5, 6))


def test_an_old_page_does_not_overwrite(session, row):
    outcome = following_up.record(session, row, Report(stage="visit"), now=NOW)
    following_up.carry_on(session, outcome, SIGNED, seen_version=1, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        following_up.carry_on(session, outcome, Report(stage="none"), seen_version=1, now=NOW)


def test_who_did_not_meet_has_no_outcome(session, event, row):
    requests.withdraw(session, event, row.request, "factory", now=NOW)
    with pytest.raises(NotMet):
        following_up.record(session, meetings.meeting_in(session, event, row.meeting.id), SIGNED, now=NOW)


def test_firms_see_their_own_and_an_office_its_region_s(session, row):
    following_up.record(session, row, SIGNED, now=NOW)
    stranger = make.factory(session, "别家")
    assert [one.provider.name for one in queries.outcomes_of_factory(session, row.factory)] == ["服务商0"]
    assert queries.outcomes_of_factory(session, stranger) == []
    assert [len(queries.outcomes_in(session, code)) for code in ("340000", "340100", "340200")] == [1, 1, 0]
    assert queries.count_outcomes_in(session, "340000", stages=["signed"]) == 1
    assert queries.count_outcomes_in(session, "340000", words="%") == 0


def test_what_is_due_is_listed_until_it_is_accepted(session, row):
    outcome = following_up.record(session, row, Report(stage="visit", next_on=date(2027, 4, 1)), now=NOW)
    assert queries.due(session, "340000", today=date(2027, 3, 31)) == []
    assert len(queries.due(session, "340000", today=date(2027, 4, 1))) == 1
    done = Report(**SIGNED.model_dump() | {"stage": "accepted", "next_on": date(2027, 4, 1)})
    following_up.carry_on(session, outcome, done, now=NOW)
    assert queries.due(session, "340000", today=date(2027, 4, 1)) == []
