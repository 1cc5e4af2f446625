"""Pages for helpers on the day."""

from flask_babel import lazy_gettext as _l

from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("desk", __name__, "desk", "event_id")

from matchmaker.web.desk import board, home  # noqa: E402, F401

LINKS["desk"] = [
    Link("desk.home", _l("签到"), "qrcode"),
    Link("desk.board", _l("洽谈现场"), "layout-grid"),
    Link("desk.missing", _l("还没到的"), "users"),
]
