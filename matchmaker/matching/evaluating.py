"""Measures the ranking on a folder of needs, providers and graded pairs."""

from collections.abc import Sequence
from pathlib import Path

from . import metrics, records
from .batches import rank_many
from .documents import Document
from .index import Index
from .ranking import STANDARD, Match
from .signals import Signals
from .vocabulary import Vocabulary


def evaluate(
    folder: Path, *, vocabulary: Vocabulary | None = None, signals: Signals = STANDARD, k: int = 10
) -> dict[str, dict[str, float]]:
    """Need → {"ndcg", "recall", "mrr"} on `providers.jsonl`, `demands.jsonl`, `qrels.tsv` of a folder."""
    providers, _ = records.read(folder / "providers.jsonl", records.provider)
    needs, _ = records.read(folder / "demands.jsonl", records.demand)
    grades = records.judgements((folder / "qrels.tsv").read_text("utf-8").splitlines())
    return evaluated(providers, needs, grades, vocabulary=vocabulary, signals=signals, k=k)


def evaluated(
    providers: Sequence[Document], needs: Sequence[Document], grades: dict[str, dict[str, float]],
    *, vocabulary: Vocabulary | None = None, signals: Signals = STANDARD, k: int = 10,
) -> dict[str, dict[str, float]]:  # fmt: skip
    """The same on documents; needs without any grade are left out."""
    index = Index.build(providers, vocabulary or Vocabulary.standard())
    needs = [need for need in needs if need.id in grades]
    ranked = rank_many(index, needs, top=max(100, k), signals=signals)
    return {
        need.id: figures(matches, grades[need.id], k) for need, matches in zip(needs, ranked, strict=True)
    }


def figures(matches: Sequence[Match], wanted: dict[str, float], k: int) -> dict[str, float]:
    """nDCG@k, recall@k (grade 1 and more) and MRR (grade 2 and more) of one need."""
    ranked, ideal = [wanted.get(match.id, 0.0) for match in matches], list(wanted.values())
    least = min(2.0, max(ideal))
    return {
        "ndcg": metrics.ndcg(ranked, ideal, k),
        "recall": metrics.recall(ranked, ideal, k),
        "mrr": metrics.reciprocal(ranked, least),
    }
