"""Pages for those who act for a factory."""

from flask_babel import lazy_gettext as _l

from matchmaker.web import attending, guards
from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("factory", __name__, "factory", "factory_id")

# The views hang themselves on the blueprint; the order of the links is the order at the top of the page.
from matchmaker.web.factory import home  # noqa: E402, F401

attending.hang(blueprint, guards.as_factory)

LINKS["factory"] = [
    Link("factory.home", _l("首页"), "home"),
    Link("factory.events", _l("对接会"), "calendar-event", ("factory.event",)),
]
