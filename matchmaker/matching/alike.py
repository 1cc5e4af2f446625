"""Likeness among documents of one kind, and where needs find no supply."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from . import keys, occurrences
from .documents import Document
from .index import Index
from .ranking import STANDARD, Match, rank
from .segment import Segment
from .signals import Signals


@dataclass(frozen=True)
class Gap:
    """One industry (division) and scenario: how many needs and providers speak of it, and their weights.

    A document that speaks of two scenarios counts half for each in `demand` and `supply`, and once in the numbers.
    """

    industry: str
    scenario: str
    needs: int
    providers: int
    demand: float
    supply: float


def similar(index: Index, document: Document, top: int = 10, signals: Signals = STANDARD) -> list[Match]:
    """The documents most like one, without itself: similar needs, or "who has done this in my industry" on cases."""
    return [
        match for match in rank(index, document, top=top + 1, signals=signals) if match.id != document.id
    ][:top]


def gaps(demand_index: Index, provider_index: Index) -> list[Gap]:
    """Industry × scenario, the largest lack of supply first. One pass over the scenarios' postings."""
    wanted, offered = coverage(demand_index), coverage(provider_index)
    cells = [
        Gap(industry, scenario, *(len(side.get((industry, scenario), ())) for side in (wanted, offered)),
            *(sum(side.get((industry, scenario), ())) for side in (wanted, offered)))
        for industry, scenario in sorted(set(wanted) | set(offered))
    ]  # fmt: skip
    return sorted(cells, key=lambda cell: (cell.supply - cell.demand, cell.industry, cell.scenario))


def coverage(index: Index) -> dict[tuple[str, str], list[float]]:
    """(industry, scenario) → shares of the documents that speak of it."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for part in index.segments:
        shares, names = scenario_shares(index, part)
        for place, column in zip(*np.nonzero(shares >= 0.2), strict=True):
            for industry in {code[:3] for code in part.facts[part.fact_of[place]].industries}:
                found[industry, names[column]].append(float(shares[place, column]))
    return found


def scenario_shares(index: Index, part: Segment) -> tuple[np.ndarray, list[str]]:
    """How much of each living document's scenario weight each scenario has: (documents, scenarios), and their codes."""
    names = {
        key: name.partition(":")[2]
        for key, name in occurrences.concepts_by_key(index.vocabulary).items()
        if keys.concept_is_scenario(name)
    }
    own = part.postings
    columns = [term for term in range(keys.bounds(own.keys)[1]) if int(own.keys[term]) in names]
    table = np.zeros((len(part.ids), len(columns)))
    for column, term in enumerate(columns):
        here = slice(own.starts[term], own.starts[term + 1])
        table[own.places[here], column] = own.counts[here]
    table[~part.alive] = 0
    return table / np.maximum(table.sum(axis=1, keepdims=True), 1e-9), [
        names[int(own.keys[term])] for term in columns
    ]
