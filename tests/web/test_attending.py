"""The pages of those who take part: both sides, from registration to what came of it."""

import re
from datetime import timedelta

import pytest
import time_machine
from icalendar import Calendar

from matchmaker.accounts import representing
from matchmaker.db import open_session
from matchmaker.events import queries as events
from matchmaker.meetings import moving, publishing, queries
from tests import event_makers as make
from tests import makers
from tests.makers import NOW as SIGNED_UP


class Party:
    """A firm with somebody signed in for it."""

    def __init__(self, app, session, firm, side):
        self.firm, self.side, self.client = firm, side, app.test_client()
        person = makers.account(session)
        representing.represent(session, person, **{f"{side}_id": firm.id}, now=SIGNED_UP)
        makers.sign_in(self.client, session, person)

    def path(self, rest=""):
        return f"/{self.side}/{self.firm.id}/events{rest}"

    def get(self, rest=""):
        return self.client.get(self.path(rest))

    def post(self, rest, **data):
        return self.client.post(self.path(rest), data=data)


@pytest.fixture
def event(session):
    return make.event(session, makers.office(session))


@pytest.fixture
def factory(app, session):
    return Party(app, session, make.factory(session), "factory")


@pytest.fixture
def provider(app, session):
    return Party(app, session, make.provider(session), "provider")


def _both_take_part(session, event, factory, provider):
    need = make.need(session, factory.firm)
    plant = make.participant(session, event, factory.firm, demand_ids=[need.id])
    firm = make.participant(session, event, provider.firm)
    session.commit()
    return need, plant, firm


def _ask(session, event, factory, provider):
    need, plant, firm = _both_take_part(session, event, factory, provider)
    answer = factory.post(
        f"/{event.id}/partners/{firm.id}?need={need.id}", wish="must", message="想看看你们的排产软件"
    )
    assert answer.status_code == 302, answer.text
    with open_session(session.get_bind().engine, writing=False) as reader:
        return queries.requests_for(reader, plant)[0].request


def test_a_firm_registers_and_waits(session, event, factory):
    need = make.need(session, factory.firm)
    session.commit()
    assert "报名" in factory.get(f"/{event.id}").text
    answer = factory.post(
        f"/{event.id}/registration",
        topics=[str(need.id)],
        delegates="2",
        delegate_names="王工、李工",
        consent="y",
    )
    assert answer.status_code == 302
    assert "等主办方确认" in factory.get(f"/{event.id}").text
    form = factory.get(f"/{event.id}/registration").text
    assert 'value="王工、李工"' in form and need.title in form


def test_without_consent_nobody_registers_and_nothing_typed_is_lost(session, event, factory):
    session.commit()
    answer = factory.post(f"/{event.id}/registration", delegates="3", delegate_names="王工")
    assert answer.status_code == 422 and 'value="王工"' in answer.text and 'value="3"' in answer.text
    assert "不同意就没法安排会面" in answer.text


def test_nobody_brings_a_need_that_is_not_theirs(session, event, factory, provider):
    other = make.need(session, make.factory(session, "别家工厂"))
    session.commit()
    answer = factory.post(f"/{event.id}/registration", topics=[str(other.id)], delegates="1", consent="y")
    assert answer.status_code == 422


def test_asking_and_accepting_makes_a_meeting_and_opens_the_contact(session, event, factory, provider):
    request = _ask(session, event, factory, provider)
    assert provider.firm.contact_phone not in factory.get(f"/{event.id}/requests").text
    seen = provider.get(f"/{event.id}/requests").text
    assert "想看看你们的排产软件" in seen and factory.firm.contact_name not in seen
    assert provider.post(f"/{event.id}/requests/{request.id}/accept", message="好").status_code == 302
    assert factory.firm.contact_name in provider.get(f"/{event.id}/requests").text
    assert provider.firm.contact_name in factory.get(f"/{event.id}/requests").text


def test_a_cancelled_meeting_closes_the_contact_again(session, event, factory, provider):
    request = _ask(session, event, factory, provider)
    provider.post(f"/{event.id}/requests/{request.id}/accept")
    provider.post(f"/{event.id}/requests/{request.id}/withdraw", message="来不了")
    assert provider.firm.contact_name not in factory.get(f"/{event.id}/requests").text
    assert factory.firm.contact_name not in provider.get(f"/{event.id}/requests").text


def test_who_declined_is_not_asked_again(session, event, factory, provider):
    request = _ask(session, event, factory, provider)
    provider.post(f"/{event.id}/requests/{request.id}/decline", message="不做这个")
    again = factory.post(
        f"/{event.id}/partners/{request.provider_participant_id}?need={request.demand_id}", wish="meet"
    )
    assert again.status_code == 409


def test_a_request_is_answered_once(session, event, factory, provider):
    request = _ask(session, event, factory, provider)
    assert provider.post(f"/{event.id}/requests/{request.id}/accept").status_code == 302
    assert provider.post(f"/{event.id}/requests/{request.id}/decline").status_code == 409
    assert factory.post(f"/{event.id}/requests/{request.id}/accept").status_code == 409


