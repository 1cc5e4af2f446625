"""The first page of the audience: what to do next."""

from matchmaker.web import guards
from matchmaker.web.desk import blueprint as bp
from matchmaker.web.rendering import render


@bp.get("/")
@guards.as_desk
def home(event):
    """What to do next."""
    return render("desk/home.html", event=event)
