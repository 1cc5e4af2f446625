"""The figures, worked out by hand."""

import math
import random

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from matchmaker.matching import metrics


def test_ndcg_by_hand():
    assert metrics.ndcg([3, 0, 2], [3, 2], k=10) == pytest.approx((3 + 2 / 2) / (3 + 2 / math.log2(3)))
    assert metrics.ndcg([0, 3], [3], k=1) == 0
    assert metrics.ndcg([], [1]) == 0
    assert metrics.ndcg([1], []) == 0


def test_ndcg_equals_scikit_learn():
    source = random.Random(1)
    for _ in range(50):
        grades = [source.randint(0, 3) for _ in range(30)]
        scores = np.arange(30, 0, -1)
        assert metrics.ndcg(grades, grades, 10) == pytest.approx(ndcg_score([grades], [scores], k=10))


def test_recall_and_reciprocal_rank_by_hand():
    assert metrics.recall([0, 1, 2, 0], [1, 2, 3], k=3) == pytest.approx(2 / 3)
    assert metrics.reciprocal([1, 0, 2, 3]) == pytest.approx(1 / 3)
    assert metrics.reciprocal([1, 1]) == 0


def test_the_interval_holds_the_mean_and_is_reproducible():
    values = [0.2, 0.4, 0.9, 0.5, 0.6, 0.1, 0.8]
    low, high = metrics.interval(values)
    assert low < np.mean(values) < high
    assert metrics.interval(values) == (low, high)
    assert metrics.interval([0.5] * 9) == (0.5, 0.5)
