"""Papers for the day: agendas per firm and per table, door lists with check-in codes."""

import io

import segno
from flask import Response, request

from matchmaker.events import queries as events
from matchmaker.events.models import ParticipantStatus, Side
from matchmaker.meetings import agenda, publishing
from matchmaker.meetings.models import MeetingStatus
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_page import event_or_404, participant_or_404
from matchmaker.web.rendering import render


@bp.get("/events/<uuid:event_id>/print/agendas")
@guards.as_organiser
def print_agendas(office, event_id):
    """One sheet for every firm that has meetings."""
    event = event_or_404(office, event_id)
    side = request.args.get("side", "")
    lines = agenda.by_participant(_lines(event))
    firms = events.attendees(
        work.session(), event, side=side if side in set(Side) else "", statuses=[ParticipantStatus.APPROVED]
    )
    sheets = [(one, lines[one.participant.id]) for one in firms if one.participant.id in lines]
    return render("organiser/events/print_agendas.html", event=event, sheets=sheets, side=side, release=_release(event))


@bp.get("/events/<uuid:event_id>/print/tables")
@guards.as_organiser
def print_tables(office, event_id):
    """One sheet for every table."""
    event = event_or_404(office, event_id)
    places = {table.number: table for table in events.tables_of(work.session(), event)}
    sheets = agenda.by_table(_lines(event))
    return render("organiser/events/print_tables.html", event=event, sheets=sheets, places=places, release=_release(event))


@bp.get("/events/<uuid:event_id>/print/codes")
@guards.as_organiser
def print_codes(office, event_id):
    """The door list with everybody's check-in code."""
    event = event_or_404(office, event_id)
    firms = events.attendees(work.session(), event, statuses=[ParticipantStatus.APPROVED])
    return render("organiser/events/print_codes.html", event=event, firms=firms)


@bp.get("/events/<uuid:event_id>/registrations/<uuid:participant_id>/code.svg")
@guards.as_organiser
def code_picture(office, event_id, participant_id):
    """The check-in code as a QR picture."""
    participant = participant_or_404(event_or_404(office, event_id), participant_id)
    picture = io.BytesIO()
    segno.make(participant.code, micro=False).save(picture, kind="svg", scale=3, border=1)
    return Response(picture.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "no-store, private"})


def _lines(event) -> list[agenda.Line]:
    """The published meetings without those called off since: paper cannot show a change."""
    return [line for line in agenda.agenda(work.session(), event) if line.status != MeetingStatus.CANCELLED]


def _release(event):
    return publishing.current_release(work.session(), event)
