"""Whatever people paste: bounded time, sensible results, and nothing gained by tricks."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.matching import explaining, occurrences, ranking, triage
from matchmaker.matching.index import Index
from matchmaker.matching.vocabulary import Vocabulary
from tests.matchmaker.matching.world import NEEDS, PROVIDERS, VOCABULARY, need, provider

HONEST = PROVIDERS[0]
HONEST_TEXT = dict(HONEST.fields)["profile"]


def place(firms, query, name) -> int:
    """Rank of one firm."""
    return next(
        match.rank
        for match in ranking.rank(Index.build(firms, VOCABULARY), query, top=500)
        if match.id == name
    )


def score(firms, query, name) -> float:
    return next(
        match.score
        for match in ranking.rank(Index.build(firms, VOCABULARY), query, top=500)
        if match.id == name
    )


EVERY_TERM = " ".join(entry.term for entry in VOCABULARY.entries)
TRICKS = {
    "every word of the trade fifty times": HONEST_TEXT + EVERY_TERM * 50,
    "one word five hundred times": HONEST_TEXT + "插单" * 500,
    "the need fifty times is not there": HONEST_TEXT + "荣获先进单位" * 50,
    "hidden in a comment": HONEST_TEXT + f"<!-- {EVERY_TERM} -->",
    "hidden in a script": HONEST_TEXT + f"<script>{EVERY_TERM}</script>",
    "the profile twice": HONEST_TEXT * 2,
}


@pytest.mark.parametrize("trick", TRICKS)
def test_tricks_gain_next_to_nothing(trick):
    tricked = provider("zz", TRICKS[trick], *HONEST.industries, title="排产系统")
    firms = [*PROVIDERS, tricked]
    assert score(firms, NEEDS[0], "zz") < 1.1 * score(firms, NEEDS[0], "a")
    assert place(firms, NEEDS[1], "b") < place(firms, NEEDS[1], "zz")
    assert place(firms, NEEDS[2], "c") < place(firms, NEEDS[2], "zz")


def test_hidden_text_changes_nothing():
    hidden = provider(
        "a",
        HONEST_TEXT + "<!-- 设备保养 漏检 --><style>视觉检测</style>" + "\u200b" * 40,
        "C34",
        title="排产系统",
        region="340100",
        kind="software",
    )
    for query in NEEDS:
        plain, tricked = [HONEST, *PROVIDERS[1:]], [hidden, *PROVIDERS[1:]]
        assert score(tricked, query, "a") == pytest.approx(score(plain, query, "a"), abs=1e-9)


def test_zero_width_marks_do_not_split_words():
    odd = provider("odd", "设\u200b备\u2060保\ufeff养", "C34")
    even = provider("even", "设备保养", "C34")
    firms = [*PROVIDERS, odd, even]
    assert score(firms, NEEDS[2], "odd") == score(firms, NEEDS[2], "even")


def test_a_hundred_copies_do_not_outrank_their_original():
    copies = [provider(f"copy{number:03}", HONEST_TEXT, "C34", title="排产系统") for number in range(100)]
    assert place([*PROVIDERS, *copies], NEEDS[0], "a") == 1


def test_writing_does_not_matter():
    texts = ("设备保养 APS", "設備保養 APS", "设备保养 ＡＰＳ", "设备保养 aps")
    firms = [*PROVIDERS, *(provider(f"w{number}", text) for number, text in enumerate(texts))]
    scores = {score(firms, NEEDS[2], f"w{number}") for number in range(4)}
    assert len(scores) == 1 and scores.pop() > 0


def test_latin_terms_need_their_borders():
    firms = [
        provider("yes", "上APS3系统"),
        provider("no", "perhapsodd capsize"),
        provider("spaced", "OPC  ua与opc-UA"),
    ]
    found = {place.quote(firms[2]) for place in occurrences.places(firms[2], VOCABULARY, 1)}
    assert "OPC  ua" in found and "opc-UA" in found
    assert {
        place.quote(firms[0]) for place in occurrences.places(firms[0], VOCABULARY, 1) if not place.root
    } == {"APS"}
    assert occurrences.places(firms[1], VOCABULARY, 1) == []


def test_ten_megabytes_are_read_in_a_second():
    source = random.Random(1)
    huge = "".join(source.choices("设备保养插单漏检排产系统的一是<>a1 ", k=3_500_000))
    ranking.rank(Index.build([provider("warm", "up")], VOCABULARY), NEEDS[0])
    for text in (
        huge,
        "设" * 3_500_000,
        "a" * 10_000_000,
        "<" * 10_000_000,
        "😀" * 2_500_000,
        "<!--" * 2_500_000,
        "a-" * 5_000_000,
    ):
        start = time.perf_counter()
        index = Index.build([provider("huge", text), *PROVIDERS], VOCABULARY)
        matches = ranking.rank(index, need(text, text))
        explaining.explain(index, need(text[:100], text), provider("huge", text), matches[0])
        assert time.perf_counter() - start < 5, text[:10]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "设",
        "a",
        "1",
        "😀",
        "\0",
        "\ud800",
        "𠀀𠀁",
        "﷽" * 50,
        "؀؁",
        "Ǆ",
        "i̇stanbul",
        "½ ① ㎡ ﬁ",
        "\r\n\t",
    ],
)
def test_the_smallest_and_oddest_texts(text):
    firm = provider("odd", text)
    index = Index.build([firm, *PROVIDERS], VOCABULARY)
    for query in (need(text, text), need("设备保养", text)):
        for match in ranking.rank(index, query):
            explaining.explain(
                index, query, firm if match.id == "odd" else PROVIDERS["abcdefg".index(match.id)], match
            )
    assert triage.assess(need(text, text)).vague


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_texts_are_ranked_within_bounds_and_quoted_exactly(asked, offered):
    firm = provider("x", offered, "C34")
    index = Index.build([firm, *PROVIDERS], VOCABULARY)
    query = need(asked[:20], asked, "C34")
    match = next(match for match in ranking.rank(index, query) if match.id == "x")
    told = explaining.explain(index, query, firm, match)
    assert 0 <= match.score <= 1
    assert all(offered[passage.start : passage.end] == passage.text for passage in told.passages)
    assert sum(part.share for part in (*told.terms, *told.signals)) == pytest.approx(
        1 if match.score else 0, abs=1e-5
    )


def test_english_needs_find_english_firms():
    firms = [
        *PROVIDERS,
        provider("en", "Predictive maintenance for gearboxes and spindles by vibration analysis."),
    ]
    query = need("spindle vibration", "We want to know a week ahead when a gearbox fails.")
    assert ranking.rank(Index.build(firms, VOCABULARY), query)[0].id == "en"


def test_a_question_of_law_is_left_to_the_letters():
    law = [
        provider("wages", "用人单位拖欠或者未足额支付劳动报酬的,劳动者可以依法申请支付令。"),
        provider("house", "建筑物倒塌造成他人损害的,由建设单位与施工单位承担连带责任。"),
        provider("lease", "租赁期限届满,承租人应当返还租赁物,押金依约定退还。"),
    ]
    index = Index.build(law, Vocabulary.standard())
    assert ranking.rank(index, need("公司拖欠工资怎么办", "老板三个月没给劳动报酬"))[0].id == "wages"
    assert ranking.rank(index, need("租房押金", "房东不退押金"))[0].id == "lease"
