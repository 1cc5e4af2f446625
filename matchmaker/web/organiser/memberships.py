"""One application or membership: what the firm shows, its history, and the one form to decide it."""

from dataclasses import dataclass

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.classifications import regions
from matchmaker.web import exporting, guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser import telling
from matchmaker.web.organiser.review_forms import AppealForm, DecisionForm, StandingForm
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import found, render_form
from matchmaker.web.words import word
from providers import pools, queries, standing
from providers.errors import PublicityRunning
from providers.models import LISTED, OPEN


@dataclass(frozen=True)
class Rights:
    """Which of the three forms this office may use now."""

    decide: bool
    appeal: bool
    standing: bool


@bp.get("/memberships/<uuid:membership_id>")
@guards.as_organiser
def membership(office, membership_id):
    """The page."""
    return _page(office, membership_id)


@bp.post("/memberships/<uuid:membership_id>/decide")
@guards.as_organiser
def decide_membership(office, membership_id):
    """Decide on the application as it stands."""
    row, provider, pool = _row(office, membership_id, "decide")
    form = DecisionForm().offer(row.status)
    if not form.validate_on_submit() or not _decided(office, row, form):
        return _page(office, membership_id, form)
    return _done(provider, pool, row, word("membership_status", row.status))


@bp.post("/memberships/<uuid:membership_id>/standing")
@guards.as_organiser
def decide_standing(office, membership_id):
    """Renew, rate, warn, lift or remove."""
    row, provider, pool = _row(office, membership_id, "standing")
    form = StandingForm().offer(row.status)
    if not form.validate_on_submit() or not form.check_day(work.now()):
        return _page(office, membership_id, form)
    _stand(office, row, form)
    return _done(provider, pool, row, word("membership_step", form.decision.data))


@bp.post("/memberships/<uuid:membership_id>/appeal")
@guards.as_organiser
def answer_appeal(office, membership_id):
    """Uphold or reject the appeal."""
    row, provider, pool = _row(office, membership_id, "appeal")
    form = AppealForm().offer()
    if not form.validate_on_submit():
        return _page(office, membership_id, form)
    act = standing.uphold if form.decision.data == "uphold" else standing.reject
    act(work.session(), row, form.reason.data or "", by=telling.by(office), now=work.now())
    return _done(provider, pool, row, word("appeal_status", row.appeal_status))


@bp.get("/memberships/<uuid:membership_id>/files/<uuid:attachment_id>")
@guards.as_organiser
def membership_file(office, membership_id, attachment_id):
    """A file of the firm, public or not, for those who decide."""
    session = work.session()
    _membership, provider, _pool = found(queries.membership_within(session, office.region_code, membership_id))
    row = found(queries.attachment_of(session, provider, attachment_id))
    return exporting.file_response(row.filename, queries.content_of(session, row), row.media_type)


def _row(office, membership_id, right: str):
    row = found(queries.membership_within(work.session(), office.region_code, membership_id))
    if not getattr(_rights(office, *row), right):
        abort(403)
    return row


def _rights(office, membership, provider, pool) -> Rights:
    """The home office prechecks its own firms; everything else belongs to the office that keeps the pool."""
    keeps = regions.within(office.region_code, pool.region_code)
    home = regions.within(office.region_code, provider.region_code)
    return Rights(
        decide=membership.status in OPEN and (keeps or (home and membership.status == "applied")),
        appeal=keeps and membership.appeal_status == "open",
        standing=keeps and membership.status in LISTED,
    )


def _decided(office, row, form: DecisionForm) -> bool:
    session, who = work.session(), {"by": telling.by(office), "now": work.now()}
    reason, decision = form.reason.data or "", form.decision.data
    if row.status == "prechecked" and (form.score.data is not None or form.opinion.data):
        pools.evaluate(session, row, opinion=form.opinion.data or "", score=form.score.data, **who)
    acts = {
        "precheck": lambda: pools.precheck(session, row, opinion=reason, **who),
        "publicise": lambda: pools.publicise(session, row, **who),
        "admit": lambda: pools.admit(session, row, **who),
        "return": lambda: pools.return_for_correction(session, row, reason, **who),
        "refuse": lambda: pools.refuse(session, row, reason, **who),
    }
    try:
        acts[decision]()
    except PublicityRunning as refusal:
        form.decision.errors = [sentence(refusal)]
    return not form.errors


def _stand(office, row, form: StandingForm) -> None:
    session, who = work.session(), {"by": telling.by(office), "now": work.now()}
    reason = form.reason.data or ""
    acts = {
        "renew": lambda: standing.renew(session, row, remark=reason, **who),
        "rate": lambda: standing.rate(session, row, form.stars.data, **who),
        "warn": lambda: standing.warn(session, row, reason, form.rectify_by.data, **who),
        "lift": lambda: standing.lift_warning(session, row, **who),
        "remove": lambda: standing.remove(session, row, reason, **who),
    }
    acts[form.decision.data]()


def _done(provider, pool, row, decision: str):
    telling.about_membership(provider, pool, row, decision)
    flash(_("已办理：%(firm)s，%(decision)s。", firm=provider.name, decision=decision))
    return redirect(url_for("organiser.membership", membership_id=row.id))


def _page(office, membership_id, form=None):
    session = work.session()
    row, provider, pool = found(queries.membership_within(session, office.region_code, membership_id))
    rights = _rights(office, row, provider, pool)
    return render_form(
        "organiser/reviews/membership.html",
        form or _form(row, rights),
        membership=row,
        provider=provider,
        pool=pool,
        rights=rights,
        listing=queries.listings(session, [provider])[0],
        files=queries.attachments_of(session, provider),
        steps=queries.steps_of(session, row),
        publicity_over=row.status == "publicised" and row.publicity_ends_on < pools.today_of(work.now()),
    )


def _form(row, rights: Rights):
    if rights.appeal:
        return AppealForm().offer()
    if rights.standing:
        return StandingForm(stars=row.stars).offer(row.status)
    return DecisionForm(score=row.score, opinion=row.opinion).offer(row.status)
