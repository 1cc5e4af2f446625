"""Where everything is plugged in."""

import secrets
from datetime import timedelta
from typing import Any

from flask import Flask, abort, request, session
from flask_babel import Babel
from flask_wtf import CSRFProtect
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from matchmaker import journal, logs
from matchmaker.config import Settings
from matchmaker.db import open_engine
from matchmaker.web import failures, headers, limiting, rendering, signed_in, work
from matchmaker.web.account import blueprint as account
from matchmaker.web.admin import blueprint as admin
from matchmaker.web.desk import blueprint as desk
from matchmaker.web.factory import blueprint as factory
from matchmaker.web.organiser import blueprint as organiser
from matchmaker.web.provider import blueprint as provider
from matchmaker.web.public import blueprint as public

LANGUAGES = ["zh", "en"]
FORM_BYTES, UPLOAD_BYTES = 1024 * 1024, 12 * 1024 * 1024


def create_app(settings: Settings, engine: Engine | None = None, **config: Any) -> Flask:
    """The application on its database; `config` overrides Flask's settings (tests switch CSRF off)."""
    app = Flask("matchmaker.web")
    app.config.update(_config(settings) | config)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies, x_proto=settings.trusted_proxies)
    logs.begin(json=settings.production)
    journal.keep()
    work.init(app, engine or open_engine(settings.database), settings)
    app.before_request(_limit_size)
    app.before_request(_refuse_nul)
    limiting.init(app)
    CSRFProtect(app)
    Babel(app, default_locale="zh", locale_selector=choose_language)
    for part in (rendering, headers, failures):
        part.init(app)
    for blueprint in (public, account, admin, factory, provider, organiser, desk):
        app.register_blueprint(blueprint)
    return app


def choose_language() -> str:
    """The language of this request: chosen on the page, else the account's, else the browser's."""
    who = signed_in.account() if request.endpoint != "static" else None
    chosen = session.get("language") or (who.language if who else "")
    return chosen if chosen in LANGUAGES else request.accept_languages.best_match(LANGUAGES, "zh")


def _config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key or secrets.token_hex(32),
        "SESSION_COOKIE_NAME": "__Host-session" if settings.secure else "session",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=14),
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: a long form must not die of old age
        "MAX_CONTENT_LENGTH": UPLOAD_BYTES,
        "MAX_FORM_MEMORY_SIZE": FORM_BYTES,
        "RATELIMIT_ENABLED": True,
        "BABEL_TRANSLATION_DIRECTORIES": "translations",
        "SEND_FILE_MAX_AGE_DEFAULT": timedelta(days=30),
    }


def _limit_size() -> None:
    """Only a form with a file may be larger than a megabyte."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = FORM_BYTES


def _refuse_nul() -> None:
    """No text of ours holds a NUL, and PostgreSQL refuses it in the middle of a query."""
    if (
        any("\x00" in value for values in request.args.listvalues() for value in values)
        or "\x00" in request.path
    ):
        abort(400)
    typed = request.form.listvalues() if request.mimetype == "application/x-www-form-urlencoded" else []
    if any("\x00" in value for values in typed for value in values):
        abort(400)
