"""Pages for those who act for a provider."""

from flask_babel import lazy_gettext as _l

from matchmaker.web import attending, guards
from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("provider", __name__, "provider", "provider_id")

# The views hang themselves on the blueprint; the order of the links is the order at the top of the page.
from matchmaker.web.provider import (  # noqa: E402, F401
    attachments,
    cases,
    home,
    needs,
    offerings,
    people,
    pools,
    profile,
)

attending.hang(blueprint, guards.as_provider)

LINKS["provider"] = [
    Link("provider.home", _l("首页"), "home"),
    Link(
        "provider.profile",
        _l("企业资料"),
        "building",
        ("provider.people", "provider.save_profile", "provider.attach"),
    ),
    Link("provider.offerings", _l("产品服务"), "puzzle", ("provider.offering", "provider.new_offering")),
    Link("provider.cases", _l("案例"), "briefcase", ("provider.case", "provider.new_case")),
    Link("provider.pools", _l("资源池"), "stack-2", ("provider.pool",)),
    Link("provider.needs", _l("适合我们的需求"), "bulb", ("provider.need",)),
    Link("provider.events", _l("对接会"), "calendar-event", ("provider.event",)),
]
