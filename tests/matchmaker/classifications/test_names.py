"""The official codes: what is shipped is whole, and an administrator extends it without breaking it."""

import pytest

from matchmaker.classifications import extending, names, regions
from matchmaker.classifications.errors import UnknownParent
from matchmaker.classifications.extending import EntryDraft
from matchmaker.classifications.models import Kind
from tests.makers import NOW


@pytest.mark.parametrize("kind", list(Kind))
def test_every_parent_is_there_and_no_code_is_its_own(kind):
    entries = names.shipped(kind)
    assert [e.code for e in entries.values() if e.parent == e.code or (e.parent and e.parent not in entries)] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_every_code_leads_to_the_top(kind):
    whole = names.Classification(names.shipped(kind))
    assert [e.code for e in whole if whole.path(e.code)[0].parent or whole.path(e.code)[-1] != e] == []


@pytest.mark.parametrize("kind", list(Kind))
def test_every_entry_has_a_name_in_both_languages(kind):
    assert [e.code for e in names.shipped(kind).values() if not (e.name_zh and e.name_en)] == []


def test_the_sizes_of_the_official_lists():
    codes = names.standard()
    assert len(codes.industries.children()) == 31
    assert sum(len(codes.scenarios.children(stage.code)) for stage in codes.scenarios.children()) == 40
    assert [e.name_zh for e in codes.regions.path("340102")] == ["安徽省", "合肥市", "瑶海区"]


def test_an_own_entry_is_seen_at_once_and_a_retired_one_is_not_offered(session):
    extending.put(session, EntryDraft(kind="scenario", code="2026-01", parent="2025-A", name_zh="新场景"), now=NOW)
    extending.put(session, EntryDraft(kind="scenario", code="2025-01", parent="2025-A", name_zh="老名", retired=True), now=NOW)
    scenarios = names.codes(session).scenarios
    assert scenarios.name("2026-01", "en") == "新场景"
    offered = [e.code for e in scenarios.children("2025-A")]
    assert "2026-01" in offered and "2025-01" not in offered
    assert scenarios.name("2025-01") == "老名"


@pytest.mark.parametrize(("code", "parent"), [("340000", "340000"), ("340000", "340102"), ("999", "no-such-parent")])
def test_no_entry_becomes_its_own_ancestor(session, code, parent):
    with pytest.raises(UnknownParent):
        extending.put(session, EntryDraft(kind="region", code=code, parent=parent, name_zh="环"), now=NOW)


@pytest.mark.parametrize(("outer", "inner", "inside"), [
    ("340000", "340102", True), ("340100", "340102", True), ("340102", "340102", True),
    ("340100", "340200", False), ("340102", "340100", False), ("", "340100", False),
])
def test_which_region_lies_within_which(outer, inner, inside):
    assert regions.within(outer, inner) is inside