def test_other_peoples_requests_and_meetings_are_not_there(app, session, event, factory, provider):
    request = _ask(session, event, factory, provider)
    rival = Party(app, session, make.provider(session, "同行软件"), "provider")
    make.participant(session, event, rival.firm)
    session.commit()
    assert rival.post(f"/{event.id}/requests/{request.id}/accept").status_code == 404
    assert "想看看" not in rival.get(f"/{event.id}/requests").text
    outsider = Party(app, session, make.provider(session, "场外软件"), "provider")
    session.commit()
    for page in ("partners", "requests", "agenda", "agenda.ics", "code.svg"):
        assert outsider.get(f"/{event.id}/{page}").status_code == 404


def test_a_person_acts_only_for_their_own_firm(session, event, factory, provider):
    _both_take_part(session, event, factory, provider)
    assert factory.client.get(f"/provider/{provider.firm.id}/events/{event.id}").status_code == 404


def test_a_draft_event_is_not_there(session, factory):
    hidden = make.event(session, makers.office(session), opened=False)
    session.commit()
    assert factory.get(f"/{hidden.id}").status_code == 404
    assert hidden.name not in factory.get().text


def _published(session, event, factory, provider):
    request = _ask(session, event, factory, provider)
    provider.post(f"/{event.id}/requests/{request.id}/accept")
    row = queries.request_in(session, event, request.id)
    slot, table = events.slots_of(session, event)[0], events.tables_of(session, event)[0]
    moving.move(session, event, row.meeting, slot, table, now=make.NOW)
    publishing.publish(session, event, name="第一版", now=make.NOW)
    session.commit()
    return row.meeting, slot


def test_the_agenda_shows_the_release_and_goes_into_a_calendar(session, event, factory, provider):
    _meeting, slot = _published(session, event, factory, provider)
    page = factory.get(f"/{event.id}/agenda").text
    assert provider.firm.name in page and "09:00" in page
    entries = Calendar.from_ical(factory.get(f"/{event.id}/agenda.ics").data).walk("VEVENT")
    assert [(str(entry["summary"]), entry.decoded("dtstart")) for entry in entries] == [
        (provider.firm.name, slot.starts_at)
    ]
    assert provider.firm.contact_phone not in factory.get(f"/{event.id}/agenda.ics").text
    assert factory.get(f"/{event.id}/code.svg").mimetype == "image/svg+xml"


def test_feedback_and_outcome_after_the_meeting(app, session, event, factory, provider):
    meeting, slot = _published(session, event, factory, provider)
    path = f"/{event.id}/meetings/{meeting.id}"
    assert factory.post(f"{path}/feedback", answer="informative").status_code == 409  # not begun yet
    with time_machine.travel(slot.ends_at + timedelta(hours=1), tick=False):
        for party in (factory, provider):
            person = makers.account(session)
            representing.represent(session, person, **{f"{party.side}_id": party.firm.id}, now=SIGNED_UP)
            makers.sign_in(party.client, session, person)
        assert "反馈" in factory.get(f"/{event.id}/agenda").text
        assert factory.post(f"{path}/feedback").status_code == 422
        answer = factory.post(f"{path}/feedback", answer="cooperation_possible", comment="价格偏高,私下说")
        assert answer.headers["Location"].endswith("/outcome")
        assert "价格偏高" not in provider.get(f"{path}/feedback").text
        missing = factory.post(f"{path}/outcome", stage="signed", next_step="月底发合同")
        assert missing.status_code == 422 and "月底发合同" in missing.text
        done = factory.post(
            f"{path}/outcome", stage="signed", amount="86.5", signed_on="2027-03-20", next_step="月底发合同"
        )
        assert done.status_code == 302
        assert 'value="86.50"' in provider.get(f"{path}/outcome").text


def test_withdrawing_cancels_and_tells(session, event, factory, provider):
    _published(session, event, factory, provider)
    assert factory.post(f"/{event.id}/withdraw", reason="出差").status_code == 302
    assert "已取消" in provider.get(f"/{event.id}/agenda").text
    assert factory.firm.contact_name not in provider.get(f"/{event.id}/requests").text


def test_the_list_of_partners_costs_the_same_for_one_and_for_many(app, session, event, factory, engine):
    from sqlalchemy import event as listen

    need = make.need(session, factory.firm)
    make.participant(session, event, factory.firm, demand_ids=[need.id])
    statements = []
    listen.listen(
        engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: statements.append(statement)
    )
    costs = []
    for number in (1, 3):
        for one in range(number):
            make.participant(session, event, make.provider(session, f"软件{number}{one}"))
        session.commit()
        factory.get(f"/{event.id}/partners")  # the index takes the change in
        statements.clear()
        page = factory.get(f"/{event.id}/partners").text
        costs.append(len(statements))
        assert len(re.findall(r"<strong>软件\d\d", page)) >= number
    assert costs[0] == costs[1] > 0
