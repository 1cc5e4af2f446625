"""Where the pools have no answer: needs against supply, industry by scenario."""

from flask_babel import gettext as _

from matchmaker.shortlists import gaps
from matchmaker.web import guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.rendering import known_codes, language, render

LONGEST = 30


@bp.get("/supply")
@guards.as_organiser
def supply(office):
    """The map and the list of gaps."""
    cells = gaps.cells(work.session(), office.region_code)
    short = sorted(
        (cell for cell in cells if cell.missing), key=lambda cell: (-cell.missing, -cell.needs, cell.industry)
    )
    return render(
        "organiser/supply/gaps.html",
        gaps=short[:LONGEST],
        balance=_balance(gaps.by_industry(work.session(), office.region_code)),
        heat=_heat(cells),
    )


def _balance(counts: dict[str, tuple[int, int]]) -> dict | None:
    """Needs beside providers, for industries that have either."""
    names = known_codes().industries
    labels = [names.name(code, language()) for code in counts]
    wanted, offered = ([pair[n] for pair in counts.values()] for n in (0, 1))
    series = [{"name": _("公开需求"), "values": wanted}, {"name": _("入库服务商"), "values": offered}]
    return {"kind": "bar", "labels": labels, "series": series} if labels else None


def _heat(cells: list[gaps.Cell]) -> dict | None:
    """Needs that have no provider of their own; only rows and columns with a need."""
    wanted = [cell for cell in cells if cell.needs]
    scenarios, industries = ({getattr(cell, name) for cell in wanted} for name in ("scenario", "industry"))
    missing = {(cell.industry, cell.scenario): cell.missing for cell in wanted}
    codes = known_codes()
    columns, rows = sorted(scenarios), sorted(industries)
    series = [
        {
            "name": codes.industries.name(row, language()),
            "values": [missing.get((row, column), 0) for column in columns],
        }
        for row in rows
    ]
    labels = [codes.scenarios.name(code, language()) for code in columns]
    return {"kind": "heat", "labels": labels, "series": series} if labels else None
