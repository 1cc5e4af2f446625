"""The steps of an import, shared by offices and factories. Their views only say whose sheet it is.

1 the file → 2 what was understood, column by column → 3 good and bad rows → 4 what came of it.
"""

import uuid
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from demands.models import Factory
from matchmaker.accounts.models import Office
from matchmaker.imports import carrying_out, planning, queries, uploading
from matchmaker.imports.errors import AlreadyFinished, ColumnMissing
from matchmaker.imports.models import ImportStatus, SheetImport
from matchmaker.imports.options import Options
from matchmaker.imports.planning import Plan, Understanding
from matchmaker.imports.uploading import Uploader
from matchmaker.sheets import errors as sheet_errors
from matchmaker.sheets import fields as sheet_fields
from matchmaker.sheets import mending, templates, writing
from matchmaker.sheets.rows import Fault
from matchmaker.web import exporting, import_forms, refusals, signed_in, work
from matchmaker.web.import_forms import OptionsForm, UploadForm, WorksheetForm
from matchmaker.web.rendering import (
    CHINA,
    PAGE_SIZE,
    found,
    known_codes,
    offset,
    page_of,
    render,
    render_form,
)
from matchmaker.web.words import sheets as words
from providers import queries as providers

Owner = Office | Factory
MOST_SHOWN = 200


def listing(owner: Owner):
    """What was brought in so far, and the way to bring in more."""
    rows = queries.imports_of(work.session(), owner, limit=PAGE_SIZE, offset=offset())
    page = page_of(rows, queries.count_imports_of(work.session(), owner))
    return render("imports/list.html", page=page, is_office=isinstance(owner, Office))


def template(owner: Owner, kind: str):
    """An empty sheet to fill in."""
    if kind not in _kinds(owner):
        found(None)
    name = {"provider": _("服务商信息表"), "demand": _("企业需求表")}[kind]
    data = templates.workbook(kind, planning.codes_of(known_codes()))
    return exporting.file_response(f"{name}.xlsx", data)


def upload_page(owner: Owner, kind: str = ""):
    """The form for the file."""
    form = UploadForm(data={"kind": kind if kind in _kinds(owner) else _kinds(owner)[0]})
    return _upload_page(owner, form)


def upload(owner: Owner):
    """Read the file and go on to its columns; or the form again with what is the matter."""
    form = UploadForm()
    if isinstance(owner, Factory):
        form.kind.data = "demand"
    if not form.validate_on_submit():
        return _upload_page(owner, form)
    try:
        made = _upload(owner, form)
    except sheet_errors.Refusal as refusal:
        form.file.errors = [refusals.sentence(refusal)]
        return _upload_page(owner, form)
    return redirect(url_for(".import_columns", import_id=made.id))


def _upload(owner: Owner, form: UploadForm) -> SheetImport:
    office = owner if isinstance(owner, Office) else None
    factory = owner if isinstance(owner, Factory) else None
    uploader = Uploader(office, factory, signed_in.account(), _label(owner))
    options = Options(arrive="submitted" if office else "draft")
    return uploading.upload(
        work.session(),
        uploader,
        form.kind.data,
        data=form.file.data.read(),
        filename=form.file.data.filename or "",
        options=options,
        now=work.now(),
    )


def columns(owner: Owner, import_id: uuid.UUID):
    """What was understood of each column, with a choice beside it."""
    one = _waiting(owner, import_id)
    understood = _understood(one)
    return _columns_page(one, understood, import_forms.columns_form(understood))


def remap(owner: Owner, import_id: uuid.UUID):
    """Keep the corrections and go on to the rows; stay when a necessary column is still missing."""
    one = _waiting(owner, import_id)
    understood = _understood(one)
    form = import_forms.columns_form(understood)
    if not form.validate_on_submit():
        return _columns_page(one, understood, form)
    uploading.remap(work.session(), one, _changes(understood, form))
    understood = _understood(one)
    if understood.missing:
        form.form_errors.append(_missing_sentence(understood))
        return _columns_page(one, understood, form)
    return redirect(url_for(".import_rows", import_id=one.id))


