"""An organiser invites, brings firms together, schedules, publishes, runs the day and sums up – through the pages."""

import io

import openpyxl
import pytest

from matchmaker.events import attendance, planning, registering
from matchmaker.events import queries as events
from matchmaker.events.drafts import Registration
from matchmaker.mail import outbox
from matchmaker.meetings import moving, timetable
from matchmaker.meetings import queries as meetings
from tests import event_makers as make
from tests import makers


@pytest.fixture
def office(client, session):
    person, place = makers.organiser(session)
    makers.sign_in(client, session, person)
    return place


@pytest.fixture
def event(session, office):
    made = make.event(session, office)
    session.commit()
    return made


@pytest.fixture
def here(office, event):
    return f"/office/{office.id}/events/{event.id}"


@pytest.fixture
def sides(session, event):
    """Two factories and two providers with a meeting for every pair, not scheduled."""
    plants, firms = make.sides(session, event, 2, 2)
    rows = make.meetings(session, event, plants, firms)
    session.commit()
    return plants, firms, rows


def text(response):
    return response.get_data(as_text=True)


def test_members_of_a_pool_are_invited_with_a_letter(client, session, here):
    pool = makers.pool(session)
    firm = makers.provider(session, name="智控科技", contact_email="zk@soft.example.com")
    makers.membership(session, firm, pool)
    session.commit()
    page = text(client.get(f"{here}/invite?source=pool&pool={pool.id}"))
    assert "智控科技" in page
    sent = client.post(f"{here}/invite", data={"side": "provider", "firm": [str(firm.id)], "message": "诚邀"}, follow_redirects=True)
    assert "已邀请 1 家单位" in text(sent) and "已邀请" in text(sent)
    (letter,) = outbox.letters(session)
    assert letter.to == "zk@soft.example.com" and "诚邀" in letter.body
    session.commit()
    assert "智控科技" not in text(client.get(f"{here}/invite?source=pool&pool={pool.id}"))


def test_a_firm_of_another_province_that_is_not_listed_cannot_be_invited(client, session, here, event):
    stranger = make.factory(session, "外省厂", region_code="350100")
    session.commit()
    sent = client.post(f"{here}/invite", data={"side": "factory", "firm": [str(stranger.id), "nonsense"]}, follow_redirects=True)
    assert "没有选中可以邀请的单位" in text(sent)
    assert events.count_attendees(session, event) == 0


def test_a_firm_is_registered_on_its_behalf_with_its_consent(client, session, here, event):
    firm = make.factory(session, "代办厂")
    need = make.need(session, firm)
    session.commit()
    form = f"{here}/register/factory/{firm.id}"
    assert "车间排产全靠人工" in text(client.get(form))
    refused = client.post(form, data={"delegates": "2", "delegate_names": "王工、李工", "topic_ids": str(need.id)})
    assert refused.status_code == 422 and "请先勾选同意" in text(refused) and "王工、李工" in text(refused)
    done = client.post(form, data={"delegates": "2", "delegate_names": "王工、李工", "topic_ids": str(need.id), "consent": "y"}, follow_redirects=True)
    assert "已代为报名" in text(done) and "王工、李工" in text(done)
    page = done.request.path
    edited = client.post(f"{page}/edit", data={"delegates": "3", "consent": "y", "remark": "素食"}, follow_redirects=True)
    assert "素食" in text(edited)


def test_registrations_are_decided_and_the_reason_is_told(client, session, here, event):
    firms = [make.factory(session, name) for name in ("甲厂", "乙厂")]
    applied = [registering.apply(session, event, firm, Registration(consent=True), now=make.NOW) for firm in firms]
    session.commit()
    assert "有 2 家单位的报名等您审核" in text(client.get(here))
    client.post(f"{here}/registrations/{applied[0].id}/approve", data={"back": "list"})
    assert client.post(f"{here}/registrations/{applied[1].id}/decline", data={}).status_code == 422
    client.post(f"{here}/registrations/{applied[1].id}/decline", data={"reason": "与主题不符"})
    assert client.post(f"{here}/registrations/{applied[1].id}/approve").status_code == 409
    assert {letter.kind for letter in outbox.letters(session)} == {"registration-approved", "registration-declined"}


