"""From a view's values to a page: templates, filters, paging."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Flask, abort, g, render_template, request
from flask_babel import format_date, format_datetime, get_locale
from flask_babel import gettext as _

from matchmaker.classifications.names import Codes, codes
from matchmaker.web import signed_in, work
from matchmaker.web.fields import Form
from matchmaker.web.navigation import links
from matchmaker.web.words import tone, word

Thing = TypeVar("Thing")

CHINA = ZoneInfo("Asia/Shanghai")
PAGE_SIZE = 20
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Page:
    """One page of a list: its rows, its number from 1, and how many rows there are in all."""

    rows: Sequence[Any]
    number: int
    total: int
    size: int = PAGE_SIZE

    @property
    def count(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // self.size))


def page_number() -> int:
    """The page asked for by `?page=`, from 1; nonsense is page 1."""
    asked = request.args.get("page", "1")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 8 else 1


def offset(size: int = PAGE_SIZE) -> int:
    """How many rows lie before the page asked for."""
    return (page_number() - 1) * size


def page_of(rows: Sequence[Any], total: int, size: int = PAGE_SIZE) -> Page:
    """The page asked for, from its rows and the total."""
    return Page(rows, page_number(), total, size)


def render(template: str, **context: Any) -> str:
    """The page."""
    return render_template(template, **context)


def render_form(template: str, form: Form, **context: Any) -> tuple[str, int]:
    """The page with a form: 422 when the form was sent and has errors, else 200."""
    return render_template(template, form=form, **context), 422 if form.errors else 200


def found(thing: Thing | None) -> Thing:
    """The thing, or 404: not there and not yours look the same."""
    return abort(404) if thing is None else thing


def language() -> str:
    """`zh` or `en`."""
    locale = get_locale()
    return locale.language if locale else "zh"


def known_codes() -> Codes:
    """The classifications as they stand; asked once per request."""
    if "codes" not in g:
        g.codes = codes(work.session())
    return g.codes


def init(app: Flask) -> None:
    """Give the templates their filters and globals."""
    app.jinja_env.filters.update(day=day, moment=moment, clock=time_of_day, wan=wan, plain=plain, trade_term=trade_term)
    app.jinja_env.globals.update(
        industry_name=lambda code: known_codes().industries.name(code or "", language()),
        scenario_name=lambda code: known_codes().scenarios.name(code or "", language()),
        region_name=lambda code: known_codes().regions.name(code or "", language()),
        region_path=region_path,
        type_name=lambda code: known_codes().types.name(code or "", language()),
        word=word,
        tone=tone,
        language=language,
        query_with=query_with,
    )
    app.context_processor(_context)


def day(value: date | datetime | None, zone: str = "") -> str:
    """A date for people: 2026年11月24日, in `zone` (China's by default)."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone) if zone else CHINA) if isinstance(value, datetime) else value
    return format_date(local, "y年M月d日" if language() == "zh" else "d MMM y", rebase=False)


def moment(value: datetime | None, zone: str = "") -> str:
    """A date and time for people, in `zone` (China's by default)."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(zone) if zone else CHINA)
    return format_datetime(local, "y年M月d日 HH:mm" if language() == "zh" else "d MMM y, HH:mm", rebase=False)


def time_of_day(value: datetime | None, zone: str = "") -> str:
    """14:30, in `zone` (China's by default)."""
    return value.astimezone(ZoneInfo(zone) if zone else CHINA).strftime("%H:%M") if value else ""


def wan(value: Decimal | float | None) -> str:
    """An amount in 万元, without needless zeros."""
    if value is None:
        return ""
    number = f"{Decimal(value):,.2f}".rstrip("0").rstrip(".")
    return _("%(amount)s 万元", amount=number)


def plain(value: Any) -> str:
    """A number without needless zeros, for fields and tables."""
    return (
        ""
        if value is None
        else f"{value:f}".rstrip("0").rstrip(".")
        if isinstance(value, Decimal)
        else str(value)
    )


def region_path(code: str) -> str:
    """安徽省 合肥市 瑶海区."""
    return " ".join(entry.name(language()) for entry in known_codes().regions.path(code or ""))


def trade_term(name: str) -> str:
    """A concept of the trade (scenario, industry, technology) in the language of the page; other words stay as typed."""
    return _english_terms().get(name, name) if language() == "en" else name


@cache
def _english_terms() -> dict[str, str]:
    text = (files("matchmaker.matching") / "data" / "lexicon" / "concepts.csv").read_text(encoding="utf-8")
    return {row["name_zh"]: row["name_en"] for row in csv.DictReader(text.splitlines()) if row["name_en"]}


def query_with(**changes: Any) -> str:
    """The present query string with some values changed (`None` takes one out); for paging and sorting links."""
    values = request.args.to_dict(flat=False)
    for key, value in changes.items():
        values.pop(key, None)
        if value is not None:
            values[key] = [str(value)]
    return "?" + urlencode(values, doseq=True)


def _context() -> dict[str, Any]:
    audience = _audience()
    return {
        "account": g.get("account"),
        "affiliations": signed_in.affiliations() if g.get("account") else None,
        "desks": signed_in.desks() if g.get("account") else [],
        "party": g.get("party"),
        "audience": audience,
        "navigation": links(audience),
        "site_name": work.settings().site_name,
        "now": work.now(),
    }


def _audience() -> str:
    """Whose navigation stands at the top: one's own only, so that a refused page looks like one that is not there."""
    audience = g.get("audience", "public")
    at_home = g.get("party") or (audience == "admin" and g.get("account") and g.account.is_administrator)
    return audience if at_home else "public"