def choose_worksheet(owner: Owner, import_id: uuid.UUID):
    """Take another worksheet of the same file."""
    one = _waiting(owner, import_id)
    understood = _understood(one)
    form = _worksheet_form(understood)
    if form.validate_on_submit():
        uploading.choose_worksheet(work.session(), one, form.worksheet.data)
    return redirect(url_for(".import_columns", import_id=one.id))


def rows(owner: Owner, import_id: uuid.UUID):
    """Good and bad rows, and the options."""
    one = _waiting(owner, import_id)
    understood = _understood(one)
    if understood.missing:
        return redirect(url_for(".import_columns", import_id=one.id))
    return _rows_page(owner, one, _options_form(owner, one))


def choose(owner: Owner, import_id: uuid.UUID):
    """Keep the options; the rows are told again."""
    one = _waiting(owner, import_id)
    form = _options_form(owner, one)
    if not form.validate_on_submit():
        return _rows_page(owner, one, form)
    return _choose(one, form, _("已按新的选择重新核对。"))


def carry_out(owner: Owner, import_id: uuid.UUID):
    """Import the good rows. Choices changed since they were checked are kept first, and asked about once more."""
    one = found(queries.import_of(work.session(), owner, import_id))
    if one.status == ImportStatus.WAITING and "submitted" in request.form:
        form = _options_form(owner, one)
        if not form.validate_on_submit():
            return _rows_page(owner, one, form)
        if _options(form) != Options(**one.options):
            return _choose(one, form, _("您刚改了导入方式，已重新核对，请再确认一次。"))
    codes = planning.codes_of(known_codes())
    result = carrying_out.carry_out(
        work.session(), one, codes, by=_label(owner), today=_today(), now=work.now()
    )
    flash(_("导入完成：新增 %(n)s 条。", n=result.created))
    return redirect(url_for(".import_result", import_id=one.id))


def result(owner: Owner, import_id: uuid.UUID):
    """What came of a sheet; one that still waits is shown at its next step."""
    one = found(queries.import_of(work.session(), owner, import_id))
    if one.status == ImportStatus.WAITING:
        return redirect(url_for(".import_columns", import_id=one.id))
    bad = _told([Fault(**fault) for fault in one.result.get("bad", [])])
    return render(
        "imports/result.html",
        sheet_import=one,
        bad=bad[:MOST_SHOWN],
        bad_rows=len({fault.row for fault, _sentence in bad}),
        is_office=isinstance(owner, Office),
    )


def bad_rows(owner: Owner, import_id: uuid.UUID):
    """The rows that could not be taken, as a sheet to mend."""
    one = found(queries.import_of(work.session(), owner, import_id))
    understood = _understood(one)
    faults = _faults(one, understood)
    sentences: dict[int, str] = {}
    for fault in faults:
        said = f"{fault.title or ''} {words.about_cell(fault)}".strip()
        sentences[fault.row] = "\n".join(filter(None, [sentences.get(fault.row), said]))
    note = _("改好后直接上传本表；“%(title)s”一列不用删。", title=mending.FAULT_TITLE)
    table = mending.table(understood.sheet, understood.mapping, sentences, note=note)
    name = _("有问题的行-%(file)s", file=one.filename.rsplit(".", 1)[0])
    return exporting.file_response(f"{name}.xlsx", writing.workbook([table]))


def drop(owner: Owner, import_id: uuid.UUID):
    """Give the sheet up."""
    one = _waiting(owner, import_id)
    uploading.drop(work.session(), one, now=work.now())
    flash(_("已放弃这次导入，文件已删除。"))
    return redirect(url_for(".imports"))


def _kinds(owner: Owner) -> list[str]:
    return ["provider", "demand"] if isinstance(owner, Office) else ["demand"]


def _label(owner: Owner) -> str:
    return _("%(name)s（表格导入）", name=owner.name)[:100]


def _today():
    return work.now().astimezone(CHINA).date()