def test_pairs_from_the_matching_are_proposed(client, session, here, event):
    plant = make.factory(session, "排产厂")
    need = make.need(session, plant)
    make.participant(session, event, plant, demand_ids=[need.id])
    firm = makers.provider(session, name="智排软件", summary="车间排产 APS 系统,插单重排。")
    makers.membership(session, firm, makers.pool(session))
    seat = make.participant(session, event, firm)
    session.commit()
    page = text(client.get(f"{here}/proposals"))
    assert "排产厂" in page and "智排软件" in page
    sent = client.post(f"{here}/proposals", data={"pair": [f"{need.id}:{seat.id}"], "message": "建议谈谈"}, follow_redirects=True)
    assert "已替 1 对单位牵线" in text(sent)
    (row,) = meetings.requests_in(session, event)
    session.commit()
    assert (row.request.asked_by, row.request.status) == ("organiser", "pending") and row.request.score > 0
    assert "智排软件" not in text(client.get(f"{here}/proposals"))
    for act in ("accept-factory", "accept-provider"):
        client.post(f"{here}/requests/{row.request.id}", data={"act": act})
    assert "双方已互相可见" in text(client.get(f"{here}/requests/{row.request.id}"))


def test_from_the_run_to_the_printed_agenda(client, session, engine, here, event, sides):
    assert "去排期" in text(client.get(here))
    ordered = client.post(f"{here}/timetable", data={"mode": "all", "seconds": "5", "seed": "1"})
    run = ordered.headers["Location"]
    assert "排队中" in text(client.get(run))
    assert client.post(f"{here}/timetable", data={"mode": "all", "seconds": "5", "seed": "1"}).status_code == 409
    assert "hx-trigger" in text(client.get(f"{run}/progress"))
    assert timetable.work_off(engine, lambda: make.NOW)
    assert client.get(f"{run}/progress").headers["HX-Refresh"] == "true"
    assert "所有约成的会面都排上了" in text(client.get(run))
    adopted = client.post(f"{run}/adopt", follow_redirects=True)
    assert text(adopted).count('class="cell') == 4
    preview = text(client.get(f"{here}/publish"))
    assert "第一次发布" in preview and "会收到通知的单位" in preview
    assert client.post(f"{here}/publish", data={"name": ""}).status_code == 422
    published = client.post(f"{here}/publish", data={"name": "第一版", "note": "请提前十分钟到"}, follow_redirects=True)
    assert "第一版" in text(published)
    assert client.post(f"{here}/publish", data={"name": "再来"}).status_code == 409
    agendas, tables = text(client.get(f"{here}/print/agendas")), text(client.get(f"{here}/print/tables"))
    assert agendas.count("签到码") >= 4 and "服务商1" in agendas and "号桌" in tables
    assert "0551" not in agendas + tables
    assert "草稿已恢复成“第一版”" in text(client.post(f"{here}/releases/1/restore", follow_redirects=True))
    assert client.get(f"{here}/registrations/{sides[0][0].id}/code.svg").mimetype == "image/svg+xml"


def test_a_move_with_conflicts_names_them_and_moves_nothing(client, session, here, event, sides):
    rows = sides[2]
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    session.commit()

    def move(row, slot, table, version):
        data = {"slot_id": str(slots[slot].id), "table_id": str(tables[table].id), "version": version}
        return client.post(f"{here}/meetings/{row.meeting.id}/move", data=data)

    assert move(rows[0], 0, 0, "1").status_code == 302
    refused = move(rows[1], 0, 0, "1")
    assert refused.status_code == 409
    assert "这张桌子在这个时间已有会面" in text(refused) and "工厂0 在这个时间已有会面" in text(refused)
    assert move(rows[0], 1, 1, "1").status_code == 409, "the page was old"
    page = text(client.get(f"{here}/timetable/grid?by=firm&q=工厂0"))
    assert 'class="cell locked found"' in page
    client.post(f"{here}/meetings/{rows[0].meeting.id}", data={"act": "unschedule"})
    assert 'class="cell' not in text(client.get(f"{here}/timetable/grid"))
    assert client.post(f"{here}/meetings/{rows[0].meeting.id}", data={"act": "fly"}).status_code == 400


