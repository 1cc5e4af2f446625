"""An organiser plans an event, from the first form to the opened registration, and what goes wrong on the way."""

import pytest

from matchmaker.events import queries as events
from tests import event_makers as make
from tests import makers

BASICS = {
    "name": "春季供需对接会", "kind": "meetings", "zone": "Asia/Shanghai", "who_asks": "both", "request_mode": "guest_accepts",
    "scheduling_mode": "organiser", "fixed_tables": "none", "expires_hours": "72",
}  # fmt: skip
BLOCK = {
    "block-day": "2027-03-12", "block-starts": "09:00", "block-ends": "10:00", "block-slot_minutes": "20", "block-break_minutes": "0",
    "block-label": "上午",
}  # fmt: skip


@pytest.fixture
def office(client, session):
    """The office of a province, its manager signed in."""
    person, place = makers.organiser(session)
    makers.sign_in(client, session, person)
    return place


@pytest.fixture
def base(office):
    return f"/office/{office.id}/events"


@pytest.fixture
def event(session, office):
    made = make.event(session, office)
    session.commit()
    return made


def text(response):
    return response.get_data(as_text=True)


def test_from_the_first_form_to_the_opened_registration(client, base):
    assert "还没有对接会" in text(client.get(base))
    created = client.post(f"{base}/new", data=BASICS, follow_redirects=True)
    page = created.request.path
    assert "还没有洽谈时段" in text(created)
    home = page.removesuffix("/times")
    assert "添加时段和桌子" in text(client.get(home))
    answer = client.post(f"{home}/blocks", data=BLOCK, follow_redirects=True)
    assert "09:00 – 10:00" in text(answer)
    client.post(f"{home}/tables", data={"tables-count": "4", "tables-place": "东区"}, follow_redirects=True)
    assert "开放报名" in text(client.get(home))
    opened = client.post(f"{home}/status", data={"to": "open"}, follow_redirects=True)
    assert "报名中" in text(opened) and "邀请单位" in text(opened)
    assert "春季供需对接会" in text(client.get(f"{base}?status=open"))


def test_a_form_that_cannot_be_saved_keeps_its_input(client, base):
    answer = client.post(f"{base}/new", data=BASICS | {"name": "", "place": "会展中心 7 号馆", "expires_hours": "9999"})
    assert answer.status_code == 422
    page = text(answer)
    assert "会展中心 7 号馆" in page and "9999" in page and "这一项必填。" in page and "整数" in page


@pytest.mark.parametrize("wrong", [{"block-ends": "09:10"}, {"block-day": "32"}, {"block-slot_minutes": "1"}])
def test_a_block_that_cannot_be_is_said_at_the_form(client, base, event, wrong):
    answer = client.post(f"{base}/{event.id}/blocks", data=BLOCK | {"block-day": "2027-03-13"} | wrong)
    assert answer.status_code == 422 and "还没有保存" in text(answer)


def test_a_block_over_another_is_refused_with_the_input_kept(client, base, event):
    answer = client.post(f"{base}/{event.id}/blocks", data=BLOCK | {"block-label": "加场"})
    assert answer.status_code == 422
    assert "重叠" in text(answer) and "加场" in text(answer)


def test_blocks_items_and_tables_are_changed_and_taken_away(client, session, base, event):
    here = f"{base}/{event.id}"
    block, table = events.blocks_of(session, event)[0], events.tables_of(session, event)[0]
    session.commit()
    form = {name.removeprefix("block-"): value for name, value in BLOCK.items()}
    assert "09:00" in text(client.get(f"{here}/blocks/{block.id}"))
    assert "时段已保存" in text(client.post(f"{here}/blocks/{block.id}", data=form, follow_redirects=True))
    item = {"item-title": "开幕式", "item-day": "2027-03-12", "item-starts": "09:00", "item-ends": "09:30", "item-blocking": "y"}
    assert "开幕式" in text(client.post(f"{here}/programme", data=item, follow_redirects=True))
    (added,) = events.items_of(session, event)
    session.commit()
    client.post(f"{here}/programme/{added.id}/remove")
    assert "靠窗" in text(client.post(f"{here}/tables/{table.id}", data={"place": "靠窗"}, follow_redirects=True))
    client.post(f"{here}/tables/{table.id}/remove")
    client.post(f"{here}/blocks/{block.id}/remove")
    assert (events.blocks_of(session, event), len(events.tables_of(session, event))) == ([], 2)


