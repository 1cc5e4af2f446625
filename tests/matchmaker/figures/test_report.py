from datetime import date
from decimal import Decimal

from matchmaker.events import attendance
from matchmaker.events import queries as events
from matchmaker.figures import counts, record, report
from matchmaker.meetings import feedback, moving, publishing, queries, requests
from matchmaker.meetings.models import Answer
from matchmaker.outcomes import following_up
from matchmaker.outcomes.following_up import Report
from tests import event_makers as make
from tests import makers

NOW = make.NOW


def event_with_history(session):
    """Three factories, two providers: one meeting held and signed, one missed, one never placed, one request declined."""
    event = make.event(session, makers.office(session))
    plants = [make.factory(session, f"工厂{n}", region_code=code) for n, code in enumerate(["340100", "340102", "340200"])]
    needs = [make.need(session, plant) for plant in plants]
    seats = [make.participant(session, event, plant, demand_ids=[need.id]) for plant, need in zip(plants, needs, strict=True)]
    firms = [make.participant(session, event, make.provider(session, f"服务商{n}")) for n in range(2)]
    held = make.meeting(session, event, seats[0], firms[0], needs[0].id)
    missed = make.meeting(session, event, seats[1], firms[0])
    make.meeting(session, event, seats[0], firms[1])
    refused = requests.ask(session, event, asker=seats[2], guest=firms[1], demand_id=None, now=NOW)
    requests.decline(session, event, refused, "provider", now=NOW)
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    for n, row in enumerate((held, missed)):
        moving.move(session, event, row.meeting, slots[n], tables[0], now=NOW)
    publishing.publish(session, event, name="第一版", now=NOW)
    attendance.check_in(session, seats[0], now=NOW)
    late = slots[-1].ends_at
    feedback.give(session, event, held.meeting, "factory", Answer.COOPERATION_POSSIBLE, now=late)
    feedback.give(session, event, missed.meeting, "provider", Answer.DID_NOT_TAKE_PLACE, now=late)
    signed = Report(stage="signed", amount=Decimal("120.50"), signed_on=date(2027, 4, 2))
    following_up.record(session, queries.meeting_in(session, event, held.meeting.id), signed, now=late)
    return event


def test_the_figures_of_an_event_equal_its_rows(session):
    figures = counts.of_event(session, event_with_history(session))
    assert (figures.factories, figures.providers, figures.factories_present, figures.providers_present) == (3, 2, 1, 0)
    assert (figures.needs, figures.offerings) == (3, 0)
    assert (figures.asked, figures.accepted, figures.declined, figures.expired) == (4, 3, 1, 0)
    assert (figures.placed, figures.held, figures.missed, figures.cancelled) == (2, 1, 1, 0)
    assert (figures.intents, figures.signed, figures.signed_amount) == (1, 1, Decimal("120.50"))
    assert figures.answers["cooperation_possible"] == 1 and figures.answers["informative"] == 0
    assert figures.stages["signed"] == 1


def test_the_spread_names_those_who_got_none(session):
    spread = counts.spread(session, event_with_history(session))
    assert (spread.factories, spread.providers) == ({0: 1, 1: 2}, {0: 1, 2: 1})
    assert sorted(one.firm.name for one in spread.without) == ["工厂2", "服务商1"]


def test_counties_count_for_their_city_and_groups_for_their_division(session):
    event = event_with_history(session)
    assert counts.by_region(session, event) == {"340100": (2, 2), "340200": (1, 1)}
    assert counts.by_industry(session, event) == {"C34": (3, 3)}


def test_the_report_lists_needs_and_contracts_and_no_contact(session):
    whole = report.of(session, event_with_history(session))
    assert [(line.side, line.firm) for line in whole.topics] == [("factory", f"工厂{n}") for n in range(3)]
    (contract,) = whole.contracts
    assert (contract.factory, contract.provider, contract.amount) == ("工厂0", "服务商0", Decimal("120.50"))
    assert "0551" not in repr(whole.topics) + repr(whole.contracts)


def test_an_empty_event_has_a_report_too(session):
    event = make.event(session, makers.office(session))
    whole = report.of(session, event)
    assert whole.figures.asked == 0 and whole.figures.signed_amount == Decimal() and whole.topics == []


def test_the_record_of_a_firm_counts_what_it_did_itself(session):
    event = event_with_history(session)
    firms = {one.firm.name: one.firm for one in events.attendees(session, event)}
    plant, firm, missing = (record.of_firm(session, firms[name]) for name in ("工厂0", "服务商0", "工厂1"))
    assert (plant.events, plant.held, plant.missed, plant.signed, plant.amount) == (1, 1, 0, 1, Decimal("120.50"))
    assert (firm.events, firm.held, firm.missed, firm.answered, firm.praised) == (0, 1, 0, 1, 1)
    assert (missing.held, missing.missed, missing.answered, missing.reliability) == (0, 1, 1, 0.0)
    assert record.of_firm(session, firms["服务商1"]).reliability is None
