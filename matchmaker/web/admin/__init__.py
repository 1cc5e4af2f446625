"""Pages for the administrator of the installation."""

from flask_babel import lazy_gettext as _l

from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("admin", __name__, "admin")

from matchmaker.web.admin import home  # noqa: E402, F401

LINKS["admin"] = [Link("admin.home", _l("系统概况"), "home")]
