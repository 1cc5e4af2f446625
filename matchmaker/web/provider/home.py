"""The first page of the audience: what to do next."""

from matchmaker.web import guards
from matchmaker.web.provider import blueprint as bp
from matchmaker.web.rendering import render


@bp.get("/")
@guards.as_provider
def home(provider):
    """What to do next."""
    return render("provider/home.html", provider=provider)
