"""What the owner does with a need, one button each."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from demands import posting, progress, queries
from matchmaker.web import guards, work
from matchmaker.web.factory import acting
from matchmaker.web.factory import blueprint as bp
from matchmaker.web.factory.forms import CloseForm, NoteForm
from matchmaker.web.rendering import found, known_codes, render_form


@bp.post("/needs/<uuid:demand_id>/advice")
@guards.as_factory
def take_advice(factory, demand_id):
    """Take over suggested scenarios and the suggested industry; codes nobody knows are left out."""
    codes, industry = known_codes(), request.form.get("industry", "")
    return _step(
        factory,
        demand_id,
        posting.classify,
        _("已采用。"),
        scenario_codes=[code for code in request.form.getlist("scenario") if code in codes.scenarios],
        industry_code=industry if industry in codes.industries else "",
    )


@bp.post("/needs/<uuid:demand_id>/submit")
@guards.as_factory
def submit_demand(factory, demand_id):
    """Hand it in for review."""
    return _step(factory, demand_id, posting.submit, _("已提交，等待主办方审核。"))


@bp.post("/needs/<uuid:demand_id>/withdraw")
@guards.as_factory
def withdraw_demand(factory, demand_id):
    """Take it back into draft."""
    return _step(factory, demand_id, posting.withdraw, _("已撤回，可以修改后再提交。"))


@bp.post("/needs/<uuid:demand_id>/close")
@guards.as_factory
def close_demand(factory, demand_id):
    """End the search, with the reason."""
    demand = found(queries.demand_of(work.session(), factory, demand_id))
    form = CloseForm()
    if not form.validate_on_submit():
        return render_form("factory/demand_close.html", form, demand=demand)
    posting.close(
        work.session(),
        demand,
        form.reason.data,
        by=acting.person(),
        now=work.now(),
        note=form.note.data or "",
    )
    flash(_("需求已关闭。以后要再提，可以复制一份。"))
    return redirect(url_for("factory.demand", demand_id=demand.id))


@bp.post("/needs/<uuid:demand_id>/copy")
@guards.as_factory
def copy_demand(factory, demand_id):
    """A new draft with the same words."""
    demand = found(queries.demand_of(work.session(), factory, demand_id))
    twin = posting.copy(work.session(), demand, by=acting.person(), now=work.now())
    flash(_("已复制成新的草稿，请检查后提交。"))
    return redirect(url_for("factory.edit_demand", demand_id=twin.id))


@bp.post("/needs/<uuid:demand_id>/sign")
@guards.as_factory
def sign_demand(factory, demand_id):
    """A contract is signed."""
    return _noted(factory, demand_id, progress.sign, _("已记为“已签约”。"))


@bp.post("/needs/<uuid:demand_id>/fall-through")
@guards.as_factory
def demand_fell_through(factory, demand_id):
    """The contract came to nothing."""
    return _noted(factory, demand_id, progress.fall_through, _("已回到“对接中”，继续找服务商。"))


@bp.post("/needs/<uuid:demand_id>/begin-work")
@guards.as_factory
def begin_demand_work(factory, demand_id):
    """The project has begun."""
    return _noted(factory, demand_id, progress.begin_work, _("已记为“实施中”。"))


@bp.post("/needs/<uuid:demand_id>/accept")
@guards.as_factory
def accept_demand(factory, demand_id):
    """The owner has accepted the work."""
    return _noted(factory, demand_id, progress.accept, _("已记为“已验收”，恭喜。"))


def _step(factory, demand_id, act, message, **more):
    demand = found(queries.demand_of(work.session(), factory, demand_id))
    act(work.session(), demand, by=acting.person(), now=work.now(), **more)
    flash(message)
    return redirect(url_for("factory.demand", demand_id=demand.id))


def _noted(factory, demand_id, act, message):
    return _step(factory, demand_id, act, message, note=(NoteForm().note.data or "")[:500])
