"""How well the lexicon finds who suits, on a corpus of our own.

The corpus (80 needs, 120 providers, written by hand in six styles) is graded 3 for the same scenario and industry, 2 for the
same scenario, 1 for a neighbouring scenario in the same industry; `truth` names the scenarios a text was written for and is
read by no program but these tests. The floors are round numbers well below what was measured
(see docs/lexicon.md), and above what any ranking without the lexicon reaches on these texts.
"""

import json
from collections import defaultdict
from pathlib import Path
from statistics import fmean

import pytest

from matchmaker.matching import evaluating
from matchmaker.matching.signals import Signals
from matchmaker.matching.vocabulary import Vocabulary

CORPUS = Path(__file__).parent / "corpus"
STYLES = {"short", "long", "colloquial", "abbrev"}


@pytest.fixture(scope="module")
def needs() -> dict[str, dict]:
    lines = (CORPUS / "demands.jsonl").read_text("utf-8").splitlines()
    return {need["id"]: need for need in map(json.loads, lines)}


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    return {need: row["ndcg"] for need, row in evaluating.evaluate(CORPUS).items()}


def test_the_corpus_asks_for_every_scenario_twice(needs):
    asked = defaultdict(int)
    for need in needs.values():
        asked[need["truth"][0]] += 1
    assert len(needs) == 80 and set(asked.values()) == {2} and len(asked) == 40
    assert {need["style"] for need in needs.values()} == STYLES


def test_the_ranking_is_good_on_average(figures):
    assert len(figures) == 80
    assert fmean(figures.values()) >= 0.85


@pytest.mark.parametrize("style", sorted(STYLES))
def test_no_way_of_writing_is_left_behind(style, figures, needs):
    assert fmean(figures[need] for need in needs if needs[need]["style"] == style) >= 0.75


def test_few_needs_fail(figures):
    assert sum(value < 0.4 for value in figures.values()) <= 4


def test_the_lexicon_is_what_makes_the_difference(figures):
    bare = evaluating.evaluate(CORPUS, vocabulary=Vocabulary(), signals=Signals(concept=0.0))
    assert fmean(figures.values()) >= fmean(row["ndcg"] for row in bare.values()) + 0.2
