"""The first page for the administrator: how the installation is, what wants attention."""

from matchmaker.accounts import queries
from matchmaker.mail import outbox
from matchmaker.mail.models import LetterStatus
from matchmaker.web import guards, work
from matchmaker.web.admin import blueprint as bp
from matchmaker.web.rendering import render


@bp.get("/")
@guards.as_administrator
def home(account):
    """How the installation is."""
    session = work.session()
    _accounts, accounts = queries.accounts(session, limit=1)
    return render(
        "admin/home.html",
        accounts=accounts,
        offices=queries.offices(session),
        letters={status: outbox.count(session, status) for status in LetterStatus},
        mail_server=work.settings().mail_server,
    )
