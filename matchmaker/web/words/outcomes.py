"""Words for outcomes."""

from flask_babel import lazy_gettext as _l  # noqa: F401

WORDS: dict[str, dict[str, tuple[object, str]]] = {}
