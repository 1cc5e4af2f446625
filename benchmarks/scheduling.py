"""Timetables of large events, measured: the engine beside greedy first-fit and plain CP-SAT.

`python -m benchmarks.scheduling scale` · `… published DIRECTORY` · `… repair`; see docs/scheduling.md.
"""

import random

from matchmaker.scheduling.problem import Meeting, Participant, Problem


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
