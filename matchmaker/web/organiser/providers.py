"""Providers that the office sees: the list, one firm, inviting somebody to act for it, suspending."""

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.accounts import queries as accounts
from matchmaker.accounts.representing import Party
from matchmaker.classifications import regions
from matchmaker.web import exporting, fields, guards, people, work
from matchmaker.web.organiser import blueprint as bp
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
from providers import queries, registration

MOST_EXPORTED = 5_000


@bp.get("/providers")
@guards.as_organiser
def providers(office):
    """Firms of the region, and those that applied to its pools."""
    rows, total = queries.registered(
        work.session(), office.region_code, **_wanted(), offset=offset(), limit=PAGE_SIZE
    )
    listings = queries.listings(work.session(), rows)
    codes = known_codes()
    return render(
        "organiser/providers/list.html",
        page=page_of(listings, total),
        narrowed=any(_wanted().values()),
        types=fields.code_choices(codes.types, language(), blank=_("全部类型")),
        industries=fields.code_choices(codes.industries, language(), blank=_("全部行业"), numbered=True),
        statuses=choices("provider_status", blank=_("全部状态")),
    )


@bp.get("/providers/export")
@guards.as_organiser
def export_providers(office):
    """The list as a sheet, with the same filters; no contacts."""
    rows, _total = queries.registered(
        work.session(), office.region_code, **_wanted(), limit=MOST_EXPORTED
    )
    columns = [
        _("企业名称"), _("统一社会信用代码"), _("地区"), _("类型"), _("服务行业"), _("擅长场景"), _("成立年份"),
        _("职工人数"), _("上年营业收入（万元）"), _("企业简介"), _("产品服务"), _("案例数"), _("所在资源池"), _("状态"),
    ]  # fmt: skip
    table = [_line(listing) for listing in queries.listings(work.session(), rows)]
    return exporting.sheet_response(_("服务商名单"), columns, table, request.args.get("format", "xlsx"))


@bp.get("/providers/<uuid:provider_id>")
@guards.as_organiser
def provider(office, provider_id):
    """One firm: what it shows, its pools, its people."""
    return _page(office, provider_id, people.InviteForm())


@bp.post("/providers/<uuid:provider_id>/invite")
@guards.as_organiser
def invite_to_provider(office, provider_id):
    """Invite somebody to act for it."""
    provider = found(queries.provider_within(work.session(), office.region_code, provider_id))
    form = people.InviteForm()
    if not form.validate_on_submit() or not people.send(Party(provider.name, provider_id=provider.id), form):
        return _page(office, provider_id, form)
    return redirect(url_for("organiser.provider", provider_id=provider_id))


@bp.post("/providers/<uuid:provider_id>/suspend")
@guards.as_organiser
def suspend_provider(office, provider_id):
    """Take it out of the catalogue for the time being."""
    provider = _own(office, provider_id)
    registration.suspend(work.session(), provider, now=work.now())
    flash(_("“%(name)s”已停用，不再展示和推荐。", name=provider.name))
    return redirect(url_for("organiser.provider", provider_id=provider_id))


@bp.post("/providers/<uuid:provider_id>/restore")
@guards.as_organiser
def restore_provider(office, provider_id):
    """Let it take part again."""
    provider = _own(office, provider_id)
    registration.restore(work.session(), provider, now=work.now())
    flash(_("“%(name)s”已恢复。", name=provider.name))
    return redirect(url_for("organiser.provider", provider_id=provider_id))


def _own(office, provider_id):
    """The firm, if it sits in the office's region: a guest in one's pool is not one's to suspend."""
    provider = found(queries.provider_within(work.session(), office.region_code, provider_id))
    if not regions.within(office.region_code, provider.region_code):
        abort(403)
    return provider


def _page(office, provider_id, form):
    session = work.session()
    provider = found(queries.provider_within(session, office.region_code, provider_id))
    return render_form(
        "organiser/providers/provider.html",
        form,
        provider=provider,
        listing=queries.listings(session, [provider])[0],
        memberships=_memberships(office, provider),
        own=regions.within(office.region_code, provider.region_code),
        people=accounts.representatives(session, provider_id=provider.id),
        invitations=accounts.open_invitations(session, now=work.now(), provider_id=provider.id),
    )


def _memberships(office, provider):
    """Those the office may open: all of its own firm's, of a guest only those in its pools."""
    home = regions.within(office.region_code, provider.region_code)
    rows = queries.memberships_of(work.session(), provider)
    return [pair for pair in rows if home or regions.within(office.region_code, pair[1].region_code)]


def _wanted() -> dict[str, str]:
    names = {"q": "search", "type": "provider_type", "industry": "industry", "status": "status"}
    return {field: request.args.get(name, "")[:100].strip() for name, field in names.items()}


def _line(listing) -> list:
    codes, firm = known_codes(), listing.provider
    return [
        firm.name,
        firm.credit_code,
        codes.regions.name(firm.region_code, language()),
        codes.types.name(firm.provider_type, language()),
        "、".join(codes.industries.name(code, language()) for code in listing.industries),
        "、".join(codes.scenarios.name(code, language()) for code in listing.scenarios),
        firm.founded_year,
        firm.staff,
        firm.revenue,
        firm.summary,
        "；".join(offering.title for offering in listing.offerings),
        len(listing.cases),
        "、".join(pool.name for pool in listing.pools),
        word("provider_status", firm.status),
    ]
