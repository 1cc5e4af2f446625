"""The pages of those who take part in events, the same for factories and providers: hung on both audiences."""

from collections.abc import Callable

from flask import Blueprint

from matchmaker.web.attending import after, agenda, events, partners, registration, requests

MODULES = (events, registration, partners, requests, agenda, after)


def hang(blueprint: Blueprint, guard: Callable) -> None:
    """Hang the pages on an audience, behind its guard; each module lists its routes as (method, rule, view)."""
    for module in MODULES:
        for method, rule, view in module.ROUTES:
            blueprint.add_url_rule(rule, view.__name__, guard(view), methods=[method])
