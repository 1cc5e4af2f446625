"""Open an account, confirm the e-mail address."""

from flask import flash, redirect, session, url_for
from flask_babel import gettext as _

from matchmaker.accounts import signing_in, signing_up
from matchmaker.web import guards, signed_in, work
from matchmaker.web.account import blueprint as bp
from matchmaker.web.account.forms import SignUpForm
from matchmaker.web.limiting import limiter
from matchmaker.web.rendering import language, render, render_form


@bp.get("/sign-up")
@guards.as_anyone
def sign_up():
    """The form to open an account."""
    return render_form("account/sign_up.html", SignUpForm())


@bp.post("/sign-up")
@limiter.limit("20 per hour")
@guards.as_anyone
def open_account():
    """Open an account; the answer is the same whether the address was free or not."""
    form = SignUpForm()
    if not form.validate_on_submit():
        return render_form("account/sign_up.html", form)
    address = work.absolute(url_for("account.confirm", token="")) + "{token}"
    signing_up.sign_up(
        work.session(),
        email=form.email.data,
        name=form.name.data,
        password=form.password.data,
        language=language(),
        address=address,
        now=work.now(),
    )
    return render("account/letter_sent.html", email=form.email.data, purpose="confirm")


@bp.get("/confirm/")
@bp.get("/confirm/<token>")
@guards.as_anyone
def confirm(token=""):
    """Ask for the click that confirms: mail scanners open addresses, but they do not press buttons."""
    return render("account/confirm.html", token=token)


@bp.post("/confirm/<token>")
@limiter.limit("30 per hour")
@guards.as_anyone
def confirmed(token):
    """Confirm the e-mail address and sign in."""
    account = signing_up.confirm(work.session(), token, now=work.now())
    secret = signing_in.open_session_for(work.session(), account, device="", now=work.now())
    language_before = session.get("language")
    signed_in.remember(secret)
    session["language"] = language_before or account.language
    flash(_("邮箱已确认，欢迎使用。"))
    return redirect(url_for("account.arrive"))
