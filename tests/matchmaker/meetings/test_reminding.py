from datetime import timedelta

from matchmaker.events import queries as events
from matchmaker.mail import outbox
from matchmaker.meetings import moving, publishing, queries, reminding, requests
from tests import event_makers as make


def published(session, event, pair, slot=0):
    row = make.meeting(session, event, *pair)
    slots, tables = events.slots_of(session, event), events.tables_of(session, event)
    moving.move(session, event, row.meeting, slots[slot], tables[1], now=make.NOW)
    publishing.publish(session, event, name="版", now=make.NOW)
    return row, slots[slot].starts_at


def test_firms_are_reminded_once_on_the_morning_of_the_day_before(session, event, pair):
    _, starts = published(session, event, pair)  # 09:00 in China
    assert reminding.remind(session, now=starts - timedelta(days=2)) == 0
    assert reminding.remind(session, now=starts - timedelta(hours=24, minutes=1)) == 0
    assert reminding.remind(session, now=starts - timedelta(hours=24)) == 2
    assert reminding.remind(session, now=starts - timedelta(hours=20)) == 0
    letters = [one for one in outbox.letters(session) if one.kind == "event-reminder"]
    assert len(letters) == 2 and all("2027-03-12 09:00  2 号桌" in one.body for one in letters)


def test_what_is_called_off_is_not_reminded_of(session, event, pair):
    row, starts = published(session, event, pair)
    requests.withdraw(session, event, queries.request_in(session, event, row.request.id).request, "factory", now=make.NOW)
    assert reminding.remind(session, now=starts - timedelta(hours=23)) == 0


def test_on_the_day_itself_nobody_is_reminded(session, event, pair):
    _, starts = published(session, event, pair, slot=5)
    assert reminding.remind(session, now=starts - timedelta(hours=1)) == 0
