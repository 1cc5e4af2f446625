"""The firm's own day: printable, and as a calendar file."""

import io

import segno
from flask import Response
from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.meetings import agenda as agendas
from matchmaker.meetings import contacts, ical, queries
from matchmaker.meetings.publishing import current_release
from matchmaker.web import exporting, work
from matchmaker.web.attending.loading import taking_part
from matchmaker.web.rendering import render


def event_agenda(firm, event_id):
    """The published meetings of the firm, with the check-in code."""
    event, part = taking_part(firm, event_id)
    session = work.session()
    lines = agendas.agenda_of(session, event, part)
    rows = queries.requests_for(session, part, statuses=["accepted"])
    return render(
        "attending/agenda.html",
        event=event,
        part=part,
        lines=lines,
        contacts=contacts.contacts_of(session, rows, part.side),
        feedback=queries.feedback_by(session, part),
        release=current_release(session, event),
        items=events.items_of(session, event),
    )


def event_agenda_ics(firm, event_id):
    """The same as a calendar file; company names only."""
    event, part = taking_part(firm, event_id)
    lines = agendas.agenda_of(work.session(), event, part)
    data = ical.calendar(event, part, lines, table_label=_("{} 号桌"), now=work.now())
    return exporting.file_response(_("会面安排") + ".ics", data, "text/calendar; charset=utf-8")


def event_code(firm, event_id):
    """The check-in code as a picture for the desk's camera."""
    _event, part = taking_part(firm, event_id)
    picture = io.BytesIO()
    segno.make(part.code, error="m").save(picture, kind="svg", scale=6, light="#fff")
    return Response(picture.getvalue(), mimetype="image/svg+xml")


ROUTES = [
    ("GET", "/events/<uuid:event_id>/agenda", event_agenda),
    ("GET", "/events/<uuid:event_id>/agenda.ics", event_agenda_ics),
    ("GET", "/events/<uuid:event_id>/code.svg", event_code),
]
