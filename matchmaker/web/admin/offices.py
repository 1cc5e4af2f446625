"""Offices: open one, name it, say who works there."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from matchmaker.accounts import offices as opening
from matchmaker.accounts import queries, representing
from matchmaker.accounts.errors import OfficeNameTaken
from matchmaker.web import guards, refusals, words, work
from matchmaker.web.admin import blueprint as bp
from matchmaker.web.fields import Form, code_field, region_choices
from matchmaker.web.rendering import found, known_codes, language, render, render_form


class OfficeForm(Form):
    """An office and its region."""

    name = StringField(_l("单位名称"), [InputRequired(_l("请填单位名称。")), Length(max=120)])
    region_code = code_field(_l("管辖地区"), validators=[InputRequired(_l("请选地区。"))])
    phone = StringField(_l("联系电话"), [Length(max=40)])

    def __init__(self, **options):
        super().__init__(**options)
        regions = known_codes().regions
        kept = self.region_code.data or ""
        scope = kept[:2] + "0000" if kept[2:] != "0000" else ""
        self.region_code.choices = region_choices(regions, language(), "", blank=_("请选择"))
        known = {code for code, _name in self.region_code.choices}
        # A county is chosen within its province only: three thousand choices in one list help nobody.
        if scope and kept not in known:
            self.region_code.choices += region_choices(regions, language(), scope)


class MemberForm(Form):
    """Whom to invite into an office."""

    email = EmailField(_l("邮箱"), [InputRequired(_l("请填邮箱。")), Length(max=254)])
    role = SelectField(_l("身份"))

    def __init__(self, **options):
        super().__init__(**options)
        self.role.choices = words.choices("office_role")


@bp.get("/offices")
@guards.as_administrator
def offices(account):
    """All offices."""
    return render("admin/offices.html", offices=queries.offices(work.session()))


@bp.get("/offices/new")
@guards.as_administrator
def office_new(account):
    """The form for a new office."""
    return render_form("admin/office_form.html", OfficeForm(), office=None)


@bp.post("/offices/new")
@guards.as_administrator
def office_open(account):
    """Open it."""
    form = OfficeForm()
    if not form.validate_on_submit():
        return render_form("admin/office_form.html", form, office=None)
    try:
        office = opening.open_office(work.session(), **_values(form), now=work.now())
    except OfficeNameTaken as refusal:
        form.name.errors = [refusals.sentence(refusal)]
        return render_form("admin/office_form.html", form, office=None)
    flash(_("已开设。现在邀请工作人员。"))
    return redirect(url_for("admin.office", office_id=office.id))


@bp.get("/offices/<uuid:office_id>")
@guards.as_administrator
def office(account, office_id):
    """One office and its people."""
    return _page(found(queries.office(work.session(), office_id)), MemberForm())


@bp.get("/offices/<uuid:office_id>/edit")
@guards.as_administrator
def office_edit(account, office_id):
    """The form of an office."""
    office = found(queries.office(work.session(), office_id))
    return render_form("admin/office_form.html", OfficeForm(obj=office), office=office)


@bp.post("/offices/<uuid:office_id>/edit")
@guards.as_administrator
def office_amend(account, office_id):
    """Rename it or give it another region."""
    office = found(queries.office(work.session(), office_id))
    form = OfficeForm()
    if not form.validate_on_submit():
        return render_form("admin/office_form.html", form, office=office)
    try:
        opening.amend_office(work.session(), office, **_values(form))
    except OfficeNameTaken as refusal:
        form.name.errors = [refusals.sentence(refusal)]
        return render_form("admin/office_form.html", form, office=office)
    flash(_("已保存。"))
    return redirect(url_for("admin.office", office_id=office_id))


@bp.post("/offices/<uuid:office_id>/invite")
@guards.as_administrator
def office_invite(account, office_id):
    """Invite somebody into the office."""
    office, form = found(queries.office(work.session(), office_id)), MemberForm()
    if not form.validate_on_submit():
        return _page(office, form)
    party = representing.Party(office.name, office_id=office.id, role=form.role.data)
    address = work.absolute(url_for("account.invitation", token="")) + "{token}"
    try:
        representing.invite(
            work.session(), account, party, email=form.email.data, address=address, now=work.now()
        )
    except ValueError:
        form.email.errors = [_("邮箱地址不对，例如 zhang@example.com。")]
        return _page(office, form)
    flash(_("邀请信已写好，对方接受后就能进来。"))
    return redirect(url_for("admin.office", office_id=office_id))


@bp.post("/offices/<uuid:office_id>/members/<uuid:member_id>/remove")
@guards.as_administrator
def office_remove_member(account, office_id, member_id):
    """End that somebody works there."""
    office = found(queries.office(work.session(), office_id))
    row = found(
        next((row for _a, row in queries.members(work.session(), office) if row.id == member_id), None)
    )
    representing.leave_office(work.session(), row)
    flash(_("已移出。"))
    return redirect(url_for("admin.office", office_id=office_id))


def _values(form):
    return {"name": form.name.data, "region_code": form.region_code.data, "phone": form.phone.data}


def _page(office, form):
    session = work.session()
    return render_form(
        "admin/office.html",
        form,
        office=office,
        members=queries.members(session, office),
        invitations=queries.open_invitations(session, office_id=office.id, now=work.now()),
    )
