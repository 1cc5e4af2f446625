from dataclasses import fields

import pytest

from demands import needs, queries
from demands.needs import Need, NeedFilter
from demands.queries import DemandFilter
from tests import makers

SECRET = "秘密配方七号"


@pytest.fixture
def region(session):
    """Two factories in two cities with needs in every stage."""
    hefei = makers.factory(session, name="合肥恒力", contact_name=SECRET, contact_phone="19900001111")
    wuhu = makers.factory(session, name="芜湖瑞丰", region_code="340202", industry_code="C381")
    makers.demand(session, hefei, title="没写完的")
    makers.demand(session, hefei, title="待审核的", status="submitted")
    makers.demand(
        session,
        hefei,
        title="公开的100%检测",
        status="published",
        confidential=SECRET,
        scenario_codes=["2025-24", "2025-26"],
    )
    makers.demand(session, wuhu, title="芜湖公开的", status="matching", wished_partners=SECRET)
    makers.demand(session, wuhu, title="已签约的", status="signed")
    return hefei, wuhu


def titles(found):
    return {demand.title if hasattr(demand, "title") else demand[0].title for demand in found}


def test_only_published_and_matching_needs_are_public(session, region):
    assert titles(needs.find(session)) == {"公开的100%检测", "芜湖公开的"}
    assert needs.count(session) == 2 and len(needs.stamps(session)) == 2


def test_nothing_private_is_in_what_the_public_gets(session, region):
    shown = repr(needs.find(session)) + repr(needs.published_demands(session))
    assert SECRET not in shown and "19900001111" not in shown
    assert {field.name for field in fields(Need)}.isdisjoint(
        {"confidential", "wished_partners", "own_funds", "contact_name"}
    )
    assert [need.has_confidential for need in needs.find(session, NeedFilter(words="检测"))] == [True]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (NeedFilter(words="100%检"), {"公开的100%检测"}),
        (NeedFilter(words="%"), {"公开的100%检测"}),
        (NeedFilter(words="公开 芜湖"), {"芜湖公开的"}),
        (NeedFilter(words=SECRET), set()),
        (NeedFilter(words="没写完"), set()),
        (NeedFilter(region_code="340000"), {"公开的100%检测", "芜湖公开的"}),
        (NeedFilter(region_code="340200"), {"芜湖公开的"}),
        (NeedFilter(industry_code="C38"), {"芜湖公开的"}),
        (NeedFilter(scenario_code="2025-26"), {"公开的100%检测"}),
        (NeedFilter(cooperation="turnkey"), set()),
        (NeedFilter(ids=[]), set()),
    ],
)
def test_filters(session, region, wanted, expected):
    assert titles(needs.find(session, wanted)) == expected
    assert needs.count(session, wanted) == len(expected)


def test_an_office_reads_its_region_and_never_drafts(session, region):
    hefei, _ = region
    assert titles(queries.demands_in(session, "340100")) == {"待审核的", "公开的100%检测"}
    assert titles(queries.demands_in(session, "340000")) == {
        "待审核的",
        "公开的100%检测",
        "芜湖公开的",
        "已签约的",
    }
    assert queries.statuses_in(session, "340000") == {
        "submitted": 1,
        "published": 1,
        "matching": 1,
        "signed": 1,
    }
    draft = next(demand for demand in queries.demands_of(session, hefei) if demand.status == "draft")
    assert queries.demand_in(session, "340000", draft.id) is None


def test_an_office_does_not_reach_another_region(session, region):
    _, wuhu = region
    theirs = queries.demands_of(session, wuhu)[0]
    assert queries.demand_in(session, "340100", theirs.id) is None
    assert queries.demand_in(session, "340200", theirs.id)[0] is theirs
    assert queries.factory_in(session, "340100", wuhu.id) is None


def test_an_owner_reaches_only_its_own(session, region):
    hefei, wuhu = region
    theirs = queries.demands_of(session, wuhu)[0]
    assert queries.demand_of(session, hefei, theirs.id) is None
    assert titles(queries.demands_of(session, hefei)) == {"没写完的", "待审核的", "公开的100%检测"}
    wanted = DemandFilter(statuses=["draft"], words="没写")
    assert queries.count_demands_of(session, hefei, wanted) == 1
    assert queries.statuses_of(session, hefei) == {"draft": 1, "submitted": 1, "published": 1}


def test_pages_follow_each_other(session, region):
    first, second = (titles(needs.find(session, limit=1, offset=n)) for n in (0, 1))
    assert first | second == {"公开的100%检测", "芜湖公开的"}
