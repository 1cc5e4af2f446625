"""Agendas as calendar files (RFC 5545): names of companies, times and tables, no contact data."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry

from matchmaker.events.models import Event, Participant
from matchmaker.meetings.agenda import Line
from matchmaker.meetings.models import MeetingStatus


def calendar(
    event: Event, participant: Participant, lines: Iterable[Line], *, table_label: str, now: datetime
) -> bytes:
    """The agenda of one firm as a calendar file; `table_label` words the table, as in `"{} 号桌"`.

    Each meeting keeps its UID over all releases, so that a calendar that is read again moves the entry instead of
    adding a second one; a cancelled meeting stays with STATUS CANCELLED. Texts are escaped by the library.
    """
    whole = Calendar()
    whole.add("prodid", "-//matchmaker//agenda//ZH")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", event.name)
    for line in lines:
        whole.add_component(_entry(event, participant, line, table_label, now))
    return whole.to_ical()


def _entry(event: Event, participant: Participant, line: Line, table_label: str, now: datetime) -> Entry:
    zone = ZoneInfo(event.zone)
    entry = Entry()
    entry.add("uid", f"{line.meeting_id}@matchmaker")
    entry.add("dtstamp", now)
    entry.add("dtstart", line.starts_at.astimezone(zone))
    entry.add("dtend", line.ends_at.astimezone(zone))
    entry.add("summary", line.partner_of(participant))
    where = (event.place, table_label.format(line.table_number), line.table_place)
    entry.add("location", " ".join(part for part in where if part))
    entry.add("description", "\n".join(part for part in (event.name, line.need) if part))
    entry.add("status", "CANCELLED" if line.status == MeetingStatus.CANCELLED else "CONFIRMED")
    return entry
