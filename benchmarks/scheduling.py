"""Timetables of large events, measured: the engine beside greedy first-fit and plain CP-SAT.

`python -m benchmarks.scheduling scale` · `… published FILES` · `… repair`; see docs/scheduling.md.
"""

import random
import time
from dataclasses import replace
from pathlib import Path
from statistics import geometric_mean

import click

from matchmaker.scheduling.exchange import problem_from
from matchmaker.scheduling.problem import Meeting, Participant, Problem
from matchmaker.scheduling.repair import changed_agendas, repair
from matchmaker.scheduling.solver import solve
from matchmaker.scheduling.timetable import Placement, Progress, Timetable, total_breaks


def dense(firms: int, meetings: int, slots: int, tables: int, seed: int) -> Problem:
    """An event filled to the last table: a complete timetable without breaks is hidden in the data.

    Half of the firms are factories. Every firm gets a run of busy slots; in each slot busy factories and busy providers
    are paired at random, never a pair twice.
    """
    rng = random.Random(seed)
    half = firms // 2
    pairs: set[tuple[int, int]] = set()
    days = [_runs(rng, half, meetings, slots, tables), _runs(rng, half, meetings, slots, tables)]
    for slot in range(slots):
        sides = [[f for f in range(half) if slot in day[f]] for day in days]
        rng.shuffle(sides[0])
        _pair(rng, *sides, pairs)
    return _problem(rng, sorted(pairs), half, slots, tables)


def _runs(rng: random.Random, firms: int, meetings: int, slots: int, tables: int) -> list[range]:
    """A run per firm so that every slot has nearly the same number of busy firms: runs laid end to end around the day."""
    average = meetings / firms
    days, load = [], [0] * slots
    for _ in range(firms):
        length = max(1, min(slots, round(rng.gauss(average, average / 4))))
        start = min(range(slots - length + 1), key=lambda s: (sum(load[s : s + length]), rng.random()))
        while length > 1 and max(load[start : start + length]) >= tables:
            length -= 1
        days.append(range(start, start + length))
        for slot in days[-1]:
            load[slot] += 1
    return days


def _pair(rng: random.Random, factories: list[int], providers: list[int], pairs: set[tuple[int, int]]):
    left = providers[:]
    rng.shuffle(left)
    for factory in factories:
        for place, provider in enumerate(left):
            if (factory, provider) not in pairs:
                pairs.add((factory, provider))
                left.pop(place)
                break


def organic(firms: int, meetings: int, slots: int, tables: int, seed: int) -> Problem:
    """Requests as they come: some firms wanted by many (Zipf-like), nobody asked more often than there are slots."""
    rng = random.Random(seed)
    half = firms // 2
    appeal = [[1 / (rank + 10) ** 0.5 for rank in range(half)] for _ in range(2)]
    number, pairs = [[0] * half, [0] * half], set()
    while len(pairs) < meetings:
        pair = tuple(rng.choices(range(half), appeal[side])[0] for side in range(2))
        if pair not in pairs and all(number[side][pair[side]] < slots - 2 for side in range(2)):
            pairs.add(pair)
            for side in range(2):
                number[side][pair[side]] += 1
    return _problem(rng, sorted(pairs), half, slots, tables)


def _problem(rng: random.Random, pairs: list[tuple[int, int]], half: int, slots: int, tables: int) -> Problem:
    rng.shuffle(pairs)
    people = [Participant(f"{side}{i}") for side in ("f", "p") for i in range(half)]
    meetings = [Meeting(f"m{i}", (f"f{a}", f"p{b}")) for i, (a, b) in enumerate(pairs)]
    return Problem(slots, tables, tuple(people), tuple(meetings))


SCALES = ((300, 2_000, 24, 90), (1_200, 10_000, 24, 450))
MAKERS = {"organic": organic, "dense": dense}


@click.group()
def main() -> None:
    """Figures of the timetable engine; run on an idle machine, or look at the CPU seconds."""


@main.command()
@click.option("--seconds", default=60.0)
@click.option("--cp-sat/--no-cp-sat", default=True, help="Plain CP-SAT beside it, the smaller events only.")
def scale(seconds: float, cp_sat: bool) -> None:
    """Large generated events: greedy first-fit, plain CP-SAT, the engine."""
    for name, make in MAKERS.items():
        for sizes in SCALES:
            problem = make(*sizes, seed=1)
            click.echo(f"{name}: {sizes[0]} firms, {len(problem.meetings)} meetings, {sizes[2]} slots, {sizes[3]} tables")
            greedy = _greedy(problem)
            if cp_sat and sizes == SCALES[0]:
                _plain_cp_sat(problem, seconds)
            _engine(problem, seconds, greedy)


