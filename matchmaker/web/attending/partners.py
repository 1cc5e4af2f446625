"""Whom to meet: the attending firms of the other side, those that suit best first."""

from dataclasses import dataclass, field

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import InputRequired

from matchmaker.events import phases, topics
from matchmaker.events import queries as events
from matchmaker.events.models import PhaseKind
from matchmaker.meetings import queries, requests
from matchmaker.meetings.models import Wish
from matchmaker.shortlists import candidates
from matchmaker.web import words, work
from matchmaker.web.attending.loading import OTHER, taking_part
from matchmaker.web.fields import Form, text_area
from matchmaker.web.rendering import found, offset, page_of, render, render_form

SIZE = 20


@dataclass
class Proposal:
    """A firm of the other side and the need that would be talked about; `score` 0 … 1 where the matching knows one."""

    attendee: events.Attendee
    demand: object = None
    score: float | None = None
    request: object = None
    topics: list = field(default_factory=list)


class AskForm(Form):
    """What to say when asking."""

    wish = RadioField(_l("有多想见"), [InputRequired()], default=Wish.MEET)
    message = text_area(_l("给对方的话"), longest=500, rows=3)

    def __init__(self, **options):
        super().__init__(**options)
        self.wish.choices = [pair for pair in words.choices("wish") if pair[0] != Wish.NO]


def event_partners(firm, event_id):
    """All possible pairings with their scores, best first."""
    event, part = taking_part(firm, event_id)
    query = request.args.get("q", "").strip()[:80]
    need = request.args.get("need", "")
    rows = [row for row in _proposals(event, part) if _wanted(row, query, need)]
    first = offset(SIZE)
    return render(
        "attending/partners.html",
        event=event,
        part=part,
        page=page_of(rows[first : first + SIZE], len(rows), SIZE),
        q=query,
        need=need,
        needs=[topic for topic in events.topics_of(work.session(), part) if topic.demand],
        may_ask=phases.allows(work.session(), event, PhaseKind.REQUESTS, work.now()),
    )


def event_ask(firm, event_id, participant_id):
    """The form to ask one firm, about the need in `?need=`."""
    event, part = taking_part(firm, event_id)
    guest = _guest(event, part, participant_id)
    return render_form(
        "attending/ask.html", AskForm(), event=event, guest=guest, demand=_need(event, part, guest)
    )


def event_asked(firm, event_id, participant_id):
    """Ask."""
    event, part = taking_part(firm, event_id)
    guest = _guest(event, part, participant_id)
    demand, form = _need(event, part, guest), AskForm()
    if not form.validate_on_submit():
        return render_form("attending/ask.html", form, event=event, guest=guest, demand=demand)
    made = requests.ask(
        work.session(),
        event,
        asker=part,
        guest=guest.participant,
        demand_id=demand.id if demand else None,
        message=form.message.data or "",
        wish=Wish(form.wish.data),
        now=work.now(),
    )
    flash(_("约成了，等主办方排时间。") if made.status == "accepted" else _("已发出约见，等对方答复。"))
    return redirect(url_for(".event_partners", event_id=event.id))


def _proposals(event, part):
    session = work.session()
    others = events.attendees(session, event, side=OTHER[part.side], statuses=["approved"])
    topics_by_id = events.topics_by_participant(session, [part, *(one.participant for one in others)])
    asked = {
        (
            row.request.demand_id,
            row.request.factory_participant_id,
            row.request.provider_participant_id,
        ): row.request
        for row in reversed(queries.requests_for(session, part))
    }
    rows = list(_pairings(part, others, topics_by_id))
    scores = _scores(part, rows)
    for row in rows:
        row.score = scores.get(_pair(part, row))
        row.request = asked.get(_seats(part, row))
    return sorted(rows, key=lambda row: (-(row.score or 0), row.attendee.firm.name))


def _pairings(part, others, topics_by_id):
    """A factory comes with several needs, and each is a matter of its own; without one the talk is general."""
    for other in others:
        theirs = topics_by_id.get(other.participant.id, [])
        needs = [
            topic.demand
            for topic in (topics_by_id.get(part.id, []) if part.side == "factory" else theirs)
            if topic.demand and topic.demand.status in topics.PUBLIC
        ]
        for demand in needs or [None]:
            yield Proposal(other, demand, topics=[topic.title for topic in theirs])


def _scores(part, rows):
    demand_ids = {row.demand.id for row in rows if row.demand}
    provider_ids = {part.provider_id} if part.provider_id else {row.attendee.firm.id for row in rows}
    return candidates.pairs(work.session(), demand_ids, provider_ids, top=candidates.DEEPEST)


def _pair(part, row):
    return (row.demand.id if row.demand else None, part.provider_id or row.attendee.firm.id)


def _seats(part, row):
    seats = (
        (part.id, row.attendee.participant.id)
        if part.side == "factory"
        else (row.attendee.participant.id, part.id)
    )
    return (row.demand.id if row.demand else None, *seats)


def _wanted(row, query, need):
    said = [row.attendee.firm.name, *row.topics, *([row.demand.title] if row.demand else [])]
    return (not query or any(query.lower() in text.lower() for text in said)) and (
        not need or (row.demand is not None and str(row.demand.id) == need)
    )


def _guest(event, part, participant_id):
    others = events.attendees(work.session(), event, side=OTHER[part.side], statuses=["approved"])
    return found(next((one for one in others if one.participant.id == participant_id), None))


def _need(event, part, guest):
    """The need named in the address, if the factory of the pair brings it to this event."""
    wanted = request.args.get("need", "")
    factory = part if part.side == "factory" else guest.participant
    brought = [topic.demand for topic in events.topics_of(work.session(), factory) if topic.demand]
    return found(next((demand for demand in brought if str(demand.id) == wanted), None)) if wanted else None


ROUTES = [
    ("GET", "/events/<uuid:event_id>/partners", event_partners),
    ("GET", "/events/<uuid:event_id>/partners/<uuid:participant_id>", event_ask),
    ("POST", "/events/<uuid:event_id>/partners/<uuid:participant_id>", event_asked),
]
