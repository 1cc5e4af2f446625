"""The first page of the audience: what to do next."""

from matchmaker.web import guards
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.rendering import render


@bp.get("/")
@guards.as_organiser
def home(office):
    """What to do next."""
    return render("organiser/home.html", office=office)
