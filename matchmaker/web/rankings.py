"""What the ranking pages of factories and organisers share: filters from the address, their choices, paging."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _

from matchmaker.classifications import regions
from matchmaker.shortlists import store
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
    """What the filters offer; of the regions only those that listed providers come from."""
    codes = known_codes()
    homes = (entry.facts.region_code for entry in store.providers(work.session()).entries.values())
    return {
        "pools": [
            ("", _("全部资源池")),
            *((str(pool.id), pool.name) for pool in catalogue.pools(work.session())),
        ],
        "industries": fields.code_choices(codes.industries, language(), blank=_("全部行业"), numbered=True),
        "regions": places(homes),
        "types": fields.code_choices(codes.types, language(), blank=_("全部类型")),
        "traits": choices("sought_trait", blank=_("不限特点")),
    }


def need_facets() -> dict[str, Any]:
    """What the filters of a list of public needs offer; of the regions only those that have one."""
    codes = known_codes()
    homes = (entry.facts.region_code for entry in store.published_needs(work.session()).entries.values())
    return {
        "industries": fields.code_choices(codes.industries, language(), blank=_("全部行业"), numbered=True),
        "regions": places(homes),
        "scenarios": fields.grouped_choices(codes.scenarios, language()),
    }


def places(homes: Iterable[str]) -> list[tuple[str, str]]:
    """Choices of provinces and cities that `homes` (region codes) lie in, in order of their codes."""
    cities = {regions.city_of(code) for code in homes if code}
    known = known_codes().regions
    offered = sorted(cities | {code[:2] + "0000" for code in cities})
    return [
        ("", _("全部地区")),
        *((code, " ".join(e.name(language()) for e in known.path(code))) for code in offered),
    ]


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
