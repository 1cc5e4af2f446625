"""Pages for an organiser's office."""

from flask_babel import lazy_gettext as _l

from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("organiser", __name__, "office", "office_id")

# The views hang themselves on the blueprint; the order of the links is the order at the top of the page.
from matchmaker.web.organiser import (  # noqa: E402, F401
    check_in,
    demands,
    event_phases,
    event_times,
    events,
    factories,
    grid,
    home,
    imports,
    inviting,
    matches,
    meeting_requests,
    memberships,
    outcomes,
    pools,
    printing,
    providers,
    registering,
    registrations,
    releases,
    removing,
    reviews,
    substituting,
    summary,
    supply,
    timetable,
)

EVENT_PAGES = (
    "organiser.event", "organiser.new_event", "organiser.edit_", "organiser.registration", "organiser.invite", "organiser.register_for",
    "organiser.proposals", "organiser.timetable", "organiser.run", "organiser.grid", "organiser.meeting", "organiser.publish",
    "organiser.release", "organiser.check_in", "organiser.print_", "organiser.clone_", "organiser.cancel_",
    "organiser.block_removal", "organiser.table_removal", "organiser.find_substitutes",
)  # fmt: skip

IMPORT_PAGES = ("organiser.import_", "organiser.new_import", "organiser.remap_import", "organiser.upload_import", "organiser.choose_")

DEMAND_PAGES = ("organiser.demand", "organiser.factor")
MATCH_PAGES = ("organiser.ranking", "organiser.candidate", "organiser.provider_matches", "organiser.provider_needs", "organiser.supply")

REVIEW_PAGES = ("organiser.review_demand", "organiser.publicity", "organiser.yearly_review")
POOL_PAGES = ("organiser.pool", "organiser.new_pool", "organiser.edit_pool", "organiser.membership")

LINKS["organiser"] = [
    Link("organiser.home", _l("首页"), "home"),
    Link("organiser.reviews", _l("审核"), "clipboard-check", REVIEW_PAGES),
    Link("organiser.demands", _l("需求"), "bulb", DEMAND_PAGES),
    Link("organiser.providers", _l("服务商名录"), "tools"),
    Link("organiser.pools", _l("资源池管理"), "stack-2", POOL_PAGES),
    Link("organiser.matches", _l("匹配"), "sparkles", MATCH_PAGES),
    Link("organiser.events_list", _l("对接会"), "calendar-event", EVENT_PAGES),
    Link("organiser.imports", _l("表格导入"), "file-import", IMPORT_PAGES),
    Link("organiser.outcomes", _l("成果"), "heart-handshake", ("organiser.outcome",)),
]
