from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlmodel import Session

from matchmaker.events import queries as events
from matchmaker.meetings import agenda, feedback, ical, moving, on_the_day, publishing, queries, requests
from matchmaker.meetings.errors import MeetingOver, NotPlaced, TooEarly
from tests import event_makers as make

NOW = make.NOW
Answer = feedback.Answer


@pytest.fixture
def row(session, event, pair):
    """A published meeting in the first slot."""
    made = make.meeting(session, event, *pair)
    place(session, event, made, 0)
    publishing.publish(session, event, name="第一版", now=NOW)
    return queries.meeting_in(session, event, made.meeting.id)


@pytest.fixture
def start(session, event):
    return events.slots_of(session, event)[0].starts_at


def place(session: Session, event, row, slot):
    meeting = queries.meeting_in(session, event, row.meeting.id).meeting
    moving.move(session, event, meeting, events.slots_of(session, event)[slot], events.tables_of(session, event)[0], now=NOW)


def test_a_meeting_begins_and_ends_once(session, row, start):
    on_the_day.start(session, row.meeting, now=start)
    with pytest.raises(MeetingOver):
        on_the_day.start(session, row.meeting, now=start)
    on_the_day.finish(session, row.meeting, now=start)
    assert (row.meeting.status, row.meeting.started_at, row.meeting.ended_at) == ("held", start, start)
    with pytest.raises(MeetingOver):
        on_the_day.miss(session, row.meeting, "factory", now=start)


@pytest.mark.parametrize("absent", ["factory", "provider", "both"])
def test_a_no_show_and_its_correction(session, row, start, absent):
    on_the_day.miss(session, row.meeting, absent, now=start)
    assert row.meeting.status == f"{absent}_absent"
    on_the_day.correct(session, row.meeting, "held", reason="对方迟到十分钟", now=start)
    assert (row.meeting.status, row.meeting.reason) == ("held", "对方迟到十分钟")
    on_the_day.correct(session, row.meeting, "scheduled", reason="", now=start)
    assert (row.meeting.status, row.meeting.ended_at) == ("scheduled", None)


def test_what_has_begun_is_neither_moved_nor_cancelled(session, event, row, start):
    on_the_day.start(session, row.meeting, now=start)
    with pytest.raises(MeetingOver):
        place(session, event, row, 3)
    with pytest.raises(MeetingOver):
        requests.withdraw(session, event, row.request, "factory", now=start)


def test_a_meeting_without_a_place_does_not_begin(session, event, pair):
    unplaced = make.meeting(session, event, *pair)
    with pytest.raises(NotPlaced):
        on_the_day.start(session, unplaced.meeting, now=NOW)
    with pytest.raises(NotPlaced):
        feedback.give(session, event, unplaced.meeting, "factory", Answer.INFORMATIVE, now=NOW)


@pytest.mark.parametrize(("factory", "provider", "status"), [
    (Answer.INFORMATIVE, None, "held"),
    (Answer.COOPERATION_POSSIBLE, Answer.NOT_INTERESTED, "held"),
    (Answer.DID_NOT_TAKE_PLACE, None, "provider_absent"),
    (None, Answer.DID_NOT_TAKE_PLACE, "factory_absent"),
    (Answer.DID_NOT_TAKE_PLACE, Answer.INFORMATIVE, "provider_absent"),
    (Answer.DID_NOT_TAKE_PLACE, Answer.DID_NOT_TAKE_PLACE, "both_absent"),
])
def test_one_did_not_take_place_makes_it_a_no_show(session, event, row, start, factory, provider, status):
    for side, answer in (("factory", factory), ("provider", provider)):
        if answer:
            feedback.give(session, event, row.meeting, side, answer, now=start)
    assert row.meeting.status == status


def test_feedback_can_be_said_anew_and_a_contradiction_is_seen(session, event, row, start):
    feedback.give(session, event, row.meeting, "factory", Answer.DID_NOT_TAKE_PLACE, comment="等了十分钟", now=start)
    feedback.give(session, event, row.meeting, "provider", Answer.INFORMATIVE, now=start)
    both = {side: one.answer for side, one in queries.feedback_in(session, event)[row.meeting.id].items()}
    assert feedback.disputed(both) and not feedback.disputed({"factory": Answer.DID_NOT_TAKE_PLACE})
    feedback.give(session, event, row.meeting, "factory", Answer.INFORMATIVE, now=start)
    assert row.meeting.status == "held"


def test_each_side_reads_only_what_it_said_itself(session, event, pair, row, start):
    feedback.give(session, event, row.meeting, "factory", Answer.INFORMATIVE, comment="报价偏高", now=start)
    assert queries.feedback_by(session, pair[1]) == {}
    assert queries.feedback_by(session, pair[0])[row.meeting.id].comment == "报价偏高"


def test_feedback_waits_for_the_meeting(session, event, row, start):
    with pytest.raises(TooEarly) as refused:
        feedback.give(session, event, row.meeting, "factory", Answer.INFORMATIVE, now=start - timedelta(seconds=1))
    assert refused.value.starts_at == start


def test_agendas_of_all_firms_and_tables_come_from_one_list(session, event, pair, row):
    lines = agenda.agenda(session, event)
    assert set(agenda.by_participant(lines)) == {pair[0].id, pair[1].id}
    assert list(agenda.by_table(lines)) == [1]


def test_the_calendar_names_companies_and_no_contacts(session, event, pair, row):
    lines = agenda.agenda_of(session, event, pair[0])
    text = ical.calendar(event, pair[0], lines, table_label="{} 号桌", now=NOW)
    (entry,) = Calendar.from_ical(text).walk("VEVENT")
    assert entry["summary"] == "服务商0" and "1 号桌" in entry["location"]
    assert entry.decoded("dtstart") == lines[0].starts_at
    assert "0551" not in text.decode() and "经理" not in text.decode()


def test_a_calendar_entry_keeps_its_name_when_the_meeting_moves(session, event, pair, row):
    def uid():
        text = ical.calendar(event, pair[0], agenda.agenda_of(session, event, pair[0]), table_label="{}", now=NOW)
        return [(str(one["uid"]), one.decoded("dtstart"), str(one["status"])) for one in Calendar.from_ical(text).walk("VEVENT")]

    before = uid()
    place(session, event, row, 4)
    publishing.publish(session, event, name="第二版", now=NOW)
    after = uid()
    assert before[0][0] == after[0][0] and before[0][1] < after[0][1]
    requests.withdraw(session, event, row.request, "factory", now=NOW)
    assert uid()[0][2] == "CANCELLED"


def test_a_name_cannot_break_the_calendar(session, event):
    plant = make.participant(session, event, make.factory(session))
    firm = make.participant(session, event, make.provider(session, "恶意;END:VEVENT,公司"))
    made = make.meeting(session, event, plant, firm)
    place(session, event, made, 0)
    publishing.publish(session, event, name="版", now=NOW)
    lines = agenda.agenda_of(session, event, plant)
    (entry,) = Calendar.from_ical(ical.calendar(event, plant, lines, table_label="{}", now=NOW)).walk("VEVENT")
    assert entry["summary"] == "恶意;END:VEVENT,公司"
