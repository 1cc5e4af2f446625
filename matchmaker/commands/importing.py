"""`matchmaker import`: sheets into the registers from the machine itself, through the same acts as the pages."""

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from sqlmodel import Session

CHINA = ZoneInfo("Asia/Shanghai")


@click.command("import")
@click.argument("kind", type=click.Choice(["providers", "demands"]))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--region", required=True, help="Six-digit code of the office's region, e.g. 340100.")
@click.option("--office", default="", help="The office's name, where the region has several.")
@click.option("--pool", default="", help="Providers: the name of a pool kept by the office.")
@click.option(
    "--stage", type=click.Choice(["applied", "prechecked", "admitted"]), default="applied", show_default=True
)
@click.option("--update", is_flag=True, help="Providers: update firms that are registered already.")
@click.option("--provider-type", default="", help="For rows that name none.")
@click.option("--industry", default="", help="For rows that name none, e.g. C34.")
@click.option("--worksheet", default=None, help="Another worksheet than the one found.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option(
    "--bad-rows", type=click.Path(dir_okay=False, path_type=Path), help="Write the bad rows to this .xlsx."
)
def import_sheet(kind: str, file: Path, region: str, **choices: Any) -> None:
    """Import FILE (.xlsx, .xls, .csv) for the office of a region. Bad rows are named on stderr."""
    from matchmaker import clock, journal, schema
    from matchmaker.config import Settings
    from matchmaker.db import open_engine, open_session

    engine = open_engine(Settings().database)
    schema.upgrade(engine)
    journal.keep()
    with open_session(engine) as session:
        journal.introduce(session, journal.Actor("matchmaker import"))
        _import(session, kind.removesuffix("s"), file, region, choices, clock.now())
        if not choices["dry_run"]:
            session.commit()


def _import(
    session: Session, kind: str, file: Path, region: str, choices: dict[str, Any], now: datetime
) -> None:
    from matchmaker.imports.errors import Refusal
    from matchmaker.sheets.errors import Refusal as Unreadable
    from matchmaker.web.refusals import sentence

    try:
        _run(session, kind, file, _office(session, region, choices["office"]), choices, now)
    except (Unreadable, Refusal) as refusal:
        raise click.ClickException(sentence(refusal)) from None


def _run(
    session: Session, kind: str, file: Path, office: Any, choices: dict[str, Any], now: datetime
) -> None:
    from matchmaker.classifications.names import codes
    from matchmaker.imports import carrying_out, planning, uploading

    uploader = uploading.Uploader(office=office, by=office.name)
    options = _options(session, office, choices)
    one = uploading.upload(
        session, uploader, kind, data=file.read_bytes(), filename=file.name, options=options, now=now
    )
    if choices["worksheet"]:
        uploading.choose_worksheet(session, one, choices["worksheet"])
    known = planning.codes_of(codes(session))
    today = now.astimezone(CHINA).date()
    plan = planning.plan(session, one, known, today=today)
    _tell_plan(plan, choices["bad_rows"])
    if not choices["dry_run"]:
        _tell(carrying_out.carry_out(session, one, known, by=office.name, today=today, now=now))


def _office(session: Session, region: str, name: str) -> Any:
    from matchmaker.accounts import queries

    found = [one for one in queries.offices(session) if one.region_code == region and name in ("", one.name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.ClickException(
            f"地区 {region} 还没有主办单位。请先由管理员添加，或检查 --region 和 --office。"
        )
    names = "、".join(one.name for one in found)
    raise click.ClickException(f"地区 {region} 有几个主办单位：{names}。请用 --office 指定一个。")


def _options(session: Session, office: Any, choices: dict[str, Any]) -> Any:
    from pydantic import ValidationError

    from matchmaker.imports.options import Options

    try:
        return Options(
            region=office.region_code,
            industry=choices["industry"],
            provider_type=choices["provider_type"],
            existing="update" if choices["update"] else "skip",
            pool_id=_pool(session, office, choices["pool"]),
            stage=choices["stage"],
        )
    except ValidationError as problem:
        names = ", ".join(f"--{str(error['loc'][0]).replace('_', '-')}" for error in problem.errors())
        raise click.ClickException(f"这几个选项写得不对：{names}") from None


def _pool(session: Session, office: Any, name: str) -> Any:
    from providers import queries

    if not name:
        return None
    pools = queries.pools(session, region=office.region_code)
    pool = next((pool for pool in pools if pool.name == name), None)
    if pool is None:
        raise click.ClickException(f"没有叫“{name}”的资源池。现有：{'、'.join(p.name for p in pools) or '无'}")
    return pool.id


def _tell_plan(plan: Any, bad_rows: Path | None) -> None:
    from matchmaker.web.words import sheets as words

    if plan.understanding.sheet.worksheet:
        click.echo(f"工作表：{plan.understanding.sheet.worksheet}")
    for fault in plan.bad:
        click.echo(words.line(fault), err=True)
    counts = {word: plan.number_of(word) for word in ("new", "update", "skip")}
    click.echo(
        f"可以新增 {counts['new']} 条，更新 {counts['update']} 条，跳过 {counts['skip']} 条；"
        f"有问题 {len(plan.bad_rows())} 行。"
    )
    if bad_rows:
        _write_bad_rows(plan, bad_rows)


def _write_bad_rows(plan: Any, path: Path) -> None:
    from matchmaker.sheets import mending, writing
    from matchmaker.web.words import sheets as words

    sentences: dict[int, str] = {}
    for fault in plan.bad:
        sentences[fault.row] = "\n".join(filter(None, [sentences.get(fault.row), words.about_cell(fault)]))
    table = mending.table(plan.understanding.sheet, plan.understanding.mapping, sentences)
    path.write_bytes(writing.workbook([table]))


def _tell(result: Any) -> None:
    click.echo(
        f"已导入：新增 {result.created} 条，更新 {result.updated} 条，跳过 {result.skipped} 条，"
        f"新登记企业 {result.factories} 家。"
    )


commands: list[click.Command] = [import_sheet]
