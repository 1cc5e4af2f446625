"""Pages for helpers on the day."""

from flask_babel import lazy_gettext as _l

from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("desk", __name__, "desk", "event_id")

# The views hang themselves on the blueprint; the order of the links is the order at the top of the page.
from matchmaker.web.desk import home  # noqa: E402, F401

LINKS["desk"] = [Link("desk.home", _l("首页"), "home")]
