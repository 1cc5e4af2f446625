"""Explanations: shares that add up, exact quotations, what is missing."""

import pytest

from matchmaker.matching import ranking
from matchmaker.matching.explaining import explain, explain_many
from matchmaker.matching.index import Index
from matchmaker.matching.signals import Signals
from tests.matchmaker.matching.world import NEEDS, PROVIDERS, VOCABULARY, need, provider

INDEX = Index.build(PROVIDERS, VOCABULARY)
BY_ID = {firm.id: firm for firm in PROVIDERS}


def explained(query, name):
    match = next(match for match in ranking.rank(INDEX, query) if match.id == name)
    return explain(INDEX, query, BY_ID[name], match)


@pytest.mark.parametrize("query", NEEDS, ids=range(len(NEEDS)))
def test_shares_add_up_to_one(query):
    signals = Signals(region=0.4, kind=0.2)
    shown = [match for match in ranking.rank(INDEX, query, signals=signals) if match.score > 0]
    assert shown
    for told in explain_many(INDEX, query, [(BY_ID[match.id], match) for match in shown], signals):
        assert sum(part.share for part in (*told.terms, *told.signals)) == pytest.approx(1, abs=1e-6)


def test_the_terms_of_a_block_add_up_to_its_part():
    match = ranking.rank(INDEX, NEEDS[0], top=1)[0]
    told = explain(INDEX, NEEDS[0], BY_ID[match.id], match)
    for kind in ("concept", "word", "character", "trade"):
        assert sum(t.share for t in told.terms if t.kind == kind) * match.score == pytest.approx(
            match.parts[kind], abs=1e-6
        )


def test_workshop_words_and_product_names_meet_in_a_concept():
    first = explained(NEEDS[0], "a").terms[0]
    assert (first.term, first.concept) == ("车间智能排产", "scenario:2025-09")
    assert first.quotes_query == ("插单", "排单")
    assert first.quotes_document == ("APS", "有限产能排程", "插单")


def test_passages_are_exact_also_in_odd_writing():
    told = explained(NEEDS[0], "g")
    fields = dict(BY_ID["g"].fields)
    assert [fields[p.field][p.start : p.end] for p in told.passages] == [p.text for p in told.passages]
    assert {"ＡＰＳ", "减速機"} <= {p.text for p in told.passages}


def test_what_the_firm_does_not_show_is_missing():
    assert [term.term for term in explained(NEEDS[0], "g").missing] == ["企业资源计划"]
    assert explained(NEEDS[0], "a").missing == []


def test_facts_are_told_with_their_share():
    told = explained(NEEDS[0], "a")
    assert [fact.name for fact in told.signals] == ["industry"]
    assert told.signals[0].share == pytest.approx(0.5, abs=1e-6)


def test_a_match_of_nothing_is_explained_by_nothing():
    query = need("啊", "")
    told = explained(query, "c")
    assert told.terms == [] and told.signals == [] and told.passages == []


def test_an_empty_document_can_be_explained():
    silent = provider("silent", "")
    index = Index.build([silent], VOCABULARY)
    assert explain(index, NEEDS[0], silent, ranking.rank(index, NEEDS[0])[0]).terms == []
