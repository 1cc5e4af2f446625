"""The first page for the administrator."""

from matchmaker.web import guards
from matchmaker.web.admin import blueprint as bp
from matchmaker.web.rendering import render


@bp.get("/")
@guards.as_administrator
def home(account):
    """How the installation is."""
    return render("admin/home.html")
