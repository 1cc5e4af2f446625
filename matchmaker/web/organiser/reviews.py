"""What waits for the office: applications, evaluations, appeals, needs; publicity; the yearly review."""

import uuid

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from demands import needs, reviewing
from demands import queries as demands
from demands.queries import DemandFilter
from matchmaker.shortlists import advice
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser import telling
from matchmaker.web.organiser.review_forms import NeedForm
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render, render_form
from matchmaker.web.words import word
from providers import pools, queries

STAGES = ("precheck", "evaluation", "appeal", "needs")


@bp.get("/reviews")
@guards.as_organiser
def reviews(office):
    """Everything that waits for a decision of this office, by kind, waiting longest first."""
    session = work.session()
    sizes = queries.queue_sizes(session, office.region_code)
    sizes["needs"] = demands.statuses_in(session, office.region_code).get("submitted", 0)
    stage = _stage(sizes)
    rows, total = _waiting(office, stage, sizes)
    return render("organiser/reviews/queue.html", stage=stage, sizes=sizes, page=page_of(rows, total))


@bp.get("/reviews/needs/<uuid:demand_id>")
@guards.as_organiser
def review_demand(office, demand_id):
    """A need that was handed in, and the form to decide."""
    return _need_page(office, demand_id, NeedForm().offer())


@bp.post("/reviews/needs/<uuid:demand_id>")
@guards.as_organiser
def decide_demand(office, demand_id):
    """Publish, return, put aside."""
    demand, factory = found(demands.demand_in(work.session(), office.region_code, demand_id))
    form = NeedForm().offer()
    if not form.validate_on_submit():
        return _need_page(office, demand_id, form)
    _decide(office, demand, form)
    decision = word("demand_status", demand.status)
    telling.about_need(factory, demand, decision, form.reason.data or "")
    flash(_("已办理：%(title)s，%(decision)s。", title=demand.title, decision=decision))
    return redirect(url_for("organiser.reviews", stage="needs"))


@bp.get("/publicity")
@guards.as_organiser
def publicity(office):
    """Firms in the objection period of the office's pools."""
    rows, total = queries.publicised(
        work.session(), region=office.region_code, offset=offset(), limit=PAGE_SIZE
    )
    return render("organiser/reviews/publicity.html", page=page_of(rows, total), today=pools.today_of(work.now()))


@bp.get("/yearly-review")
@guards.as_organiser
def yearly_review(office):
    """Members not reviewed this year, and warned ones whose day has passed."""
    today = pools.today_of(work.now())
    rows, total = queries.due_for_review(
        work.session(), office.region_code, today.year, offset=offset(), limit=PAGE_SIZE
    )
    overdue, late = queries.overdue(work.session(), office.region_code, today, limit=100)
    return render(
        "organiser/reviews/yearly.html", page=page_of(rows, total), year=today.year, overdue=overdue, late=late
    )


def _stage(sizes: dict[str, int]) -> str:
    """The stage asked for, else the first one with something waiting."""
    asked = request.args.get("stage", "")
    return asked if asked in STAGES else next((one for one in STAGES if sizes[one]), STAGES[0])


def _waiting(office, stage: str, sizes: dict[str, int]):
    if stage == "needs":
        wanted = DemandFilter(statuses=["submitted"])
        # the register lists the latest first; the page counted from its end begins with the oldest
        last = max(sizes["needs"] - offset(), 0)
        first = max(last - PAGE_SIZE, 0)
        rows = demands.demands_in(
            work.session(), office.region_code, wanted, limit=last - first, offset=first
        )
        return list(reversed(rows)), sizes["needs"]
    return queries.review_queue(
        work.session(), office.region_code, stage=stage, pool_id=_pool(), offset=offset(), limit=PAGE_SIZE
    )


def _pool() -> uuid.UUID | None:
    try:
        return uuid.UUID(request.args.get("pool", ""))
    except ValueError:
        return None


def _decide(office, demand, form: NeedForm) -> None:
    session, who = work.session(), {"by": telling.by(office), "now": work.now()}
    reason = form.reason.data or ""
    acts = {
        "publish": lambda: reviewing.publish(session, demand, **who),
        "return": lambda: reviewing.return_for_correction(session, demand, reason, **who),
        "hold": lambda: reviewing.hold(session, demand, reason, **who),
        "long_term": lambda: reviewing.long_term(session, demand, reason, **who),
    }
    acts[form.decision.data]()


def _need_page(office, demand_id, form: NeedForm):
    session = work.session()
    demand, factory = found(demands.demand_in(session, office.region_code, demand_id))
    need = needs.public_part(session, demand, factory)
    return render_form(
        "organiser/reviews/need.html",
        form,
        demand=demand,
        factory=factory,
        need=need,
        history=demands.history_of(session, demand),
        advice=advice.advise(session, need),
    )
