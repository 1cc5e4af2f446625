"""The outbox: what was written, what went, what did not."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.mail import outbox
from matchmaker.mail.models import LetterStatus
from matchmaker.web import guards, work
from matchmaker.web.admin import blueprint as bp
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render


@bp.get("/letters")
@guards.as_administrator
def letters(account):
    """Letters, newest first."""
    status = request.args.get("status", "")
    status = status if status in list(LetterStatus) else ""
    rows = outbox.letters(work.session(), status=status, offset=offset(), limit=PAGE_SIZE)
    total = outbox.count(work.session(), status)
    return render("admin/letters.html", page=page_of(rows, total), status=status, statuses=list(LetterStatus))


@bp.get("/letters/<uuid:letter_id>")
@guards.as_administrator
def letter(account, letter_id):
    """Where one letter is; its text only while a person has to decide about it."""
    letter = found(outbox.letter(work.session(), letter_id))
    return render("admin/letter.html", letter=letter, body=outbox.body_for_review(letter))


@bp.post("/letters/<uuid:letter_id>/release")
@guards.as_administrator
def letter_release(account, letter_id):
    """Let it go (again)."""
    outbox.release(work.session(), found(outbox.letter(work.session(), letter_id)), now=work.now())
    flash(_("已放行。"))
    return redirect(url_for("admin.letter", letter_id=letter_id))


@bp.post("/letters/<uuid:letter_id>/discard")
@guards.as_administrator
def letter_discard(account, letter_id):
    """Strike it off."""
    outbox.discard(work.session(), found(outbox.letter(work.session(), letter_id)))
    flash(_("已作废。"))
    return redirect(url_for("admin.letter", letter_id=letter_id))
