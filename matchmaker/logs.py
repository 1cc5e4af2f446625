"""The log: one line per event, for machines in production and for eyes on a terminal, never with secrets."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

SECRETS = ("password", "token", "secret", "cookie", "authorization")


def begin(*, json: bool) -> None:
    """Write the log to standard error; as JSON lines when `json`."""
    # Plain tracebacks: the pretty ones print every local variable, and with them cookies and passwords.
    eyes = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    ending = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_secrets,
            *(ending if json else [eyes]),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)


def _without_secrets(
    _logger: Any, _method: str, values: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for name in values:
        if any(secret in name.lower() for secret in SECRETS):
            values[name] = "•"
    return values
