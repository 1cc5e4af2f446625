"""How good a ranking is: nDCG@k, recall@k, MRR, with bootstrap intervals."""

import math
import random
from collections.abc import Sequence
from statistics import fmean


def ndcg(grades: Sequence[float], ideal: Sequence[float], k: int = 10) -> float:
    """Discounted cumulative gain of the first k grades over the best possible one (Järvelin & Kekäläinen 2002, gain = grade).

    `grades`: grade of each ranked document, best rank first; `ideal`: all grades of the query. 0 … 1.
    """
    best = gain(sorted(ideal, reverse=True)[:k])
    return gain(grades[:k]) / best if best else 0.0


def gain(grades: Sequence[float]) -> float:
    """Sum of grade / log2(rank + 1)."""
    return sum(grade / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def recall(grades: Sequence[float], ideal: Sequence[float], k: int, least: float = 1) -> float:
    """Share of the documents of at least grade `least` that stand among the first k."""
    wanted = sum(grade >= least for grade in ideal)
    return sum(grade >= least for grade in grades[:k]) / wanted if wanted else 0.0


def reciprocal(grades: Sequence[float], least: float = 2) -> float:
    """1 / rank of the first document of at least grade `least`; 0 when there is none."""
    return next((1 / place for place, grade in enumerate(grades, 1) if grade >= least), 0.0)


def interval(
    values: Sequence[float], *, draws: int = 2000, seed: int = 1, level: float = 0.95
) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean over queries (Efron & Tibshirani 1993, ch. 13)."""
    source = random.Random(seed)
    means = sorted(fmean(source.choices(values, k=len(values))) for _ in range(draws))
    cut = int((1 - level) / 2 * draws)
    return means[cut], means[draws - 1 - cut]
