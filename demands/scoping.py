"""Pieces of queries both readers share: regions as areas (a province covers its cities), and scenarios."""

from sqlalchemy import ColumnElement, true
from sqlmodel import col, select

from demands.models import DemandScenario


def within(column, region_code: str) -> ColumnElement[bool]:
    """SQL: `column` (GB/T 2260, 6 digits) lies in `region_code`. An empty code covers everything."""
    prefix = region_code
    while prefix.endswith("00"):
        prefix = prefix[:-2]
    return col(column).startswith(prefix, autoescape=True) if prefix else true()


def in_scenario(code: str):
    """SQL: ids of the needs that belong to a scenario."""
    return select(DemandScenario.demand_id).where(DemandScenario.scenario_code == code)
