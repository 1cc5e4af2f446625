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
from matchmaker.imports.errors import AlreadyFinished
from matchmaker.imports.models import ImportStatus, SheetImport
from matchmaker.imports.options import Options
from matchmaker.imports.planning import Understanding
from matchmaker.imports.uploading import Uploader
from matchmaker.sheets import errors as sheet_errors
from matchmaker.sheets import mending, templates, writing
from matchmaker.sheets.rows import Fault
from matchmaker.web import exporting, import_forms, import_pages, refusals, signed_in, work
from matchmaker.web.import_forms import OptionsForm, UploadForm
from matchmaker.web.import_pages import MOST_SHOWN, Owner
from matchmaker.web.rendering import (
    PAGE_SIZE,
    found,
    known_codes,
    offset,
    page_of,
    render,
)
from matchmaker.web.words import sheets as words


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
    return import_pages.upload_page(owner, form)


def upload(owner: Owner):
    """Read the file and go on to its columns; or the form again with what is the matter."""
    form = UploadForm()
    if isinstance(owner, Factory):
        form.kind.data = "demand"
    if not form.validate_on_submit():
        return import_pages.upload_page(owner, form)
    try:
        made = _upload(owner, form)
    except sheet_errors.Refusal as refusal:
        form.file.errors = [refusals.sentence(refusal)]
        return import_pages.upload_page(owner, form)
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
    return import_pages.columns_page(one, understood, import_forms.columns_form(understood))


def remap(owner: Owner, import_id: uuid.UUID):
    """Keep the corrections and go on to the rows; stay when a necessary column is still missing."""
    one = _waiting(owner, import_id)
    understood = _understood(one)
    form = import_forms.columns_form(understood)
    if not form.validate_on_submit():
        return import_pages.columns_page(one, understood, form)
    uploading.remap(work.session(), one, _changes(understood, form))
    understood = _understood(one)
    if understood.missing:
        form.form_errors.append(import_pages.missing_sentence(understood))
        return import_pages.columns_page(one, understood, form)
    return redirect(url_for(".import_rows", import_id=one.id))


def choose_worksheet(owner: Owner, import_id: uuid.UUID):
    """Take another worksheet of the same file."""
    one = _waiting(owner, import_id)
    understood = _understood(one)
    form = import_pages.worksheet_form(understood)
    if form.validate_on_submit():
        uploading.choose_worksheet(work.session(), one, form.worksheet.data)
    return redirect(url_for(".import_columns", import_id=one.id))


def rows(owner: Owner, import_id: uuid.UUID):
    """Good and bad rows, and the options."""
    one = _waiting(owner, import_id)
    understood = _understood(one)
    if understood.missing:
        return redirect(url_for(".import_columns", import_id=one.id))
    return import_pages.rows_page(owner, one, import_pages.options_form(owner, one))


def choose(owner: Owner, import_id: uuid.UUID):
    """Keep the options; the rows are told again."""
    one = _waiting(owner, import_id)
    form = import_pages.options_form(owner, one)
    if not form.validate_on_submit():
        return import_pages.rows_page(owner, one, form)
    return _choose(one, form, _("已按新的选择重新核对。"))


def carry_out(owner: Owner, import_id: uuid.UUID):
    """Import the good rows. Choices changed since they were checked are kept first, and asked about once more."""
    one = found(queries.import_of(work.session(), owner, import_id))
    if one.status == ImportStatus.WAITING and "submitted" in request.form:
        form = import_pages.options_form(owner, one)
        if not form.validate_on_submit():
            return import_pages.rows_page(owner, one, form)
        if import_pages.options_of(form) != Options(**one.options):
            return _choose(one, form, _("您刚改了导入方式，已重新核对，请再确认一次。"))
    codes = planning.codes_of(known_codes())
    result = carrying_out.carry_out(
        work.session(), one, codes, by=_label(owner), today=import_pages.today(), now=work.now()
    )
    flash(_("导入完成：新增 %(n)s 条。", n=result.created))
    return redirect(url_for(".import_result", import_id=one.id))


def result(owner: Owner, import_id: uuid.UUID):
    """What came of a sheet; one that still waits is shown at its next step."""
    one = found(queries.import_of(work.session(), owner, import_id))
    if one.status == ImportStatus.WAITING:
        return redirect(url_for(".import_columns", import_id=one.id))
    bad = import_pages.told([Fault(**fault) for fault in one.result.get("bad", [])])
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


def _waiting(owner: Owner, import_id: uuid.UUID) -> SheetImport:
    one = found(queries.import_of(work.session(), owner, import_id))
    if one.status != ImportStatus.WAITING:
        raise AlreadyFinished
    return one


def _understood(one: SheetImport) -> Understanding:
    return planning.understand(work.session(), one, planning.codes_of(known_codes()))


def _faults(one: SheetImport, understood: Understanding) -> list[Fault]:
    if one.status == ImportStatus.IMPORTED:
        return [Fault(**fault) for fault in one.result["bad"]]
    return import_pages.plan_of(one, understood).bad


def _changes(understood: Understanding, form: Any) -> dict[int, str | None]:
    """Only what the person changed: everything else stays the reader's own finding, with its confidence."""
    said = {
        column.number: form[f"column_{column.number}"].data or None for column in understood.sheet.columns
    }
    return {at: field for at, field in said.items() if field != understood.mapping.field_of(at)}


def _choose(one: SheetImport, form: OptionsForm, message: str):
    uploading.choose(work.session(), one, import_pages.options_of(form))
    flash(message)
    return redirect(url_for(".import_rows", import_id=one.id))