def _greedy(problem: Problem) -> int:
    """First-fit in the order of the data; returns its breaks."""
    busy: dict[tuple[str, int], bool] = {}
    load, placements = [0] * problem.slots, {}
    for meeting in problem.meetings:
        for slot in range(problem.slots):
            if load[slot] < problem.tables and not any((p, slot) in busy for p in meeting.participants):
                placements[meeting.id] = Placement(slot, load[slot])
                load[slot] += 1
                busy |= {(p, slot): True for p in meeting.participants}
                break
    breaks = total_breaks(problem, placements)
    click.echo(f"  first-fit: {len(placements)} placed, {breaks} breaks")
    return breaks


def _plain_cp_sat(problem: Problem, seconds: float) -> None:
    """Everything in one model, all defaults but the workers: what one writes first."""
    from ortools.sat.python import cp_model

    from matchmaker.scheduling.board import board_of
    from matchmaker.scheduling.model import Model

    model = Model(board_of(problem))
    ends = [end for ends in model.breaks for end in ends]
    model.cp.maximize((len(ends) + 1) * sum(model.placed) - sum(ends))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(model.cp)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    placed, breaks = (sum(map(solver.boolean_value, v)) for v in (model.placed, ends)) if found else (0, 0)
    click.echo(f"  plain CP-SAT: {solver.status_name(status)}, {placed} placed, {breaks} breaks, {solver.wall_time:.0f} s")


def _engine(problem: Problem, seconds: float, greedy: int) -> Timetable:
    first: list[float] = []
    most = [0]

    def watch(progress: Progress) -> bool:
        if progress.placed > most[0]:
            most[0] = progress.placed
            first.append(progress.seconds)
        return True

    began = time.process_time()
    answer = solve(problem, seconds=seconds, progress=watch)
    cpu = time.process_time() - began
    share = 100 * answer.breaks / max(1, greedy)
    click.echo(
        f"  engine: {len(answer.placements)} placed of at most {answer.weight_bound:.0f}, most of them after "
        f"{first[-1] if first else answer.seconds:.1f} s; {answer.breaks} breaks = {share:.1f} % of first-fit; "
        f"{answer.seconds:.0f} s, {cpu:.0f} CPU-s, stopped by {answer.stopped}"
    )
    return answer


@main.command(name="repair")
@click.option("--times", default=20)
def repair_command(times: int) -> None:
    """One cancellation, and one late participant, in an event with 2,000 meetings."""
    problem = organic(*SCALES[0], seed=1)
    current = solve(problem, seconds=15).placements
    for name, change in (("cancellation", _cancelled), ("late", _late)):
        figures = [_repaired(problem, current, change, random.Random(n)) for n in range(times)]
        seconds, others = zip(*figures, strict=True)
        click.echo(f"{name}: {max(seconds):.2f} s at most, {sum(seconds) / times:.2f} s on average; "
                   f"{sum(others) / times:.2f} other agendas on average, {max(others)} at most")


def _repaired(problem: Problem, current: dict, change, rng: random.Random) -> tuple[float, int]:
    changed, touched = change(problem, rng)
    began = time.perf_counter()
    answer = repair(changed, current, seconds=2)
    return time.perf_counter() - began, len(changed_agendas(changed, current, answer.placements) - touched)


def _cancelled(problem: Problem, rng: random.Random) -> tuple[Problem, set[str]]:
    gone = rng.choice(problem.meetings)
    return replace(problem, meetings=tuple(m for m in problem.meetings if m is not gone)), set(gone.participants)


def _late(problem: Problem, rng: random.Random) -> tuple[Problem, set[str]]:
    """Somebody misses the first four slots."""
    late = rng.choice([p for p in problem.participants if p.id in {q for m in problem.meetings for q in m.participants}])
    people = tuple(replace(p, unavailable=frozenset(range(4))) if p is late else p for p in problem.participants)
    return replace(problem, participants=people), {late.id}


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seconds", default=60.0)
def published(files: tuple[Path, ...], seconds: float) -> None:
    """Problems in JSON files: status, breaks, bound, seconds of the clock and of the CPU."""
    times = []
    for path in files:
        began = time.process_time()
        answer = solve(problem_from(path.read_text(encoding="utf-8")), seconds=seconds)
        times.append(max(0.1, answer.seconds))
        click.echo(f"{path.stem:28} {answer.status:10} breaks {answer.breaks:3} bound {answer.bound:3} "
                   f"{answer.seconds:6.2f} s {time.process_time() - began:6.2f} CPU-s")
    click.echo(f"geometric mean {geometric_mean(times):.2f} s (times under 0.1 s counted as 0.1)")


if __name__ == "__main__":
    main()
