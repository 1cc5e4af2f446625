"""The provider's files."""

import uuid

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.web import exporting, fields, guards, work
from matchmaker.web.provider import blueprint as bp
from matchmaker.web.provider.forms import AttachmentForm, refuse_at
from matchmaker.web.refusals import sentence
from matchmaker.web.rendering import found, render_form
from providers import attachments as acts
from providers import queries
from providers.errors import EmptyFile, FileTooLarge, ImageTooLarge, NotAllowedKind
from providers.inputs import Caption

FILE_REFUSALS = (EmptyFile, FileTooLarge, ImageTooLarge, NotAllowedKind)


@bp.get("/attachments")
@guards.as_provider
def attachments(provider):
    """All files, and the form to add one."""
    return _page(provider, AttachmentForm())


@bp.post("/attachments")
@guards.as_provider
def attach(provider):
    """Take a file in."""
    form = AttachmentForm().offer(queries.cases_of(work.session(), provider))
    caption = fields.draft_of(form, Caption)
    if caption and _attached(provider, form, caption):
        flash(_("文件已上传。"))
        return redirect(url_for("provider.attachments"))
    return _page(provider, form)


@bp.get("/attachments/<uuid:attachment_id>")
@guards.as_provider
def attachment(provider, attachment_id):
    """The file itself."""
    row = found(queries.attachment_of(work.session(), provider, attachment_id))
    return exporting.file_response(row.filename, queries.content_of(work.session(), row), row.media_type)


@bp.post("/attachments/<uuid:attachment_id>/remove")
@guards.as_provider
def remove_attachment(provider, attachment_id):
    """Forget the file."""
    row = found(queries.attachment_of(work.session(), provider, attachment_id))
    acts.remove(work.session(), provider, row, now=work.now())
    flash(_("“%(name)s”已删除。", name=row.filename))
    return redirect(url_for("provider.attachments"))


def _attached(provider, form: AttachmentForm, caption: Caption) -> bool:
    session, upload = work.session(), form.file.data
    case = queries.case_of(session, provider, uuid.UUID(form.case_id.data)) if form.case_id.data else None
    content = upload.stream.read(acts.LARGEST + 1)
    try:
        acts.attach(session, provider, upload.filename or "", content, caption, now=work.now(), case=case)
    except FILE_REFUSALS as refusal:
        refuse_at(form.file, sentence(refusal))
    return not form.errors


def _page(provider, form: AttachmentForm):
    cases = queries.cases_of(work.session(), provider)
    return render_form(
        "provider/attachments.html",
        form.offer(cases),
        attachments=queries.attachments_of(work.session(), provider),
        case_titles={case.id: case.title for case in cases},
    )
