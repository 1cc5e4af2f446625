"""Classifications: look them up, add a code, give another name, retire one."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import InputRequired, Length

from matchmaker.classifications import extending
from matchmaker.classifications.errors import UnknownParent
from matchmaker.classifications.models import Kind
from matchmaker.web import guards, refusals, work
from matchmaker.web.admin import blueprint as bp
from matchmaker.web.fields import Form, draft_of
from matchmaker.web.rendering import found, known_codes, offset, page_of, render, render_form

SIZE = 50


class EntryForm(Form):
    """One code."""

    code = StringField(_l("编码"), [InputRequired(_l("请填编码。")), Length(max=20)])
    parent = StringField(_l("上级编码"), [Length(max=20)])
    name_zh = StringField(_l("中文名称"), [InputRequired(_l("请填中文名称。")), Length(max=120)])
    name_en = StringField(_l("英文名称"), [Length(max=160)])
    source = StringField(_l("依据"), [Length(max=200)])
    retired = BooleanField(_l("停用：表单里不再出现，老记录照旧显示"))


@bp.get("/classifications")
@guards.as_administrator
def classifications(account):
    """The four classifications."""
    return render(
        "admin/classifications.html", sizes={kind: len(known_codes().of(kind).entries) for kind in Kind}
    )


@bp.get("/classifications/<kind>")
@guards.as_administrator
def classification(account, kind):
    """All codes of one classification."""
    kind = found(next((one for one in Kind if one == kind), None))
    search = request.args.get("q", "").strip()[:80]
    rows = [entry for entry in known_codes().of(kind) if _matches(entry, search)]
    page = page_of(rows[offset(SIZE) : offset(SIZE) + SIZE], len(rows), SIZE)
    return render("admin/classification.html", kind=kind, page=page, q=search)


@bp.get("/classifications/<kind>/entry")
@guards.as_administrator
def classification_entry(account, kind):
    """The form for a code: a new one, or the one named by `?code=`."""
    kind = found(next((one for one in Kind if one == kind), None))
    entry = known_codes().of(kind).entries.get(request.args.get("code", ""))
    return render_form("admin/classification_entry.html", EntryForm(obj=entry), kind=kind, entry=entry)


@bp.post("/classifications/<kind>/entry")
@guards.as_administrator
def classification_put(account, kind):
    """Add the code or replace what was said of it."""
    kind = found(next((one for one in Kind if one == kind), None))
    form = EntryForm()
    entry = known_codes().of(kind).entries.get(form.code.data or "")
    draft = draft_of(form, extending.EntryDraft, kind=kind)
    if draft is None:
        return render_form("admin/classification_entry.html", form, kind=kind, entry=entry)
    try:
        extending.put(work.session(), draft, now=work.now())
    except UnknownParent as refusal:
        form.parent.errors = [refusals.sentence(refusal)]
        return render_form("admin/classification_entry.html", form, kind=kind, entry=entry)
    flash(_("已保存，马上生效。"))
    return redirect(url_for("admin.classification", kind=kind, q=draft.code))


def _matches(entry, search):
    return not search or any(
        search.lower() in text.lower() for text in (entry.code, entry.name_zh, entry.name_en)
    )
