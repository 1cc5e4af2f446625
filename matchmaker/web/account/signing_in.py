"""Sign in, sign out, choose the language."""

from flask import flash, redirect, request, session, url_for
from flask_babel import gettext as _

from matchmaker.accounts import signing_in
from matchmaker.accounts.errors import SignInFailed
from matchmaker.web import guards, refusals, signed_in, work
from matchmaker.web.account import blueprint as bp
from matchmaker.web.account.forms import SignInForm
from matchmaker.web.addresses import local
from matchmaker.web.limiting import limiter, typed_email
from matchmaker.web.rendering import render_form


@bp.get("/sign-in")
@guards.as_anyone
def sign_in():
    """The sign-in form."""
    if signed_in.account():
        return redirect(url_for("account.home"))
    return render_form("account/sign_in.html", SignInForm(next=request.args.get("next", "")))


@bp.post("/sign-in")
@limiter.limit("10 per 5 minutes", key_func=typed_email)
@limiter.limit("30 per 5 minutes")
@guards.as_anyone
def enter():
    """Check the password and open a session."""
    form = SignInForm()
    if not form.validate_on_submit():
        return render_form("account/sign_in.html", form)
    try:
        account, secret = signing_in.sign_in(
            work.session(),
            email=form.email.data,
            password=form.password.data,
            device=request.user_agent.string,
            now=work.now(),
        )
    except SignInFailed as refusal:
        form.form_errors.append(refusals.sentence(refusal))
        return render_form("account/sign_in.html", form)
    signed_in.remember(secret)
    session.setdefault("language", account.language)
    return redirect(local(form.next.data, url_for("account.arrive")))


@bp.post("/sign-out")
@guards.as_account
def sign_out(account):
    """End the session of this device."""
    signed_in.forget()
    flash(_("您已退出登录。"))
    return redirect(url_for("public.home"))


@bp.post("/language")
@guards.as_anyone
def choose_language():
    """Show pages in the other language from now on."""
    chosen = "en" if request.form.get("language") == "en" else "zh"
    session["language"] = chosen
    account = signed_in.account()
    if account:
        account.language = chosen
    return redirect(local(request.form.get("next"), url_for("public.home")))
