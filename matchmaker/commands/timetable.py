"""`matchmaker timetable`: solve and check timetables kept in JSON files."""

import sys
from pathlib import Path

import click

from matchmaker.scheduling import wording
from matchmaker.scheduling.checking import violations
from matchmaker.scheduling.exchange import placements_from, problem_from, timetable_as_json
from matchmaker.scheduling.problem import Problem, ProblemError
from matchmaker.scheduling.solver import solve as solve_problem
from matchmaker.scheduling.timetable import Progress, Timetable

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MALFORMED = 2


@click.group()
def timetable() -> None:
    """Make and check timetables."""


@timetable.command()
@click.argument("problem", type=FILE)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where the timetable goes.")
@click.option("--seconds", type=click.FloatRange(min=0.1, max=86_400), default=60, show_default=True)
@click.option("--seed", type=click.IntRange(min=0, max=2**31 - 1), default=1, show_default=True)
@click.option("--quiet", is_flag=True, help="Say nothing while working.")
def solve(problem: Path, output: Path | None, seconds: float, seed: int, quiet: bool) -> None:
    """Find the best timetable of PROBLEM (JSON); slots and tables count from 0."""
    answer = solve_problem(_problem(problem), seconds=seconds, seed=seed, progress=None if quiet else _show)
    text = timetable_as_json(answer)
    if output is None:
        click.echo(text)
    else:
        output.write_text(text + "\n", encoding="utf-8")
    if not quiet:
        _tell(answer)


@timetable.command()
@click.argument("problem", type=FILE)
@click.argument("timetable", type=FILE)
def check(problem: Path, timetable: Path) -> None:
    """Look for broken rules in TIMETABLE (JSON); exit 1 when there are any."""
    found = violations(_problem(problem), _read(timetable, placements_from))
    for violation in found:
        click.echo(wording.violation(violation))
    click.echo(f"共 {len(found)} 处违反规则。" if found else "没有违反规则。")
    sys.exit(1 if found else 0)


def _problem(path: Path) -> Problem:
    return _read(path, problem_from)


def _read(path: Path, reader):  # type: ignore[no-untyped-def]
    try:
        return reader(path.read_text(encoding="utf-8-sig"))
    except (ProblemError, UnicodeDecodeError) as error:
        click.echo(f"{path}: {error}", err=True)
        sys.exit(MALFORMED)


def _show(progress: Progress) -> bool:
    bound = "" if progress.bound is None else f",至少 {progress.bound}"
    click.echo(f"\r{progress.seconds:6.1f} 秒  已排 {progress.placed} 场  空档 {progress.breaks}{bound}   ", nl=False, err=True)
    return True


def _tell(answer: Timetable) -> None:
    click.echo("", err=True)
    click.echo(wording.summary(answer), err=True)
    for reason in answer.conflict:
        click.echo("  " + wording.rule(reason), err=True)
    for item in answer.unplaced:
        click.echo("  " + wording.unplaced(item), err=True)


commands: list[click.Command] = [timetable]

if __name__ == "__main__":
    timetable()
