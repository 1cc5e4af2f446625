"""Pages for an organiser's office."""

from flask_babel import lazy_gettext as _l

from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("organiser", __name__, "office", "office_id")

# The views hang themselves on the blueprint; the order of the links is the order at the top of the page.
from matchmaker.web.organiser import home  # noqa: E402, F401

LINKS["organiser"] = [Link("organiser.home", _l("首页"), "home")]
