"""Pages for everybody."""

from flask_babel import lazy_gettext as _l

from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("public", __name__)

from matchmaker.web.public import catalogue, events, home, needs  # noqa: E402, F401

LINKS["public"] = [
    Link("public.home", _l("首页"), "home"),
    Link("public.catalogue", _l("服务商名录"), "tools", ("public.provider", "public.pool", "public.publicity")),
    Link("public.needs", _l("企业需求"), "bulb", ("public.need",)),
    Link("public.events", _l("对接会"), "calendar-event", ("public.event",)),
]
