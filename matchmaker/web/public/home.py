"""The first page for everybody."""

from matchmaker.web import guards
from matchmaker.web.public import blueprint as bp
from matchmaker.web.rendering import render


@bp.get("/")
@guards.as_anyone
def home():
    """What this is, and the three doors."""
    return render("public/home.html")
