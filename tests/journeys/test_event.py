"""An organiser runs an event, from its creation to the printed agenda, the desk and the figures."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from matchmaker.accounts import representing
from matchmaker.events import queries as events
from matchmaker.meetings import queries as meetings
from tests import event_makers as make
from tests import makers
from tests.journeys.people import press, send, sign_in

TOMORROW = (datetime.now(UTC) + timedelta(days=1)).date()


@pytest.fixture
def office(session):
    """An organiser of the city; signs in as `office.person`."""
    person, place = makers.organiser(session, "340100")
    return person, place


def _acting_for(session, firm, side):
    person = makers.account(session)
    representing.represent(session, person, **{f"{side}_id": firm.id}, now=makers.NOW)
    return person


def _create(page, place):
    page.goto(f"/office/{place.id}/events/new")
    page.fill("#name", "合肥装备制造供需对接会")
    page.fill("#place", "市民中心二楼")
    send(page, "main form button.btn-primary")
    page.wait_for_url("**/times")
    address = page.url.removesuffix("/times")
    form = page.locator('form[action$="/blocks"]')
    form.locator('[name$="day"]').fill(TOMORROW.isoformat())
    form.locator('[name$="starts"]').fill("09:00")
    form.locator('[name$="ends"]').fill("11:00")
    form.locator("button").click()
    expect(page.locator("text=可谈轮次").first).to_be_visible()
    form = page.locator('form[action$="/tables"]')
    form.locator('[name$="count"]').fill("3")
    form.locator("button").click()
    expect(page.locator("#tables .list-group-item")).to_have_count(3)
    return address


def test_an_event_from_creation_to_the_printed_agenda(at_desk, session, reader, office):
    page, (person, place) = at_desk, office
    sign_in(page, session, person)
    address = _create(page, place)
    page.goto(address)
    press(page, "/status")
    expect(page.locator("text=报名中").first).to_be_visible()

    # Firms take part: most are registered by the organiser, one comes through the browser.
    event = events.events_in(session, "340100")[0].event
    factory, provider = make.factory(session, "合肥恒力机械"), make.provider(session, "皖云软件")
    need = make.need(session, factory)
    others = [make.participant(session, event, make.provider(session, f"伙伴软件{n}")) for n in range(2)]
    make.participant(session, event, provider)
    boss = _acting_for(session, factory, "factory")
    sign_in(page, session, boss)
    page.goto(f"/factory/{factory.id}/events/{event.id}/registration")
    page.get_by_label(need.title).check()
    page.fill('[name="delegate_names"]', "王厂长")
    page.locator('[name="consent"]').check()
    send(page, "main form button.btn-primary")
    expect(page.locator("main")).to_contain_text("等主办方确认")

    sign_in(page, session, person)
    page.goto(f"{address}/registrations?status=applied")
    press(page, "/approve")

    # Asking and answering.
    sign_in(page, session, boss)
    page.goto(f"/factory/{factory.id}/events/{event.id}/partners")
    page.locator("tr", has_text="皖云软件").get_by_role("link", name="约见").click()
    page.fill('[name="message"]', "想看排产软件怎么接我们的老机床")
    send(page, "main form button.btn-primary")
    seller = _acting_for(session, provider, "provider")
    sign_in(page, session, seller)
    page.goto(f"/provider/{provider.id}/events/{event.id}/requests")
    expect(page.locator("main")).to_contain_text("想看排产软件怎么接我们的老机床")
    page.get_by_role("button", name="答应", exact=True).click()
    expect(page.locator("main")).to_contain_text(factory.contact_phone)

    # The worker computes the timetable; the organiser adopts and publishes it.
    sign_in(page, session, person)
    page.goto(f"{address}/timetable")
    page.locator("details summary").first.click()
    page.fill('[name="seconds"]', "5")
    send(page, 'main form:has([name="seconds"]) button.btn-primary')
    expect(page.locator('form[action$="/adopt"] button')).to_be_visible(timeout=60_000)
    press(page, "/adopt")
    page.goto(f"{address}/publish")
    page.fill('[name="name"]', "第一版")
    send(page, 'main form:has([name="name"]) button.btn-primary')
    expect(page.locator("main")).to_contain_text("第一版")

    # On paper, and in a calendar.
    page.goto(f"{address}/print/agendas")
    page.emulate_media(media="print")
    expect(page.locator("main")).to_contain_text("皖云软件")
    assert len(page.pdf()) > 5_000
    page.emulate_media(media="screen")
    sign_in(page, session, boss)
    page.goto(f"/factory/{factory.id}/events/{event.id}/agenda")
    expect(page.locator("main")).to_contain_text("皖云软件")
    file = page.request.get(f"/factory/{factory.id}/events/{event.id}/agenda.ics").body()
    entries = Calendar.from_ical(io.BytesIO(file).read()).walk("VEVENT")
    assert [str(entry["summary"]) for entry in entries] == ["皖云软件"]
    assert others and meetings.meeting_counts(reader, event)["scheduled"] == 1

    # At the desk.
    part = next(row.participant for row in events.attendees(reader, event) if row.firm.id == factory.id)
    sign_in(page, session, person)
    page.goto(f"/desk/{event.id}/")
    page.fill("#code", part.code.lower())
    page.keyboard.press("Enter")
    expect(page.locator('[role="status"]')).to_contain_text("签到成功")
    page.goto(f"/desk/{event.id}/board")
    press(page, "/start")
    press(page, "/held")
    page.goto(f"{address}/summary")
    expect(page.locator("main")).to_contain_text("完成")
