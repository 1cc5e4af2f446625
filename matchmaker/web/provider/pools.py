"""The provider's way into the pools: which there are, applying, and what became of it."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.web import fields, guards, signed_in, work
from matchmaker.web.provider import blueprint as bp
from matchmaker.web.provider.forms import AppealForm, ApplicationForm
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import found, render, render_form
from providers import pools as acts
from providers import queries, standing
from providers.errors import PoolNotAccepting, ProfileIncomplete, TooYoung

# What the firm may still do with an application, by its state.
MAY_LEAVE = ("applied", "returned", "prechecked", "publicised", "admitted", "warned")
MAY_APPLY_AGAIN = ("returned", "refused", "withdrawn")
# A step that only the offices read about.
INTERNAL = "evaluate"


@bp.get("/pools")
@guards.as_provider
def pools(provider):
    """Own memberships, and the pools one could apply to."""
    session = work.session()
    mine = queries.memberships_of(session, provider)
    taken = {pool.id for _membership, pool in mine}
    own = {code[:3] for code in queries.industries_of(session, provider)}
    others = [pool for pool in queries.pools(session) if pool.id not in taken]
    others.sort(key=lambda pool: not own & set(pool.industries))
    return render(
        "provider/pools.html",
        mine=mine,
        others=others,
        fitting={pool.id for pool in others if own & set(pool.industries)},
    )


@bp.get("/pools/<uuid:pool_id>")
@guards.as_provider
def pool(provider, pool_id):
    """One pool and the own application to it."""
    return _page(provider, pool_id)


@bp.post("/pools/<uuid:pool_id>/apply")
@guards.as_provider
def apply_to_pool(provider, pool_id):
    """Apply, or hand in again."""
    pool = found(queries.pool_by_id(work.session(), pool_id))
    form = ApplicationForm()
    if form.validate_on_submit() and _applied(provider, pool, form):
        flash(_("申请已提交。审核结果会发邮件通知，也可以在这里查看。"))
        return redirect(url_for("provider.pool", pool_id=pool_id))
    return _page(provider, pool_id, form)


@bp.post("/pools/<uuid:pool_id>/withdraw")
@guards.as_provider
def leave_pool(provider, pool_id):
    """Take the application back, or leave the pool."""
    membership = _membership(provider, pool_id)
    acts.withdraw(work.session(), membership, by=_person(), now=work.now())
    flash(_("已撤回。以后还可以重新申请。"))
    return redirect(url_for("provider.pool", pool_id=pool_id))


@bp.post("/pools/<uuid:pool_id>/appeal")
@guards.as_provider
def appeal(provider, pool_id):
    """Object to a refusal or removal."""
    form, membership = AppealForm(), _membership(provider, pool_id)
    if not form.validate_on_submit():
        return _page(provider, pool_id, appeal_form=form)
    standing.appeal(work.session(), membership, form.text.data, by=_person(), now=work.now())
    flash(_("申诉已提交，主办单位会重新核查并答复。"))
    return redirect(url_for("provider.pool", pool_id=pool_id))


def _applied(provider, pool, form: ApplicationForm) -> bool:
    try:
        acts.apply(work.session(), pool, provider, form.statement.data, by=_person(), now=work.now())
    except (ProfileIncomplete, TooYoung, PoolNotAccepting) as refusal:
        form.form_errors.append(sentence(refusal))
    return not form.errors


def _membership(provider, pool_id):
    pool = found(queries.pool_by_id(work.session(), pool_id))
    return found(queries.membership_between(work.session(), pool, provider))


def _page(provider, pool_id, form: fields.Form | None = None, appeal_form: fields.Form | None = None):
    session = work.session()
    pool = found(queries.pool_by_id(session, pool_id))
    membership = queries.membership_between(session, pool, provider)
    steps = queries.steps_of(session, membership) if membership else []
    statement = membership.statement if membership else ""
    page, status = render_form(
        "provider/pool.html",
        form or ApplicationForm(statement=statement),
        appeal_form=appeal_form or AppealForm(),
        pool=pool,
        membership=membership,
        steps=[step for step in steps if step.kind != INTERNAL],
        missing=queries.missing_for_application(session, provider),
        may_apply=_may_apply(pool, membership),
        may_leave=membership is not None and membership.status in MAY_LEAVE,
    )
    return page, 422 if appeal_form and appeal_form.errors else status


def _may_apply(pool, membership) -> bool:
    if membership is None:
        return pool.accepting
    returned = membership.status == "returned"
    return returned or (pool.accepting and membership.status in MAY_APPLY_AGAIN)


def _person() -> str:
    return signed_in.account().name
