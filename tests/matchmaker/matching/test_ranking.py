"""The ranking agrees with a naive one, with scikit-learn, and keeps to whom it may show."""

import numpy as np
import pytest
from sklearn.feature_extraction.text import TfidfTransformer

from matchmaker.matching import batches, ranking
from matchmaker.matching.index import Index
from matchmaker.matching.keys import KINDS
from matchmaker.matching.signals import Signals
from tests.matchmaker.matching import naive
from tests.matchmaker.matching.world import NEEDS, PROVIDERS, VOCABULARY, need, provider

INDEX = Index.build(PROVIDERS, VOCABULARY)


@pytest.mark.parametrize("number", range(len(NEEDS)))
@pytest.mark.parametrize(
    "signals",
    [Signals(), Signals(concept=0.2, word=1, region=0.5, kind=0.3, trade=0.4)],
    ids=["standard", "other"],
)
def test_ranks_and_scores_equal_those_of_the_naive_ranking(number, signals):
    query = NEEDS[number]
    expected = naive.rank(PROVIDERS, query, VOCABULARY, signals)
    found = ranking.rank(INDEX, query, top=len(PROVIDERS), signals=signals)
    assert [match.score for match in found] == pytest.approx([score for _, score in expected], abs=1e-6)
    assert {match.id: match.score for match in found} == pytest.approx(dict(expected), abs=1e-6)


def test_the_weights_are_those_of_scikit_learn():
    words = Index.build(PROVIDERS, VOCABULARY, kinds=4)
    postings = words.segments[0].postings
    dense = np.zeros((len(PROVIDERS), len(postings.keys)))
    for term in range(len(postings.keys)):
        here = slice(postings.starts[term], postings.starts[term + 1])
        dense[postings.places[here], term] = postings.counts[here]
    expected = TfidfTransformer(norm="l2", smooth_idf=True).fit_transform(dense).toarray()
    found = dense * words.idf[0] * words.inverse[0][KINDS.index("word")][:, None]
    assert len(postings.keys) > 20
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_a_factory_in_workshop_words_finds_the_scheduling_firm():
    assert [match.id for match in ranking.rank(INDEX, NEEDS[0], top=2)] == ["a", "g"]


def test_the_parts_add_up_to_the_score():
    for query in NEEDS:
        for match in ranking.rank(INDEX, query, signals=Signals(region=0.3, kind=0.2)):
            assert sum(match.parts.values()) == pytest.approx(match.score, abs=1e-6)
            assert 0 <= match.score <= 1


def test_nobody_outside_the_chosen_ones_appears():
    assert {match.id for match in ranking.rank(INDEX, NEEDS[0], among={"b", "c", "nobody"})} == {"b", "c"}
    assert ranking.rank(INDEX, NEEDS[0], among=[]) == []


def test_many_at_once_are_ranked_as_one_by_one():
    assert batches.rank_many(INDEX, NEEDS, top=3) == [ranking.rank(INDEX, query, top=3) for query in NEEDS]


def test_many_at_once_on_several_segments_and_many_chunks():
    firms = [*PROVIDERS, *(provider(f"x{number}", "设备保养" * number, "C35") for number in range(20))]
    added = provider("h", "插单 APS", "C34")
    index, asked = Index.build(firms, VOCABULARY).updated([added]), [*NEEDS] * 40
    expected = [ranking.rank(index, query) for query in NEEDS] * 40
    assert len(index.segments) == 2
    assert batches.rank_many(index, asked) == expected
    assert batches.rank_many(Index.build([*firms, added], VOCABULARY), asked) == expected
    assert batches.rank_many(index, []) == []


def test_equal_scores_stand_in_the_order_of_their_ids():
    twins = Index.build([provider(name, "设备保养") for name in "zbma"], VOCABULARY)
    assert [match.id for match in ranking.rank(twins, need("设备保养"), top=3)] == ["a", "b", "m"]


def test_the_top_is_the_beginning_of_the_whole():
    texts = [
        provider(f"p{number:03}", "设备保养" * (number % 7) + "插单" * (number % 5) + "漏检" * (number % 3))
        for number in range(200)
    ]
    index = Index.build(texts, VOCABULARY)
    whole = ranking.rank(index, NEEDS[0], top=200)
    assert len(whole) == 200
    assert ranking.rank(index, NEEDS[0], top=17) == whole[:17]


def test_an_index_of_nothing_ranks_nothing():
    assert ranking.rank(Index.build([], VOCABULARY), NEEDS[0]) == []


def test_a_stated_scenario_counts():
    silent = provider("silent", "专业服务制造企业")
    ticked = provider("ticked", "专业服务制造企业", concepts=("scenario:2025-29",))
    index = Index.build([*PROVIDERS, silent, ticked], VOCABULARY)
    order = [match.id for match in ranking.rank(index, need("设备保养"))]
    assert order.index("ticked") < order.index("silent")
