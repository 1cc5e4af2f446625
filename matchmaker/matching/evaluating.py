"""Measures the ranking on a folder of needs, providers and graded pairs."""

from pathlib import Path

from . import bench, metrics
from .index import Index
from .ranking import rank
from .signals import Signals
from .vocabulary import Vocabulary


def evaluate(folder: Path, *, vocabulary: Vocabulary | None = None, signals: Signals = Signals(), k: int = 10) -> dict[str, dict[str, float]]:
    """Need → {"ndcg", "recall", "mrr"} on `providers.jsonl`, `demands.jsonl`, `qrels.tsv` of a folder."""
    vocabulary = vocabulary or Vocabulary.standard()
    index = Index.build(map(bench.provider, bench.lines(folder / "providers.jsonl")), vocabulary)
    grades = bench.judgements(folder / "qrels.tsv")
    needs = map(bench.demand, bench.lines(folder / "demands.jsonl"))
    return {need.id: measured(index, need, grades[need.id], signals, k) for need in needs if need.id in grades}


def measured(index: Index, need, wanted: dict[str, float], signals: Signals, k: int) -> dict[str, float]:
    """The figures of one need."""
    ranked = [wanted.get(match.id, 0.0) for match in rank(index, need, top=len(index), signals=signals)]
    ideal = list(wanted.values())
    return {"ndcg": metrics.ndcg(ranked, ideal, k), "recall": metrics.recall(ranked, ideal, k), "mrr": metrics.reciprocal(ranked)}
