"""The tables now and next: who sits, whose partner is missing, what took place."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.meetings import agenda, on_the_day, queries
from matchmaker.meetings.models import MeetingStatus
from matchmaker.web import guards, work
from matchmaker.web.desk import blueprint as bp
from matchmaker.web.rendering import found, render


@bp.get("/board")
@guards.as_desk
def board(event):
    """The meetings of one slot: the one that runs, or comes next, or is chosen by `?slot=`."""
    return render("desk/board.html", event=event, **_board(event))


@bp.get("/board/live")
@guards.as_desk
def board_live(event):
    """The table of the board alone, for refreshing."""
    return render("desk/board_live.html", event=event, **_board(event))


@bp.post("/meetings/<uuid:meeting_id>/<act>")
@guards.as_desk
def meeting_mark(event, meeting_id, act):
    """Mark a meeting as begun, held or missed."""
    row = found(queries.meeting_in(work.session(), event, meeting_id))
    marks = {"start": on_the_day.start, "held": on_the_day.finish}
    if act in marks:
        marks[act](work.session(), row.meeting, now=work.now())
    elif act in on_the_day.ABSENT:
        on_the_day.miss(work.session(), row.meeting, act, now=work.now())
    elif act == "undo":
        on_the_day.correct(
            work.session(), row.meeting, MeetingStatus.SCHEDULED, reason=_("签到台更正"), now=work.now()
        )
    else:
        found(None)
    flash(_("已记下。"))
    return redirect(url_for("desk.board", slot=request.form.get("slot") or None))


def _board(event):
    lines = agenda.agenda(work.session(), event)
    times = sorted({(line.starts_at, line.ends_at) for line in lines})
    chosen = _chosen(times, request.args.get("slot", ""))
    return {
        "times": times,
        "chosen": chosen,
        "lines": [line for line in lines if (line.starts_at, line.ends_at) == chosen],
        "next": next((time for time in times if chosen and time[0] > chosen[0]), None),
    }


def _chosen(times, wanted):
    """The slot named, else the one that runs or comes next, else the last."""
    named = next((time for time in times if time[0].isoformat() == wanted), None)
    ahead = next((time for time in times if time[1] > work.now()), None)
    return named or ahead or (times[-1] if times else None)