def test_what_became_wrong_with_the_draft_is_said(client, session, here, event, sides):
    rows, slots, tables = sides[2], events.slots_of(session, event), events.tables_of(session, event)
    plant = sides[0][0]
    moving.move(session, event, rows[0].meeting, slots[0], tables[0], now=make.NOW)
    wish = Registration(consent=True, unavailable_slot_ids=[slots[0].id])
    session.commit()
    assert "草稿里有" not in text(client.get(f"{here}/timetable"))
    registering.amend(session, event, plant, wish, now=make.NOW)
    session.commit()
    page = text(client.get(f"{here}/timetable"))
    assert "草稿里有 1 处要改" in page and "工厂0 在 03-12 09:00 不能来，却排了会面" in page


def test_taking_a_table_or_block_away_says_first_what_it_hits(client, session, here, event, sides):
    rows = sides[2]
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    block = events.blocks_of(session, event)[0]
    session.commit()
    for n in (0, 1):
        data = {"slot_id": str(slots[n].id), "table_id": str(tables[n].id)}
        client.post(f"{here}/meetings/{rows[n].meeting.id}/move", data=data)
    page = text(client.get(f"{here}/tables/{tables[0].id}/remove"))
    assert "会影响下面 1 场会面" in page and rows[0].provider.name in page and rows[1].provider.name not in page
    gone = text(client.post(f"{here}/tables/{tables[0].id}/remove", follow_redirects=True))
    assert "1 场会面没有了时间和桌号" in gone
    assert "会影响下面 1 场会面" in text(client.get(f"{here}/blocks/{block.id}/remove"))
    client.post(f"{here}/blocks/{block.id}/remove")
    assert (events.slots_of(session, event), len(events.tables_of(session, event))) == ([], 2)
    assert meetings.meeting_counts(session, event)["unscheduled"] == 4


def test_a_free_slot_is_filled_on_the_day(client, session, office):
    made = make.event(session, office, name="今天的对接会")
    plant = make.factory(session, "排产厂")
    need = make.need(session, plant)
    seat = make.participant(session, made, plant, demand_ids=[need.id])
    firm = makers.provider(session, name="智排软件", summary="车间排产 APS 系统,插单重排。")
    makers.membership(session, firm, makers.pool(session))
    other = make.participant(session, made, firm)
    slot = events.slots_of(session, made)[2]
    for one in (seat, other):
        attendance.check_in(session, one, now=make.NOW)
    session.commit()
    page = f"/office/{office.id}/events/{made.id}/registrations/{seat.id}/substitutes"
    assert "智排软件" in text(client.get(f"{page}?slot={slot.id}"))
    filled = client.post(page, data={"partner": other.id, "need": need.id, "slot": slot.id}, follow_redirects=True)
    assert "已安排" in text(filled) and "已排定" in text(filled)
    assert client.post(page, data={"partner": other.id, "need": need.id, "slot": slot.id}).status_code == 409
    assert client.post(page, data={"partner": "x", "need": need.id, "slot": slot.id}).status_code == 404


def test_the_board_moves_by_itself(client, here, sides):
    board = text(client.get(f"{here}/check-in/board"))
    assert "hx-trigger" in board and "<html" not in board


def test_check_in_by_code_and_by_name(client, session, here, sides):
    plant, firm = sides[0][0], sides[1][0]
    assert "签到成功" in text(client.post(f"{here}/check-in", data={"code": plant.code.lower()}, follow_redirects=True))
    assert "签到过" in text(client.post(f"{here}/check-in", data={"code": plant.code}, follow_redirects=True))
    unknown = client.post(f"{here}/check-in", data={"code": "NOSUCHCODE"})
    assert unknown.status_code == 422 and "没有找到这个签到码" in text(unknown) and "NOSUCHCODE" in text(unknown)
    client.post(f"{here}/registrations/{firm.id}/check-in")
    client.post(f"{here}/registrations/{firm.id}/check-in/undo")
    page = text(client.get(f"{here}/check-in?q=工厂"))
    assert "工厂0" in page and "服务商0" not in page.split("参加单位")[1].split("接下来")[0]


