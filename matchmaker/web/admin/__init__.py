"""Pages for the administrator of the installation."""

from flask_babel import lazy_gettext as _l

from matchmaker.web.audiences import audience
from matchmaker.web.navigation import LINKS, Link

blueprint = audience("admin", __name__, "admin", mark=True)

from matchmaker.web.admin import accounts, classifications, home, journal, letters, offices  # noqa: E402, F401

LINKS["admin"] = [
    Link("admin.home", _l("系统概况"), "home"),
    Link("admin.offices", _l("主办单位"), "building-community", ("admin.office",)),
    Link("admin.accounts", _l("账号"), "users", ("admin.account",)),
    Link("admin.classifications", _l("分类"), "category", ("admin.classification",)),
    Link("admin.letters", _l("信件"), "mail", ("admin.letter",)),
    Link("admin.journal", _l("操作记录"), "history"),
]
