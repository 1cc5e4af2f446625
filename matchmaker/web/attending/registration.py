"""A firm registers for an event, changes what it said, or withdraws."""

import uuid
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from demands import queries as demands
from matchmaker.events import queries as events
from matchmaker.events import registering, topics
from matchmaker.events.drafts import Registration
from matchmaker.events.firms import side_of
from matchmaker.meetings import leaving
from matchmaker.web import work
from matchmaker.web.attending.loading import event_of
from matchmaker.web.fields import Form, TagsField, draft_of, text_area
from matchmaker.web.rendering import found, render_form, time_of_day
from providers import queries as providers


def _id(value):
    """A choice's value as it is offered (already an id) or as it comes back (text)."""
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)


class Checkboxes(SelectMultipleField):
    """Several answers, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RegistrationForm(Form):
    """What a firm says when it registers."""

    topics = Checkboxes(_l("带哪些来谈"), coerce=_id)
    delegates = IntegerField(
        _l("来几个人"), [InputRequired(_l("请填人数。")), NumberRange(1, 20, _l("1 到 20 人。"))], default=1
    )
    delegate_names = TagsField(_l("来的人"))
    unavailable = Checkboxes(_l("哪些时段不能来"), coerce=_id)
    remark = text_area(_l("要告诉主办方的话"), longest=500, rows=2)
    consent = BooleanField(_l("同意：双方都愿意会面后，互相看到对方的联系人和电话"))


def event_registration(firm, event_id):
    """The form, filled with what was said before."""
    event = event_of(firm, event_id)
    part = registering.participant_of(work.session(), event, firm)
    return _page(firm, event, part, _filled(event, part) if part else RegistrationForm())


def event_register(firm, event_id):
    """Register, or change what was said."""
    event = event_of(firm, event_id)
    part = registering.participant_of(work.session(), event, firm)
    form = RegistrationForm()
    _offer(form, firm, event)
    column = "demand_ids" if side_of(firm) == "factory" else "offering_ids"
    more = {column: form.topics.data or [], "unavailable_slot_ids": form.unavailable.data or []}
    wish = draft_of(form, Registration, **more)
    if wish and not wish.consent:
        form.consent.errors = [_("不同意就没法安排会面，请勾选。")]
        wish = None
    if wish is None:
        return _page(firm, event, part, form)
    if part and part.status in {"approved", "applied", "waitlisted"}:
        registering.amend(work.session(), event, part, wish, now=work.now())
        flash(_("已保存。"))
    else:
        part = registering.apply(work.session(), event, firm, wish, now=work.now())
        flash(_("已报名并确认。") if part.status == "approved" else _("已报名，等主办方确认。"))
    return redirect(url_for(".event", event_id=event.id))


def event_withdraw(firm, event_id):
    """Not come after all: requests and meetings are called off, the partners are told."""
    event = event_of(firm, event_id)
    part = found(registering.participant_of(work.session(), event, firm))
    reason = request.form.get("reason", "").strip()[:500]
    leaving.withdraw(work.session(), event, part, reason=reason, now=work.now())
    flash(_("已退出，约好的会面都已取消并通知对方。"))
    return redirect(url_for(".event", event_id=event.id))


def _filled(event, part):
    session = work.session()
    return RegistrationForm(
        topics=[topic.id for topic in events.topics_of(session, part)],
        delegates=part.delegates,
        delegate_names=part.delegate_names,
        unavailable=list(events.unavailable(session, event).get(part.id, ())),
        remark=part.remark,
        consent=part.consent_at is not None,
    )


def _offer(form, firm, event):
    form.topics.choices = [(topic.id, topic.title) for topic in _own_topics(firm)]
    form.unavailable.choices = [
        (slot.id, time_of_day(slot.starts_at, event.zone)) for slot in events.slots_of(work.session(), event)
    ]


def _own_topics(firm):
    if side_of(firm) == "provider":
        return providers.offerings_of(work.session(), firm)
    wanted = demands.DemandFilter(statuses=sorted(topics.PUBLIC))
    return demands.demands_of(work.session(), firm, wanted, limit=100)


def _page(firm, event, part, form):
    _offer(form, firm, event)
    slots = {slot.id: slot for slot in events.slots_of(work.session(), event)}
    zone = ZoneInfo(event.zone)
    boxes = list(form.unavailable)
    days = groupby(
        zip(slots.values(), boxes, strict=True), lambda pair: pair[0].starts_at.astimezone(zone).date()
    )
    grouped = [(day, [(slot, box) for slot, box in pairs]) for day, pairs in days]
    return render_form("attending/registration.html", form, event=event, part=part, days=grouped)


ROUTES = [
    ("GET", "/events/<uuid:event_id>/registration", event_registration),
    ("POST", "/events/<uuid:event_id>/registration", event_register),
    ("POST", "/events/<uuid:event_id>/withdraw", event_withdraw),
]
