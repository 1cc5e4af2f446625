"""After a meeting: how it was, and what came of it."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from matchmaker.meetings import feedback, queries
from matchmaker.meetings.models import Answer
from matchmaker.outcomes import following_up
from matchmaker.outcomes import queries as outcomes
from matchmaker.outcomes.errors import AmountMissing, DateMissing
from matchmaker.web import refusals, words, work
from matchmaker.web.attending.loading import taking_part
from matchmaker.web.fields import Form, day_field, draft_of, money_field, text_area
from matchmaker.web.rendering import found, render_form


class FeedbackForm(Form):
    """How it was."""

    answer = RadioField(_l("这次会面怎么样"), [InputRequired(_l("请选一项。"))])
    comment = text_area(_l("想对主办方说的（对方看不到）"), longest=1000, rows=3)

    def __init__(self, **options):
        super().__init__(**options)
        self.answer.choices = words.choices("feedback_answer")


class OutcomeForm(Form):
    """Where the two firms stand."""

    stage = SelectField(_l("进展到哪一步"), [InputRequired(_l("请选一项。"))])
    amount = money_field(_l("合同金额（万元）"))
    signed_on = day_field(_l("签约日期"))
    next_step = StringField(_l("下一步做什么"), [Length(max=500)])
    next_on = day_field(_l("什么时候"))
    note = text_area(_l("说明"), longest=1000, rows=3)

    def __init__(self, **options):
        super().__init__(**options)
        self.stage.choices = words.choices("outcome_stage")


def event_feedback(firm, event_id, meeting_id):
    """The form for one meeting, filled with what was said before."""
    event, part, row = _row(firm, event_id, meeting_id)
    said = feedback.feedback_of(work.session(), row.meeting, part.side)
    return render_form("attending/feedback.html", FeedbackForm(obj=said), event=event, part=part, row=row)


def event_feedback_give(firm, event_id, meeting_id):
    """Say it."""
    event, part, row = _row(firm, event_id, meeting_id)
    form = FeedbackForm()
    if not form.validate_on_submit():
        return render_form("attending/feedback.html", form, event=event, part=part, row=row)
    answer = Answer(form.answer.data)
    feedback.give(
        work.session(), event, row.meeting, part.side, answer, comment=form.comment.data or "", now=work.now()
    )
    flash(_("谢谢，已记下。"))
    if answer == Answer.COOPERATION_POSSIBLE:
        return redirect(url_for(".event_outcome", event_id=event.id, meeting_id=meeting_id))
    return redirect(url_for(".event_agenda", event_id=event.id))


def event_outcome(firm, event_id, meeting_id):
    """The form for what came of one meeting."""
    event, part, row = _row(firm, event_id, meeting_id)
    known = outcomes.outcome_of_meeting(work.session(), row.meeting.id)
    return render_form("attending/outcome.html", OutcomeForm(obj=known), event=event, part=part, row=row)


def event_outcome_record(firm, event_id, meeting_id):
    """Write it down, or carry it on."""
    event, part, row = _row(firm, event_id, meeting_id)
    form = OutcomeForm()
    report = draft_of(form, following_up.Report)
    if report:
        try:
            following_up.record(work.session(), row, report, now=work.now())
            flash(_("进展已更新。"))
            return redirect(url_for(".event_agenda", event_id=event.id))
        except AmountMissing as refusal:
            form.amount.errors = [refusals.sentence(refusal)]
        except DateMissing as refusal:
            form.signed_on.errors = [refusals.sentence(refusal)]
    return render_form("attending/outcome.html", form, event=event, part=part, row=row)


def _row(firm, event_id, meeting_id):
    event, part = taking_part(firm, event_id)
    return event, part, found(queries.meeting_for(work.session(), part, meeting_id))


ROUTES = [
    ("GET", "/events/<uuid:event_id>/meetings/<uuid:meeting_id>/feedback", event_feedback),
    ("POST", "/events/<uuid:event_id>/meetings/<uuid:meeting_id>/feedback", event_feedback_give),
    ("GET", "/events/<uuid:event_id>/meetings/<uuid:meeting_id>/outcome", event_outcome),
    ("POST", "/events/<uuid:event_id>/meetings/<uuid:meeting_id>/outcome", event_outcome_record),
]
