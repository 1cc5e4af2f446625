"""The office's pools: the list with its counts, one pool with its firms, and describing a pool."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from matchmaker.web import exporting, fields, guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import (
    PAGE_SIZE,
    found,
    known_codes,
    language,
    offset,
    page_of,
    render,
    render_form,
)
from matchmaker.web.words import choices, word
from providers import pools as acts
from providers import queries
from providers.errors import ChangedMeanwhile, PoolNameTaken
from providers.inputs import PoolDraft

MOST_EXPORTED = 5_000


class PoolForm(fields.Form):
    """A pool; fields carry the names of `PoolDraft`."""

    name = StringField(_l("名称"), [InputRequired(_l("请填资源池名称。")), Length(max=60)])
    region_code = fields.code_field(_l("由哪里管理"))
    industries = fields.codes_field(_l("行业大类"))
    description = fields.text_area(_l("介绍"), longest=5_000, rows=4)
    conditions = fields.text_area(_l("入库条件"), longest=5_000, rows=4)
    min_years = IntegerField(
        _l("至少经营几年"), [InputRequired(_l("请填年数。")), NumberRange(0, 50)], default=3
    )
    publicity_days = IntegerField(
        _l("公示天数"), [InputRequired(_l("请填天数。")), NumberRange(1, 60)], default=7
    )
    position = IntegerField(_l("排序"), [Optional(), NumberRange(0, 9_999)], default=0)
    accepting = BooleanField(_l("现在接受申请"), default=True)
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def offer(self, office) -> "PoolForm":
        """Fills the choices; returns the form."""
        codes = known_codes()
        self.industries.choices = fields.code_choices(codes.industries, language(), numbered=True)
        self.region_code.choices = fields.region_choices(codes.regions, language(), office.region_code)
        return self


@bp.get("/pools")
@guards.as_organiser
def pools(office):
    """All pools kept within the office's region."""
    rows = queries.pools(work.session(), region=office.region_code)
    return render(
        "organiser/pools/list.html",
        page=page_of(rows[offset() : offset() + PAGE_SIZE], len(rows)),
        counts=queries.counts_by_pool(work.session()),
    )


@bp.get("/pools/new")
@guards.as_organiser
def new_pool(office):
    """An empty form."""
    return _form_page(PoolForm(region_code=office.region_code).offer(office), None)


@bp.post("/pools/new")
@guards.as_organiser
def add_pool(office):
    """Open it."""
    form = PoolForm().offer(office)
    typed = fields.draft_of(form, PoolDraft)
    if typed and _done(form, lambda: acts.open_pool(work.session(), typed, now=work.now())):
        flash(_("资源池“%(name)s”已设立。", name=typed.name))
        return redirect(url_for("organiser.pools"))
    return _form_page(form, None)


@bp.get("/pools/<uuid:pool_id>")
@guards.as_organiser
def pool(office, pool_id):
    """One pool with its firms, by state."""
    session = work.session()
    pool = found(queries.pool_within(session, office.region_code, pool_id))
    rows, total = queries.memberships_within(
        session, office.region_code, pool_id=pool.id, **_wanted(), offset=offset(), limit=PAGE_SIZE
    )
    return render(
        "organiser/pools/pool.html",
        pool=pool,
        page=page_of(rows, total),
        counts=queries.counts_by_pool(session).get(pool.id, {}),
        statuses=choices("membership_status", blank=_("全部状态")),
        narrowed=any(_wanted().values()),
    )


@bp.get("/pools/<uuid:pool_id>/export")
@guards.as_organiser
def export_pool(office, pool_id):
    """The pool's firms as a sheet, with the same filters; no contacts."""
    session = work.session()
    pool = found(queries.pool_within(session, office.region_code, pool_id))
    rows, _total = queries.memberships_within(
        session, office.region_code, pool_id=pool.id, **_wanted(), limit=MOST_EXPORTED
    )
    columns = [
        _("企业名称"), _("统一社会信用代码"), _("地区"), _("类型"), _("状态"), _("申请时间"), _("入库时间"), _("星级"), _("复核年度"),
    ]  # fmt: skip
    return exporting.sheet_response(
        pool.name, columns, [_line(*row) for row in rows], request.args.get("format", "xlsx")
    )


@bp.get("/pools/<uuid:pool_id>/edit")
@guards.as_organiser
def edit_pool(office, pool_id):
    """The form with what is known."""
    pool = found(queries.pool_within(work.session(), office.region_code, pool_id))
    return _form_page(PoolForm(obj=pool).offer(office), pool)


@bp.post("/pools/<uuid:pool_id>/edit")
@guards.as_organiser
def save_pool(office, pool_id):
    """Save it, unless a colleague saved first."""
    pool = found(queries.pool_within(work.session(), office.region_code, pool_id))
    form = PoolForm().offer(office)
    typed = fields.draft_of(form, PoolDraft)
    if typed and _done(form, lambda: _amend(pool, typed, form)):
        flash(_("资源池“%(name)s”已保存。", name=typed.name))
        return redirect(url_for("organiser.pool", pool_id=pool_id))
    return _form_page(form, pool)


def _amend(pool, typed: PoolDraft, form: PoolForm) -> None:
    acts.amend(work.session(), pool, typed, now=work.now(), version=form.version.data)


def _done(form: PoolForm, act) -> bool:
    try:
        act()
    except PoolNameTaken as refusal:
        form.name.errors = [*form.name.errors, sentence(refusal)]
    except ChangedMeanwhile:
        form.form_errors.append(_("同事刚刚改过这个资源池。您填的内容还在，请重新打开页面核对后再保存。"))
    return not form.errors


def _form_page(form: PoolForm, pool):
    return render_form("organiser/pools/form.html", form, pool=pool)


def _wanted() -> dict:
    status = request.args.get("status", "")[:20]
    return {"status": [status] if status else [], "search": request.args.get("q", "")[:100].strip()}


def _line(membership, provider, _pool) -> list:
    codes = known_codes()
    return [
        provider.name,
        provider.credit_code,
        codes.regions.name(provider.region_code, language()),
        codes.types.name(provider.provider_type, language()),
        word("membership_status", membership.status),
        membership.applied_at,
        membership.admitted_at,
        membership.stars,
        membership.reviewed_year,
    ]
