"""What all event pages of an office share: fetching the event, its tabs, its progress and the next step."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.events.models import Event, EventStatus, Participant, ParticipantStatus, Side
from matchmaker.meetings import publishing
from matchmaker.meetings import queries as meetings
from matchmaker.meetings.models import BEGUN, MeetingStatus
from matchmaker.web import work
from matchmaker.web.rendering import found
from providers.text import line


@dataclass(frozen=True)
class Facts:
    """The numbers the progress is read off."""

    slots: list[Any]
    tables: int
    firms: dict[tuple[str, str], int]
    requests: dict[str, int]
    meetings: dict[str, int]
    release: Any
    changes: int
    present: int

    def approved(self, side: str) -> int:
        """Approved firms of a side."""
        return self.firms.get((side, ParticipantStatus.APPROVED), 0)

    def with_status(self, status: str) -> int:
        """Firms of both sides with this status."""
        return sum(count for (_side, one), count in self.firms.items() if one == status)

    @property
    def begun(self) -> int:
        """Meetings of which something is recorded."""
        return sum(self.meetings[status] for status in BEGUN)


@dataclass(frozen=True)
class Step:
    """One stage of an event: `state` is `done`, `now` or empty."""

    words: str
    detail: str
    endpoint: str
    state: str = ""


@dataclass(frozen=True)
class Next:
    """The one thing to do now; `post` when the button itself does it."""

    why: str
    label: str
    url: str
    post: bool = False
    values: dict[str, str] = field(default_factory=dict)


def event_or_404(office, event_id) -> Event:
    """The event, when it lies in the office's region."""
    return found(events.event_in(work.session(), office.region_code, event_id))


def participant_or_404(event: Event, participant_id) -> Participant:
    """The participant, when it belongs to the event."""
    return found(events.part_of(work.session(), event, Participant, participant_id))


def seen_version(text: str | None) -> int | None:
    """The version a form was shown with; nonsense counts as none."""
    known = text and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if known else None


def asked(name: str) -> str:
    """A word of the address's query, at most 100 characters; control characters, which no database likes, are dropped."""
    return line(request.args.get(name, "")[:100])


def facts_of(event: Event) -> Facts:
    """Everything the progress needs, in about ten queries."""
    session = work.session()
    return Facts(
        slots=events.slots_of(session, event),
        tables=len(events.tables_of(session, event)),
        firms=events.status_counts(session, event),
        requests=meetings.request_counts(session, event),
        meetings=meetings.meeting_counts(session, event),
        release=publishing.current_release(session, event),
        changes=len(publishing.difference(session, event).changes),
        present=sum(events.present_counts(session, event).values()),
    )


def steps_of(event: Event, facts: Facts) -> list[Step]:
    """The stages with what each has reached; the first unfinished one is `now`."""
    accepted = sum(facts.meetings.values()) - facts.meetings[MeetingStatus.CANCELLED]
    planned = accepted - facts.meetings[MeetingStatus.UNSCHEDULED]
    plants, firms = facts.approved(Side.FACTORY), facts.approved(Side.PROVIDER)
    rows = [
        (bool(facts.slots) and facts.tables > 0, _("时段与桌子"), _("%(slots)s 个时段，%(tables)s 张桌", slots=len(facts.slots), tables=facts.tables), "organiser.event_times"),
        (event.status != EventStatus.DRAFT and plants > 0 and firms > 0, _("邀请与报名"), _("企业 %(plants)s 家，服务商 %(firms)s 家", plants=plants, firms=firms), "organiser.registrations"),
        (accepted > 0, _("约见"), _("申请 %(asked)s 份，约成 %(accepted)s 场", asked=sum(facts.requests.values()), accepted=accepted), "organiser.event_requests"),
        (planned > 0 and planned == accepted, _("排期"), _("已排 %(planned)s / %(accepted)s 场", planned=planned, accepted=accepted), "organiser.timetable"),
        (facts.release is not None, _("发布"), facts.release.name if facts.release else _("还没有发布"), "organiser.releases"),
        (facts.present > 0, _("现场"), _("签到 %(n)s 家", n=facts.present), "organiser.check_in"),
        (facts.begun > 0, _("反馈与成果"), _("有结果的会面 %(n)s 场", n=facts.begun), "organiser.event_outcomes"),
        (event.status == EventStatus.FINISHED, _("总结"), _("已结束") if event.status == EventStatus.FINISHED else "", "organiser.event_summary"),
    ]  # fmt: skip
    current = next((number for number, row in enumerate(rows) if not row[0]), None)
    states = ["now" if number == current else "done" if row[0] else "" for number, row in enumerate(rows)]
    return [Step(words, detail, endpoint, state) for (_done, words, detail, endpoint), state in zip(rows, states, strict=True)]


def next_step(event: Event, facts: Facts, now: datetime) -> Next | None:
    """The one thing the office should do now; `None` when there is nothing."""
    if event.status in {EventStatus.FINISHED, EventStatus.CANCELLED}:
        return None
    for rule in (_plan, _registrations, _meetings, _day):
        step = rule(event, facts, now)
        if step:
            return step
    return None


def _plan(event: Event, facts: Facts, now: datetime) -> Next | None:
    if not facts.slots or not facts.tables:
        return Next(_("先定好洽谈的时段和桌子。"), _("添加时段和桌子"), _to("event_times", event))
    if event.status == EventStatus.DRAFT:
        return Next(_("时间和桌子已经定好，对接会还没有公开。"), _("开放报名"), _to("change_event_status", event), post=True, values={"to": "open"})
    return None


def _registrations(event: Event, facts: Facts, now: datetime) -> Next | None:
    waiting = facts.with_status(ParticipantStatus.APPLIED)
    if waiting:
        return Next(_("有 %(n)s 家单位的报名等您审核。", n=waiting), _("审核报名"), _to("registrations", event, status="applied"))
    if not facts.approved(Side.FACTORY) or not facts.approved(Side.PROVIDER):
        return Next(_("企业和服务商两边都要有人来。"), _("邀请单位"), _to("invite", event))
    return None


def _meetings(event: Event, facts: Facts, now: datetime) -> Next | None:
    over = facts.slots[-1].starts_at <= now
    if not sum(facts.meetings.values()) and not over:
        return Next(_("还没有约成的会面。可以按匹配结果替双方牵线。"), _("看匹配建议"), _to("proposals", event))
    unplaced = facts.meetings[MeetingStatus.UNSCHEDULED]
    if unplaced and not over:
        return Next(_("有 %(n)s 场约成的会面还没有时间和桌号。", n=unplaced), _("去排期"), _to("timetable", event))
    if facts.changes and not over:
        return Next(_("安排有 %(n)s 处还没有发布，参加单位看不到。", n=facts.changes), _("查看并发布"), _to("publish", event))
    return None


def _day(event: Event, facts: Facts, now: datetime) -> Next | None:
    if now > facts.slots[-1].ends_at:
        return Next(_("洽谈已经结束。登记成果、看过总结后，可以结束对接会。"), _("看总结"), _to("event_summary", event))
    if now.date() >= facts.slots[0].starts_at.date():
        return Next(_("对接会正在进行。"), _("打开签到"), _to("check_in", event))
    return Next(_("安排已发布，各单位都看得到。可以打印议程，准备现场。"), _("打印议程"), _to("print_agendas", event))


def _to(endpoint: str, event: Event, **values: str) -> str:
    return url_for(f"organiser.{endpoint}", event_id=event.id, **values)
