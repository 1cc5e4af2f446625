"""Pages for those who act for a factory."""

from flask_babel import lazy_gettext as _l

from matchmaker.web import attending, guards
from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("factory", __name__, "factory", "factory_id")

# The views hang themselves on the blueprint; the order of the links is the order at the top of the page.
from matchmaker.web.factory import home, imports, needs, people, profile, ranking, shortlist, steps  # noqa: E402, F401

attending.hang(blueprint, guards.as_factory)

NEED_PAGES = (
    "factory.demand",
    "factory.new_demand",
    "factory.edit_demand",
    "factory.ranking",
    "factory.candidate",
)
LINKS["factory"] = [
    Link("factory.home", _l("首页"), "home"),
    Link("factory.demands", _l("我们的需求"), "bulb", NEED_PAGES),
    Link("factory.imports", _l("表格导入"), "file-import", ("factory.import_", "factory.new_import", "factory.upload_import", "factory.remap_", "factory.choose_")),
    Link("factory.events", _l("对接会"), "calendar-event", ("factory.event",)),
    Link("factory.profile", _l("企业资料"), "building-factory-2"),
    Link("factory.people", _l("同事"), "users"),
]
