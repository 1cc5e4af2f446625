"""Roots: what single characters and pairs say about scenarios, learned from the lexicon's own terms."""

from collections import defaultdict

from matchmaker.matching.roots import roots
from matchmaker.matching.vocabulary import Entry, Vocabulary

A, B = "scenario:2025-01", "scenario:2025-02"


def weights(*entries: Entry) -> dict[tuple[str, str], float]:
    return {(row.term, row.concept): row.weight for row in roots(entries)}


def test_weight_is_the_share_of_the_evidence_with_one_count_of_doubt():
    found = weights(Entry(A, "排产", 1.0), Entry(A, "排产表", 0.5), Entry(B, "排产", 0.5))
    assert found[("排产", A)] == round(1.5 / 3.0, 4)
    assert found[("排产", B)] == round(0.5 / 3.0, 4)
    assert found[("产表", A)] == round(0.5 / 1.5, 4)


def test_a_single_character_counts_three_tenths():
    found = weights(Entry(A, "排产", 1.0))
    assert (found[("排产", A)], found[("排", A)]) == (0.5, 0.15)


def test_a_piece_that_repeats_within_one_term_votes_once():
    assert weights(Entry(A, "天天天天", 1.0)) == {("天", A): 0.15, ("天天", A): 0.5}


def test_negative_cues_other_families_and_foreign_letters_do_not_vote():
    assert weights(Entry(A, "排产", -0.5), Entry("industry:C34", "水泵", 1.0), Entry(A, "APS", 1.0)) == {}


def test_pieces_do_not_reach_across_foreign_letters():
    assert ("产计", A) not in weights(Entry(A, "排产MRP计划", 1.0))


def test_at_most_three_scenarios_of_a_piece_are_kept_and_faint_ones_never():
    entries = [
        Entry(f"scenario:2025-{number:02d}", "物料", 1.0 if number < 4 else 0.1) for number in range(1, 8)
    ]
    assert sorted(concept for term, concept in weights(*entries) if term == "物料") == [
        f"scenario:2025-0{n}" for n in (1, 2, 3)
    ]


def test_the_name_of_a_thing_is_no_root():
    found = weights(
        Entry(A, "轴承坏", 1.0), Entry("object:bearing", "轴承", 1.0), Entry("industry:C34", "坏", 1.0)
    )
    assert ("轴承", A) not in found and ("坏", A) not in found and ("承坏", A) in found


def test_a_later_row_replaces_an_earlier_one():
    assert weights(Entry(A, "排产", 0.2), Entry(A, "排产", 1.0)) == weights(Entry(A, "排产", 1.0))


def test_the_order_of_the_rows_does_not_matter():
    entries = Vocabulary.standard().entries
    assert roots(entries) == roots(reversed(entries))


def test_the_standard_lexicon_gives_every_scenario_its_own_roots():
    own = defaultdict(int)
    for row in roots(Vocabulary.standard().entries):
        own[row.concept] += len(row.term) == 2 and row.weight >= 0.5
    assert len(own) == 40 and min(own.values()) >= 20