def _waiting(owner: Owner, import_id: uuid.UUID) -> SheetImport:
    one = found(queries.import_of(work.session(), owner, import_id))
    if one.status != ImportStatus.WAITING:
        raise AlreadyFinished
    return one


def _understood(one: SheetImport) -> Understanding:
    return planning.understand(work.session(), one, planning.codes_of(known_codes()))


def _plan(one: SheetImport, understood: Understanding | None = None) -> Plan:
    codes = planning.codes_of(known_codes())
    return planning.plan(work.session(), one, codes, today=_today(), understood=understood)


def _faults(one: SheetImport, understood: Understanding) -> list[Fault]:
    if one.status == ImportStatus.IMPORTED:
        return [Fault(**fault) for fault in one.result["bad"]]
    return _plan(one, understood).bad


def _upload_page(owner: Owner, form: UploadForm):
    if isinstance(owner, Factory):
        del form.kind
    return render_form("imports/upload.html", form, is_office=isinstance(owner, Office))


def _columns_page(one: SheetImport, understood: Understanding, form: Any):
    return render_form(
        "imports/columns.html",
        form,
        sheet_import=one,
        sheet=understood.sheet,
        choices={choice.column: choice for choice in understood.mapping.choices},
        missing=_missing_sentence(understood) if understood.missing else "",
        remarks=[words.about_file(remark) for remark in understood.sheet.remarks[:20]],
        worksheet_form=_worksheet_form(understood),
        required={key for key, field in sheet_fields.of(one.kind).items() if field.required},
    )


def _worksheet_form(understood: Understanding) -> WorksheetForm:
    form = WorksheetForm()
    others = [other.name for other in understood.sheet.others if other.is_table]
    form.worksheet.choices = [(name, name) for name in (understood.sheet.worksheet, *others)]
    return form


def _missing_sentence(understood: Understanding) -> str:
    return refusals.sentence(ColumnMissing(understood.missing))


def _changes(understood: Understanding, form: Any) -> dict[int, str | None]:
    """Only what the person changed: everything else stays the reader's own finding, with its confidence."""
    said = {
        column.number: form[f"column_{column.number}"].data or None for column in understood.sheet.columns
    }
    return {at: field for at, field in said.items() if field != understood.mapping.field_of(at)}


def _options_form(owner: Owner, one: SheetImport) -> OptionsForm:
    saved = one.options | {"region_code": one.options.get("region"), "pool": one.options.get("pool_id") or ""}
    form = OptionsForm(data=saved)
    if isinstance(owner, Factory):
        return import_forms.own_options(form)
    if one.kind == "demand":
        return import_forms.demand_options(form, owner.region_code)
    pools = providers.pools(work.session(), region=owner.region_code)
    return import_forms.provider_options(form, pools)


def _choose(one: SheetImport, form: OptionsForm, message: str):
    uploading.choose(work.session(), one, _options(form))
    flash(message)
    return redirect(url_for(".import_rows", import_id=one.id))


def _options(form: OptionsForm) -> Options:
    said = {name: value for name, value in form.data.items() if name in Options.model_fields and value}
    said |= {"region": form.region_code.data} if "region_code" in form and form.region_code.data else {}
    said |= {"pool_id": form.pool.data} if "pool" in form and form.pool.data else {}
    return Options(**said)


def _rows_page(owner: Owner, one: SheetImport, form: OptionsForm):
    plan = _plan(one)
    shown = plan.planned[offset() : offset() + PAGE_SIZE]
    bad, remarks = _told(plan.bad), _told(plan.remarks)
    return render_form(
        "imports/rows.html",
        form,
        sheet_import=one,
        plan=plan,
        page=page_of(shown, len(plan.planned)),
        why=words.WHY,
        bad=bad[:MOST_SHOWN],
        bad_total=len(plan.bad_rows()),
        remarks=remarks[:MOST_SHOWN],
        remarks_total=len(remarks),
        is_office=isinstance(owner, Office),
    )


def _told(faults: list[Fault]) -> list[tuple[Fault, str]]:
    return [(fault, words.about_cell(fault)) for fault in faults]
