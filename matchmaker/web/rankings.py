"""What the ranking pages of factories and organisers share: filters from the address, their choices, paging."""

import uuid
from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _

from matchmaker.shortlists.candidates import Candidate, Sought
from matchmaker.web import fields, work
from matchmaker.web.rendering import PAGE_SIZE, Page, known_codes, language, page_number
from matchmaker.web.words import choices
from providers import queries as catalogue

FILTERS = ("pool", "industry", "region", "type", "scenario", "trait", "q")


def sought() -> Sought:
    """The providers asked for in the address; nonsense counts as not asked."""
    asked = {name: request.args.get(name, "")[:60].strip() for name in FILTERS}
    return Sought(
        pool_id=_uuid(asked["pool"]),
        industry=asked["industry"],
        region=asked["region"],
        provider_type=asked["type"],
        scenario=asked["scenario"],
        trait=asked["trait"],
        micro=request.args.get("micro") == "1",
        words=asked["q"],
    )


def facets() -> dict[str, Any]:
    """What the filters offer."""
    codes = known_codes()
    return {
        "pools": [
            ("", _("全部资源池")),
            *((str(pool.id), pool.name) for pool in catalogue.pools(work.session())),
        ],
        "industries": fields.code_choices(codes.industries, language(), blank=_("全部行业"), numbered=True),
        "regions": fields.region_choices(codes.regions, language(), "", blank=_("全部地区")),
        "types": fields.code_choices(codes.types, language(), blank=_("全部类型")),
        "traits": choices("sought_trait", blank=_("不限特点")),
    }


def paged(rows: Sequence[Any]) -> Page:
    """The page asked for of a list that is in memory already."""
    first = (page_number() - 1) * PAGE_SIZE
    return Page(rows[first : first + PAGE_SIZE], page_number(), len(rows))


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def columns() -> list[str]:
    """Titles of a ranking as a sheet."""
    return [
        _("名次"),
        _("服务商"),
        _("匹配度"),
        _("类型"),
        _("地区"),
        _("服务行业"),
        _("资源池"),
        _("星级"),
        _("产品数"),
        _("案例数"),
    ]


def row(candidate: Candidate) -> list[Any]:
    """One provider of a ranking for a sheet; public data only."""
    codes, card = known_codes(), candidate.card
    return [
        candidate.match.rank,
        card.name,
        round(candidate.match.score * 100),
        codes.types.name(card.provider_type, language()),
        codes.regions.name(card.region_code, language()),
        "、".join(codes.industries.name(code, language()) for code in card.industries),
        "、".join(name for _pool, name in card.pools),
        card.stars,
        card.offerings,
        card.cases,
    ]