def test_an_outcome_is_recorded_carried_on_and_reported(client, session, office, here, event, sides):
    row = sides[2][0]
    form = f"{here}/meetings/{row.meeting.id}/outcome"
    missing = client.post(form, data={"stage": "signed", "next_step": "约现场"})
    assert missing.status_code == 422 and "请填写合同金额" in text(missing) and "约现场" in text(missing)
    client.post(form, data={"stage": "visit", "next_step": "约现场", "next_on": "2026-11-01"})
    ledger = text(client.get(f"/office/{office.id}/outcomes"))
    assert "约现场" in ledger and "到期该跟进的（1）" in ledger
    page = client.get(form).headers["Location"]
    old = client.post(page, data={"stage": "signed", "amount": "88.5", "signed_on": "2027-04-01", "version": "7"})
    assert old.status_code == 409
    done = client.post(page, data={"stage": "signed", "amount": "88.5", "signed_on": "2027-04-01", "version": "1"}, follow_redirects=True)
    assert "88.5 万元" in text(done)
    summary = text(client.get(f"{here}/summary"))
    assert "88.5 万元" in summary and "2027年4月1日" in summary
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{here}/summary/export").data))
    cells = [cell for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line]
    assert "签约金额（万元）" in cells and 88.5 in cells and "工厂0" in cells


def test_what_was_recorded_wrongly_is_corrected_with_a_reason(client, session, here, event, sides):
    row = sides[2][0]
    slot, table = events.slots_of(session, event)[0], events.tables_of(session, event)[0]
    session.commit()
    one = f"{here}/meetings/{row.meeting.id}"
    client.post(f"{one}/move", data={"slot_id": str(slot.id), "table_id": str(table.id)})
    assert "服务商缺席" in text(client.post(one, data={"act": "absent-provider"}, follow_redirects=True))
    assert client.post(f"{one}/correct", data={"status": "held", "reason": " "}).status_code == 422
    corrected = text(client.post(f"{one}/correct", data={"status": "held", "reason": "只是迟到"}, follow_redirects=True))
    assert "已完成" in corrected and "只是迟到" in corrected


def test_a_firm_that_leaves_takes_its_meetings_along(client, session, here, event, sides):
    answer = client.post(f"{here}/registrations/{sides[0][0].id}/decline", data={"reason": "停产检修"}, follow_redirects=True)
    assert "取消会面 2 场" in text(answer)
    assert meetings.meeting_counts(session, event)["cancelled"] == 2


@pytest.mark.parametrize("what", ["registrations", "requests"])
def test_lists_are_taken_away_as_sheets(client, here, sides, what):
    answer = client.get(f"{here}/{what}/export?format=csv")
    assert answer.status_code == 200 and "工厂0" in answer.data.decode("utf-8-sig")
    assert client.get(f"{here}/{what}/export?format=exe").status_code == 404


def test_home_says_what_to_do_next(client, office, here, sides):
    page = text(client.get(f"/office/{office.id}/"))
    assert "还没有时间和桌号" in page and "去排期" in page


def test_lists_cost_the_same_however_long_they_are(client, session, engine, here, event):
    from sqlalchemy import event as happening

    seen = []
    happening.listen(engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    counts = []
    for number in (1, 3):
        for n in range(number):
            plant = make.participant(session, event, make.factory(session, f"厂{number}{n}"))
            make.meeting(session, event, plant, make.participant(session, event, make.provider(session, f"商{number}{n}")))
        session.commit()
        for page in ("registrations", "requests", "outcomes", "check-in", "timetable/grid", "print/codes"):
            client.get(f"{here}/{page}")  # what is kept in memory is kept now
            seen.clear()
            client.get(f"{here}/{page}")
            counts.append(len(seen))
    assert counts[:6] == counts[6:]


def test_an_event_without_times_has_a_timetable_page(client, session, office):
    made = make.event(session, office, opened=False)
    planning.remove_block(session, made, events.blocks_of(session, made)[0])
    session.commit()
    here = f"/office/{office.id}/events/{made.id}/timetable"
    assert client.get(here).status_code == 200
    assert client.post(here, data={"mode": "all", "seconds": "5", "seed": "1"}).status_code == 409
    assert client.post(f"{here}/clear", follow_redirects=True).status_code == 200
