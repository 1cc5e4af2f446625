"""How often one address or one account may try; counted in the database, for all workers together."""

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from matchmaker.accounts import limits as _storage  # noqa: F401  registers the storage scheme

limiter = Limiter(get_remote_address, strategy="fixed-window", headers_enabled=False)


def init(app: Flask) -> None:
    """Count in the application's own database."""
    app.config["RATELIMIT_STORAGE_URI"] = "matchmaker://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"engine": app.extensions["matchmaker"][0]}
    app.config["RATELIMIT_SWALLOW_ERRORS"] = False
    limiter.init_app(app)


def typed_email() -> str:
    """The key of a limit per account: the e-mail address that was typed, whether it exists or not."""
    return "email:" + request.form.get("email", "").strip().lower()[:254]


def only_posts() -> bool:
    """Looking at a form does not count; sending it does."""
    return request.method != "POST"
