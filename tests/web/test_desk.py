"""The desk on the day: codes however they are typed, second scans, and who may stand there."""

import pytest

from matchmaker.events import planning, queries
from tests import event_makers as make
from tests import makers


@pytest.fixture
def event(session):
    return make.event(session, makers.office(session))


@pytest.fixture
def helper(client, session, event):
    person = makers.account(session, name="小赵")
    planning.give_desk_duty(session, event, person, now=make.NOW)
    makers.sign_in(client, session, person)
    return client


def _arrived(reader, event):
    reader.rollback()
    return sorted(row.firm.name for row in queries.attendees(reader, event) if row.participant.checked_in_at)


def test_a_code_is_understood_however_it_is_typed(session, reader, event, helper):
    part = make.participant(session, event, make.factory(session))
    session.commit()
    typed = f" {part.code[:4].lower()}-{part.code[4:8]} {part.code[8:]} ".replace("1", "l").replace("0", "o")
    answer = helper.post(f"/desk/{event.id}/check-in", data={"code": typed})
    assert "签到成功" in answer.text
    assert _arrived(reader, event) == ["恒力机械"]


def test_a_second_scan_tells_when_the_first_was(session, reader, event, helper):
    part = make.participant(session, event, make.factory(session))
    session.commit()
    helper.post(f"/desk/{event.id}/check-in", data={"code": part.code})
    again = helper.post(f"/desk/{event.id}/check-in", data={"code": part.code})
    assert "就签到了" in again.text and "小赵" in again.text


def test_a_code_of_another_event_is_unknown(session, reader, event, helper):
    other = make.event(session, makers.office(session))
    part = make.participant(session, other, make.factory(session))
    session.commit()
    answer = helper.post(f"/desk/{event.id}/check-in", data={"code": part.code})
    assert answer.status_code == 422 and f'value="{part.code}"' in answer.text
    assert _arrived(reader, other) == []


def test_a_helper_sees_this_desk_only(session, reader, event, helper):
    other = make.event(session, makers.office(session))
    session.commit()
    assert helper.get(f"/desk/{event.id}/").status_code == 200
    assert helper.get(f"/desk/{other.id}/").status_code == 404
    assert helper.get("/admin/").status_code == 404


def test_somebody_without_a_code_is_found_by_name_and_can_be_undone(session, reader, event, helper):
    part = make.participant(session, event, make.factory(session, "安心工厂"))
    make.participant(session, event, make.factory(session, "别的工厂"))
    session.commit()
    page = helper.get(f"/desk/{event.id}/missing?q=安心").text
    assert "安心工厂" in page and "别的工厂" not in page
    helper.post(f"/desk/{event.id}/participants/{part.id}/check-in")
    assert _arrived(reader, event) == ["安心工厂"]
    helper.post(f"/desk/{event.id}/participants/{part.id}/undo")
    assert _arrived(reader, event) == []


def test_the_board_marks_what_took_place(session, reader, event, helper):
    from matchmaker.meetings import moving, publishing
    from matchmaker.meetings import queries as meetings

    plants, firms = make.sides(session, event, 1, 1)
    row = make.meeting(session, event, plants[0], firms[0])
    slot, table = queries.slots_of(session, event)[0], queries.tables_of(session, event)[0]
    moving.move(session, event, row.meeting, slot, table, now=make.NOW)
    publishing.publish(session, event, name="第一版", now=make.NOW)
    session.commit()
    board = helper.get(f"/desk/{event.id}/board").text
    assert "工厂0" in board and "服务商0" in board and "未签到" in board
    for mark, status in [
        ("start", "in_progress"),
        ("held", "held"),
        ("undo", "scheduled"),
        ("provider", "provider_absent"),
    ]:
        assert helper.post(f"/desk/{event.id}/meetings/{row.meeting.id}/{mark}").status_code == 302
        reader.rollback()
        assert meetings.meeting_in(reader, event, row.meeting.id).meeting.status == status
    assert helper.post(f"/desk/{event.id}/meetings/{row.meeting.id}/nonsense").status_code == 404
    assert helper.get(f"/desk/{event.id}/board/live").status_code == 200
