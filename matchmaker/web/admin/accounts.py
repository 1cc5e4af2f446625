"""Accounts: find one, shut it out, hand on the administration."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from matchmaker.accounts import offices, queries
from matchmaker.web import guards, work
from matchmaker.web.admin import blueprint as bp
from matchmaker.web.rendering import PAGE_SIZE, found, offset, page_of, render


@bp.get("/accounts")
@guards.as_administrator
def accounts(account):
    """All accounts by name."""
    search = request.args.get("q", "").strip()[:80]
    rows, total = queries.accounts(work.session(), search=search, offset=offset(), limit=PAGE_SIZE)
    return render("admin/accounts.html", page=page_of(rows, total), q=search)


@bp.post("/accounts/<uuid:account_id>/suspend")
@guards.as_administrator
def account_suspend(account, account_id):
    """Shut an account out; its sessions end at once."""
    other = found(queries.account(work.session(), account_id))
    offices.suspend(work.session(), other, now=work.now())
    flash(_("已停用 %(name)s，其登录全部失效。", name=other.name))
    return redirect(url_for("admin.accounts", q=other.email))


@bp.post("/accounts/<uuid:account_id>/readmit")
@guards.as_administrator
def account_readmit(account, account_id):
    """Let an account in again."""
    other = found(queries.account(work.session(), account_id))
    offices.readmit(work.session(), other)
    flash(_("已恢复 %(name)s。", name=other.name))
    return redirect(url_for("admin.accounts", q=other.email))


@bp.post("/accounts/<uuid:account_id>/administrator")
@guards.as_administrator
def account_administrator(account, account_id):
    """Give or take the administration."""
    other = found(queries.account(work.session(), account_id))
    offices.make_administrator(work.session(), other, administrator=request.form.get("give") == "yes")
    flash(_("已保存。"))
    return redirect(url_for("admin.accounts", q=other.email))
