"""The summary of an event: the figures an office reports, as a page and as a workbook."""

from dataclasses import asdict
from decimal import Decimal

from flask_babel import gettext as _

from matchmaker.figures import report
from matchmaker.sheets import writing
from matchmaker.web import exporting, guards, work
from matchmaker.web.organiser import blueprint as bp
from matchmaker.web.organiser.event_page import event_or_404
from matchmaker.web.rendering import known_codes, language, render
from matchmaker.web.words import word


@bp.get("/events/<uuid:event_id>/summary")
@guards.as_organiser
def event_summary(office, event_id):
    """All figures with pictures."""
    event = event_or_404(office, event_id)
    whole = report.of(work.session(), event)
    return render("organiser/events/summary.html", event=event, report=whole, figures=whole.figures, charts=_charts(whole))


@bp.get("/events/<uuid:event_id>/summary/export")
@guards.as_organiser
def export_summary(office, event_id):
    """The report as a workbook: figures, needs and offerings, contracts, industries, regions, firms without a meeting."""
    event = event_or_404(office, event_id)
    whole = report.of(work.session(), event)
    tables = [
        _table(_("主要数据"), [_("指标"), _("数值")], _figures(whole.figures)),
        _table(_("供需信息汇总表"), [_("类别"), _("单位"), _("地区"), _("行业"), _("需求或产品")], [_topic(one) for one in whole.topics]),
        _table(_("签约项目"), [_("企业"), _("服务商"), _("需求"), _("进展"), _("金额（万元）"), _("签约日期")], [_contract(one) for one in whole.contracts]),
        _table(_("分行业"), [_("行业"), _("企业"), _("需求")], [[_industry(code), *pair] for code, pair in whole.industries.items()]),
        _table(_("分地区"), [_("地区"), _("企业"), _("需求")], [[_region(code), *pair] for code, pair in whole.regions.items()]),
        _table(_("没有排上会面的单位"), [_("类别"), _("单位")], [[word("side", one.participant.side), one.firm.name] for one in whole.spread.without]),
    ]  # fmt: skip
    name = _("%(event)s 总结.xlsx", event=event.name)
    return exporting.file_response(name, writing.workbook(tables))


def figure_words() -> dict[str, str]:
    """Field of `EventFigures` → the words an office uses for it, in the order of the report."""
    return {
        "needs": _("征集需求（项）"), "offerings": _("征集产品与方案（项）"), "factories": _("参加企业（家）"),
        "providers": _("参加服务商（家）"), "factories_present": _("到场企业（家）"), "providers_present": _("到场服务商（家）"),
        "asked": _("会面申请（份）"), "accepted": _("约成会面（场）"), "placed": _("发布会面（场）"), "held": _("完成会面（场）"),
        "missed": _("缺席会面（场）"), "cancelled": _("取消会面（场）"), "disputed": _("说法不一的会面（场）"),
        "intents": _("达成意向（项）"), "signed": _("签约（项）"), "signed_amount": _("签约金额（万元）"),
    }  # fmt: skip


def _figures(figures) -> list[list]:
    values = asdict(figures)
    return [[words, values[name]] for name, words in figure_words().items()]


def _charts(whole) -> dict[str, dict]:
    """What the page draws: the funnel, the answers, the stages, industries and how fairly meetings are spread."""
    figures = whole.figures
    funnel = [(_("申请"), figures.asked), (_("约成"), figures.accepted), (_("发布"), figures.placed), (_("完成"), figures.held), (_("意向"), figures.intents), (_("签约"), figures.signed)]
    most = max([0, *whole.spread.factories, *whole.spread.providers])
    counts = range(most + 1)
    return {
        "funnel": _bar([name for name, _n in funnel], {_("数量"): [n for _name, n in funnel]}),
        "answers": _bar([word("feedback_answer", one) for one in figures.answers], {_("份"): list(figures.answers.values())}),
        "stages": _bar([word("outcome_stage", one) for one in figures.stages], {_("项"): list(figures.stages.values())}),
        "industries": _bar([_industry(code) for code in whole.industries], {_("企业"): [pair[0] for pair in whole.industries.values()], _("需求"): [pair[1] for pair in whole.industries.values()]}),
        "spread": _bar([_("%(n)s 场", n=n) for n in counts], {_("企业"): [whole.spread.factories.get(n, 0) for n in counts], _("服务商"): [whole.spread.providers.get(n, 0) for n in counts]}),
    }  # fmt: skip


def _bar(labels: list[str], series: dict[str, list]) -> dict:
    return {"kind": "bar", "labels": labels, "series": [{"name": name, "values": values} for name, values in series.items()]}


def _table(name: str, titles: list[str], rows: list[list]) -> writing.Table:
    return writing.Table(name, writing.columns(titles), [[_plain(value) for value in row] for row in rows])


def _plain(value):
    return value if isinstance(value, str | int | Decimal) or value is None or hasattr(value, "isoformat") else str(value)


def _topic(one) -> list:
    return [word("side", one.side), one.firm, _region(one.region_code), _industry(one.industry_code) if one.industry_code else "", one.title]


def _contract(one) -> list:
    return [one.factory, one.provider, one.need, word("outcome_stage", one.stage), one.amount, one.signed_on]


def _industry(code: str) -> str:
    return known_codes().industries.name(code, language())


def _region(code: str) -> str:
    return known_codes().regions.name(code, language())
