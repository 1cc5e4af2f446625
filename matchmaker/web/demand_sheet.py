"""A list of needs as a sheet: the same columns for the owner and for the office."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from demands.models import Demand, Factory
from matchmaker.web.rendering import known_codes, language
from matchmaker.web.words import word

MOST = 5_000
"""Rows of one sheet."""


def columns() -> list[str]:
    """Titles; contacts and the confidential part are in no sheet."""
    return [
        _("企业"), _("统一社会信用代码"), _("地区"), _("需求名称"), _("主要问题"), _("技术关键"), _("预期目标"), _("行业"), _("场景"),
        _("预算下限（万元）"), _("预算上限（万元）"), _("预算说明"), _("期望完成"), _("解决方式"), _("状态"), _("提交时间"), _("发布时间"),
    ]  # fmt: skip


def row(demand: Demand, factory: Factory, scenario_codes: Iterable[str]) -> list[Any]:
    """One need."""
    codes = known_codes()
    return [
        factory.name,
        factory.credit_code,
        codes.regions.name(factory.region_code, language()),
        demand.title,
        demand.problem,
        demand.key_points,
        demand.goal,
        codes.industries.name(demand.industry_code, language()),
        "、".join(codes.scenarios.name(code, language()) for code in scenario_codes),
        demand.budget_min,
        demand.budget_max,
        demand.budget_text,
        demand.wished_on or demand.wished_text,
        word("cooperation", demand.cooperation),
        word("demand_status", demand.status),
        demand.submitted_at,
        demand.published_at,
    ]
