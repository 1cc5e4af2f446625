"""Who suits: the best documents for a query, with the parts of their scores."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from . import signals as facts
from . import terms
from .documents import Document
from .index import Index
from .signals import Signals


@dataclass(frozen=True)
class Match:
    """`rank` from 1; `score` 0 … 1, the sum of `parts` (part → contribution)."""

    id: str
    rank: int
    score: float
    parts: dict[str, float] = field(default_factory=dict)


def rank(index: Index, query: Document, *, top: int = 20, signals: Signals = Signals(), among: Collection[str] | None = None):
    """The best `top` documents, best first, ties by id. Ids outside `among` never appear."""
    parts = scores(index, query, signals)
    total = np.sum(list(parts.values()), axis=0)
    allowed = [i for i, name in enumerate(index.ids) if among is None or name in among]
    best = sorted(allowed, key=lambda i: (-total[i], index.ids[i]))[:top]
    return [
        Match(index.ids[i], place, float(total[i]), {name: float(values[i]) for name, values in parts.items()})
        for place, i in enumerate(best, 1)
    ]


def scores(index: Index, query: Document, signals: Signals) -> dict[str, np.ndarray]:
    """Part → contribution to each document's score: (documents,).

    Score = text · (1 + Σ weight · fact) / (1 + Σ weight): a fact lifts what the text says and cannot stand in for it.
    """
    views = terms.views(query, index.vocabulary)
    parts = {kind: index.blocks[kind].cosines([(share, counts[kind]) for share, counts in views]) for kind in terms.KINDS}
    whole = sum(getattr(signals, name) for name in parts) or 1.0
    parts = {name: values * getattr(signals, name) / whole for name, values in parts.items()}
    text = np.sum(list(parts.values()), axis=0)
    stated = [facts.stated(query, document) for document in index.documents]
    parts |= {name: text * getattr(signals, name) * np.array([row[name] for row in stated]) for name in facts.asked(query)}
    scale = 1 + sum(getattr(signals, name) for name in facts.asked(query))
    return {name: values / scale for name, values in parts.items()}
