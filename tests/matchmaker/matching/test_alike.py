"""Similar documents, and where needs find no supply."""

from dataclasses import replace

from matchmaker.matching.alike import gaps, similar
from matchmaker.matching.index import Index
from tests.matchmaker.matching.world import NEEDS, PROVIDERS, VOCABULARY, need

ASKED = Index.build([replace(query, id=f"n{number}") for number, query in enumerate(NEEDS)], VOCABULARY)
OFFERED = Index.build(PROVIDERS, VOCABULARY)


def test_a_document_is_not_like_itself():
    assert [match.id for match in similar(OFFERED, PROVIDERS[0], top=1)] == ["g"]
    assert "a" not in {match.id for match in similar(OFFERED, PROVIDERS[0], top=50)}


def test_gaps_count_needs_and_providers_by_industry_and_scenario():
    cells = {(gap.industry, gap.scenario): (gap.needs, gap.providers) for gap in gaps(ASKED, OFFERED)}
    assert cells["C34", "2025-09"] == (1, 2)
    assert cells["C39", "2025-24"] == (1, 1)
    assert cells["C34", "2025-29"] == (1, 2)


def test_the_largest_lack_stands_first():
    lonely = Index.build([need("漏检", "视觉检测", "C15")], VOCABULARY)
    first = gaps(lonely, OFFERED)[0]
    assert (first.industry, first.scenario, first.needs, first.providers) == ("C15", "2025-24", 1, 0)


def test_removed_documents_leave_the_map():
    fewer = OFFERED.updated([], ["a"])
    cells = {(gap.industry, gap.scenario): gap.providers for gap in gaps(ASKED, fewer)}
    assert cells["C34", "2025-09"] == 1
