"""The first page of the audience: what to do next."""

from matchmaker.web import guards
from matchmaker.web.factory import blueprint as bp
from matchmaker.web.rendering import render


@bp.get("/")
@guards.as_factory
def home(factory):
    """What to do next."""
    return render("factory/home.html", factory=factory)