def test_phases_are_saved_and_a_half_one_is_refused(client, base, event):
    here = f"{base}/{event.id}/phases"
    half = client.post(here, data={"registration-starts_at": "2027-03-01T09:00"})
    assert half.status_code == 422 and "开始和结束要一起填" in text(half)
    wrong = {"requests-starts_at": "2027-03-02T09:00", "requests-ends_at": "2027-03-01T09:00"}
    assert "结束要晚于开始" in text(client.post(here, data=wrong))
    right = {"requests-starts_at": "2027-03-01T09:00", "requests-ends_at": "2027-03-08T18:00", "requests-text": "请尽早约见"}
    page = text(client.post(here, data=right, follow_redirects=True))
    assert 'value="2027-03-01T09:00"' in page and "请尽早约见" in page
    held = client.post(f"{base}/{event.id}/phase", data={"kind": "feedback"}, follow_redirects=True)
    assert "不看时间" in text(held)


def test_helpers_are_found_by_their_address(client, session, base, event):
    helper = makers.account(session, name="志愿者小陈")
    session.commit()
    here = f"{base}/{event.id}/helpers"
    assert "没有用这个邮箱注册的账号" in text(client.post(here, data={"email": "nobody@x.example"}))
    assert "志愿者小陈" in text(client.post(here, data={"email": helper.email}, follow_redirects=True))


def test_cancelling_asks_for_a_reason_and_cloning_makes_a_draft(client, base, event):
    assert "请写明原因" in text(client.post(f"{base}/{event.id}/cancel", data={"reason": " "}))
    copy = client.post(f"{base}/{event.id}/clone", data={"name": "秋季对接会", "first_day": "2027-09-10"}, follow_redirects=True)
    assert "2027年9月10日" in text(copy)
    gone = client.post(f"{base}/{event.id}/cancel", data={"reason": "台风"}, follow_redirects=True)
    assert "已取消" in text(gone)
    assert client.post(f"{base}/{event.id}/edit", data=BASICS).status_code == 409


PAGES = [
    "", "/edit", "/times", "/phases", "/cancel", "/clone", "/registrations", "/invite", "/invite?source=matching",
    "/invite?source=factories", "/invite?source=name", "/requests", "/proposals", "/timetable", "/timetable/grid", "/publish", "/releases",
    "/check-in", "/print/agendas", "/print/tables", "/print/codes", "/outcomes", "/summary",
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_for_an_empty_event_in_both_languages(client, base, event, page):
    assert client.get(f"{base}/{event.id}{page}").status_code == 200
    client.post("/account/language", data={"language": "en"})
    assert client.get(f"{base}/{event.id}{page}").status_code == 200


@pytest.mark.parametrize("page", [*PAGES, "/registrations/export", "/requests/export", "/summary/export"])
def test_no_page_opens_for_the_office_of_another_province(client, session, event, page):
    person, elsewhere = makers.organiser(session, "350000")
    makers.sign_in(client, session, person)
    assert client.get(f"/office/{elsewhere.id}/events/{event.id}{page}").status_code == 404
    assert event.name not in text(client.get(f"/office/{elsewhere.id}/events"))


def test_a_part_of_another_event_is_not_found(client, session, base, office, event):
    other = make.event(session, office, name="另一场")
    table = events.tables_of(session, other)[0]
    session.commit()
    assert client.get(f"{base}/{event.id}/tables/{table.id}").status_code == 404


@pytest.mark.parametrize("path", ["/releases/99999999999999999999", "/requests?page=99999999999999999999", "/proposals?least=1e9",
                                  "/timetable/grid?day=9999-99-99", "/registrations?status=%00&side=x&q=%00", "/requests?status=%00&q=a%00", "/invite?source=x&pool=x"])
def test_nonsense_in_an_address_is_no_failure(client, base, event, path):
    assert client.get(f"{base}/{event.id}{path}").status_code in {200, 400, 404}


def test_an_event_cannot_grow_without_end(client, session, base, event):
    block = BLOCK | {"block-day": "2027-03-13", "block-starts": "00:00", "block-ends": "23:59", "block-slot_minutes": "5"}
    answers = [client.post(f"{base}/{event.id}/blocks", data=block | {"block-day": f"2027-03-1{n}"}) for n in range(3, 8)]
    assert [one.status_code for one in answers] == [302, 302, 302, 422, 422]
    assert "最多 1000 个时段" in text(answers[-1])
    tables = [client.post(f"{base}/{event.id}/tables", data={"tables-count": "500"}).status_code for _ in range(2)]
    assert tables == [302, 409]
