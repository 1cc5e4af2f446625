"""Vague needs are told from clear ones; suggestions come with weights."""

import pytest

from matchmaker.matching.triage import assess
from matchmaker.matching.vocabulary import Vocabulary
from tests.matchmaker.matching.world import NEEDS, VOCABULARY, need


def test_a_clear_need_asks_nothing():
    told = assess(NEEDS[0], VOCABULARY)
    assert (told.vague, told.questions) == (False, ())
    assert told.scenarios[0] == ("2025-09", pytest.approx(1.0))
    assert told.industries == (("C34", pytest.approx(1.0)),)


def test_a_vague_need_is_asked_two_or_three_things():
    told = assess(need("想搞智能化"), VOCABULARY)
    assert told.vague
    assert [question.code for question in told.questions] == ["say-more", "what-trouble", "which-product"]


def test_a_need_between_two_scenarios_is_asked_which():
    told = assess(need("插单多,漏检也多", "", "C34"), VOCABULARY)
    asked = [question for question in told.questions if question.code == "which-scenario"]
    assert asked and dict(asked[0].params)["choices"] == "车间智能排产、在线智能检测"


def test_weights_of_each_list_add_up():
    told = assess(need("插单多,漏检也多,减速机", "设备保养"), VOCABULARY)
    assert sum(weight for _, weight in told.scenarios) == pytest.approx(1)
    assert len(told.scenarios) == 3


def test_the_shipped_vocabulary_knows_workshop_speech():
    told = assess(
        need("设备老坏,修了啥没人记", "点检表都是补的,备件断货,想把报修派工管起来"), Vocabulary.standard()
    )
    assert told.scenarios[0][0] == "2025-29" and not told.vague
