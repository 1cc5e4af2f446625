"""Vocabulary: an organiser's own words count at once, and the version tells."""

from matchmaker.matching import occurrences, ranking
from matchmaker.matching.index import Index
from matchmaker.matching.vocabulary import Entry, Vocabulary
from tests.matchmaker.matching.world import PROVIDERS, VOCABULARY, need, provider


def named(text: str, vocabulary: Vocabulary = VOCABULARY, side: str = "need") -> list[tuple[str, str]]:
    """(words, concept) of the mentions that are no mere hints, stages left out."""
    document = need("", text) if side == "need" else provider("p", text)
    names = occurrences.concepts_by_key(vocabulary)
    found = [place for place in occurrences.places(document, vocabulary, 1) if not place.root]
    return [
        (place.quote(document), names[place.key])
        for place in found
        if not names[place.key].startswith("stage")
    ]


def test_own_words_are_found_at_once():
    own = VOCABULARY.extended([("scenario:2025-09", "憋货", "1.0", "both", "own")])
    assert named("天天憋货") == []
    assert named("天天憋货", own) == [("憋货", "scenario:2025-09")]
    firms = [*PROVIDERS, provider("own", "专治憋货")]
    assert ranking.rank(Index.build(firms, own), need("插单"))[0].score > 0
    assert "own" in [m.id for m in ranking.rank(Index.build(firms, own), need("排单"), top=3)]


def test_a_later_row_replaces_an_earlier_one():
    changed = VOCABULARY.extended([Entry("scenario:2025-09", "插单", -1.0)])
    weights = [place.weight for place in occurrences.places(need("", "插单"), changed, 1) if not place.root]
    assert weights == [-1.0]


def test_the_version_follows_the_content():
    again = Vocabulary(VOCABULARY.entries, VOCABULARY.names, VOCABULARY.cues, VOCABULARY.parents)
    assert again.version == VOCABULARY.version
    assert VOCABULARY.extended([("scenario:2025-09", "憋货", 1)]).version != VOCABULARY.version


def test_the_longest_term_wins_within_its_family():
    assert named("设备排程") == [("设备排程", "scenario:2025-09"), ("设备排程", "scenario:2025-29")]
    assert named("设备保养") == [("设备保养", "scenario:2025-29")]


def test_a_side_hears_its_own_words():
    assert named("排单") == [("排单", "scenario:2025-09")]
    assert named("排单", side="provider") == []
    assert named("维修派工") == []
    assert named("维修派工", side="provider") == [("维修派工", "scenario:2025-29")]


def test_names_in_both_languages():
    assert VOCABULARY.name("technology:erp") == "企业资源计划"
    assert VOCABULARY.name("technology:erp", "en") == "Enterprise resource planning"
    assert VOCABULARY.name("technology:unknown") == "unknown"


def test_the_shipped_vocabulary_is_large_and_whole():
    shipped = Vocabulary.standard()
    assert len(shipped.entries) > 3000
    assert {f"scenario:2025-{number:02}" for number in range(1, 41)} <= {
        entry.concept for entry in shipped.entries
    }
