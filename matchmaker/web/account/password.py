"""A forgotten or changed password, and the devices that are signed in."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from matchmaker.accounts import resetting, signing_in
from matchmaker.accounts.errors import SignInFailed
from matchmaker.web import guards, signed_in, work
from matchmaker.web.account import blueprint as bp
from matchmaker.web.account.forms import ChangePasswordForm, EmailForm, NewPasswordForm
from matchmaker.web.limiting import limiter, typed_email
from matchmaker.web.rendering import render, render_form


@bp.get("/forgotten")
@guards.as_anyone
def forgotten():
    """Ask for the address the letter goes to."""
    return render_form("account/forgotten.html", EmailForm())


@bp.post("/forgotten")
@limiter.limit("5 per day", key_func=typed_email)
@limiter.limit("20 per hour")
@guards.as_anyone
def send_reset():
    """Write the letter; the answer is the same whether the address is known or not."""
    form = EmailForm()
    if not form.validate_on_submit():
        return render_form("account/forgotten.html", form)
    address = work.absolute(url_for("account.reset", token="")) + "{token}"
    resetting.ask(work.session(), email=form.email.data, address=address, now=work.now())
    return render("account/letter_sent.html", email=form.email.data, purpose="reset")


@bp.get("/reset/")
@bp.get("/reset/<token>")
@guards.as_anyone
def reset(token=""):
    """The form for the new password."""
    return render_form("account/reset.html", NewPasswordForm(), token=token)


@bp.post("/reset/<token>")
@limiter.limit("30 per hour")
@guards.as_anyone
def set_password(token):
    """Set the new password; every device is signed out."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        return render_form("account/reset.html", form, token=token)
    resetting.reset(work.session(), token, password=form.password.data, now=work.now())
    flash(_("新密码已设好，请用它登录。"))
    return redirect(url_for("account.sign_in"))


@bp.get("/password")
@guards.as_account
def password(account):
    """The form to change the password."""
    return render_form("account/password.html", ChangePasswordForm())


@bp.post("/password")
@limiter.limit("10 per hour")
@guards.as_account
def change_password(account):
    """Change the password and keep only this device signed in."""
    form = ChangePasswordForm()
    if not form.validate_on_submit():
        return render_form("account/password.html", form)
    try:
        resetting.change(work.session(), account, old=form.old.data, new=form.new.data, now=work.now())
    except SignInFailed:
        form.old.errors = [_("现在的密码不对。")]
        return render_form("account/password.html", form)
    signed_in.remember(
        signing_in.open_session_for(work.session(), account, device=_("这台设备"), now=work.now())
    )
    flash(_("密码已修改，其他设备都已退出登录。"))
    return redirect(url_for("account.home"))


@bp.post("/devices/<uuid:session_id>/sign-out")
@guards.as_account
def revoke_device(account, session_id):
    """Sign one device out."""
    signing_in.revoke(work.session(), account, session_id, now=work.now())
    flash(_("那台设备已退出登录。"))
    return redirect(url_for("account.home"))
