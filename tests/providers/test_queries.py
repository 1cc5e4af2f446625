import pytest
from sqlalchemy import event

from providers import offerings, queries, registration, standing
from providers.queries import Wanted
from tests import makers


@pytest.fixture
def listed(session):
    pool = makers.pool(session, name="默认池")

    def make(*, pool=pool, **fields):
        provider = makers.provider(session, **fields)
        makers.membership(session, provider, pool)
        return provider

    return make


def names(found):
    return [listing.provider.name for listing in found[0]]


def test_only_members_of_a_pool_are_listed(session, listed):
    listed(name="入库")
    for status in ("applied", "publicised", "removed", "refused"):
        makers.membership(session, makers.provider(session, name=status), makers.pool(session), status=status)
    makers.membership(session, makers.provider(session, name="警告"), makers.pool(session), status="warned")
    found = queries.search(session, Wanted())
    assert (sorted(names(found)), found[1]) == (["入库", "警告"], 2)
    assert queries.listed_total(session) == 2
    assert queries.listed_by_type(session) == {"software": 2}


def test_filters_find_the_right_one_among_others(session, listed):
    food = makers.pool(session, name="绿色食品", region_code="340100")
    one = listed(
        name="芜湖视觉",
        pool=food,
        industries=["C139"],
        scenarios=["2025-24"],
        provider_type="ai",
        region_code="340202",
        traits=["nimble"],
    )
    makers.offering(session, one, title="微场景", micro=True, first_kind="software", scenarios=["2025-30"])
    listed(name="别家")
    for wanted in (
        Wanted(pool_id=food.id),
        Wanted(industry="C13"),
        Wanted(industry="C139"),
        Wanted(scenario="2025-24"),
        Wanted(scenario="2025-30"),
        Wanted(provider_type="ai"),
        Wanted(region="340200"),
        Wanted(region="340202"),
        Wanted(trait="nimble"),
        Wanted(micro=True),
        Wanted(first=True),
        Wanted(search="视觉"),
        Wanted(search="芜湖 微场景"),
    ):
        assert (names(queries.search(session, wanted)), wanted) == (["芜湖视觉"], wanted)
    assert sorted(names(queries.search(session, Wanted(region="340000")))) == ["别家", "芜湖视觉"]
    assert queries.search(session, Wanted(industry="C131")) == ([], 0)


def test_firm_that_serves_a_division_serves_its_groups(session, listed):
    listed(industries=["C34"])
    assert queries.search(session, Wanted(industry="C345"))[1] == 1


def test_search_takes_wildcards_literally(session, listed):
    listed(name="百分百%公司", summary="x")
    listed(name="百分百公司", summary="x")
    assert names(queries.search(session, Wanted(search="%"))) == ["百分百%公司"]
    assert names(queries.search(session, Wanted(search="百_百"))) == []


def test_search_never_looks_at_private_fields(session, listed):
    provider = listed(contact_name="暗号甲", contact_phone="暗号乙", contact_position="暗号丙")
    makers.case(session, provider, customer="暗号丁", customer_public=False)
    withdrawn = makers.offering(session, provider, title="暗号戊")
    offerings.withdraw(session, provider, withdrawn, now=makers.NOW)
    for word in ("暗号甲", "暗号乙", "暗号丙", "暗号丁", "暗号戊"):
        assert queries.search(session, Wanted(search=word)) == ([], 0)


def test_more_stars_come_first_and_pages_do_not_overlap(session, listed):
    pool = makers.pool(session)
    for name, stars in (("甲", 0), ("乙", 3), ("丙", 5)):
        provider = makers.provider(session, name=name)
        membership = makers.membership(session, provider, pool)
        if stars:
            standing.rate(session, membership, stars, by="x", now=makers.NOW)
    pages = [queries.search(session, Wanted(), offset=offset, limit=2) for offset in (0, 2)]
    assert ([names(page) for page in pages], [page[1] for page in pages]) == ([["丙", "乙"], ["甲"]], [3, 3])


def test_listing_carries_what_the_firm_shows(session, listed):
    provider = listed()
    makers.case(session, provider)
    pool = makers.pool(session, name="第二池", region_code="340100")
    makers.membership(session, provider, pool)
    makers.membership(session, provider, makers.pool(session), status="applied")
    listing = queries.listed_provider(session, provider.id)
    assert (listing.industries, listing.scenarios) == (["C34", "C35"], ["2025-09"])
    assert [offering.title for offering in listing.offerings] == ["车间排产软件"]
    assert [case.title for case in listing.cases] == ["某泵厂排产上线"]
    assert [pool.name for pool in listing.pools] == ["默认池", "第二池"]


def test_catalogue_version_moves_with_every_change_and_names_the_changed(session, now, listed):
    quiet = listed()
    start = queries.catalogue_version(session)
    assert queries.changed_ids(session, start) == set()
    loud = listed()
    assert queries.catalogue_version(session) > start
    assert [listing.provider.id for listing in queries.listed_providers(session, changed_since=start)] == [
        loud.id
    ]
    then = queries.catalogue_version(session)
    registration.suspend(session, quiet, now=now)
    assert queries.changed_ids(session, then) == {quiet.id}
    assert queries.listed_providers(session, changed_since=then) == []


def test_number_of_queries_does_not_grow_with_the_list(session, listed):
    counts = []
    for _ in range(2):
        listed()
        session.expunge_all()
        seen = []
        event.listen(session.bind, "before_cursor_execute", lambda *args, seen=seen: seen.append(args[2]))
        queries.listed_providers(session)
        counts.append(len(seen))
        listed(), listed()
    assert counts[0] == 7
    # the first listener still hears the second round, so the second list is counted by its own
    assert counts[1] == counts[0]


def test_offices_see_their_own_firms_and_their_own_pools(session):
    province, city = makers.pool(session), makers.pool(session, region_code="340200")
    hefei = makers.provider(session, region_code="340102")
    shanghai = makers.provider(session, region_code="310100")
    rows = {
        "hefei-province": makers.membership(session, hefei, province, status="applied"),
        "shanghai-wuhu": makers.membership(session, shanghai, city, status="applied"),
    }

    def seen(region):
        found = queries.memberships_within(session, region)[0]
        return {name for name, row in rows.items() if row.id in {membership.id for membership, _, _ in found}}

    assert seen("340000") == {"hefei-province", "shanghai-wuhu"}
    assert seen("340100") == seen("340102") == {"hefei-province"}
    assert seen("340200") == {"shanghai-wuhu"}
    assert seen("340300") == seen("330000") == set()
    assert queries.membership_within(session, "340200", rows["hefei-province"].id) is None
    assert queries.provider_within(session, "340200", shanghai.id) == shanghai
    assert queries.provider_within(session, "340200", hefei.id) is None
    assert queries.registered(session, "340100") == ([hefei], 1)


def test_queue_gives_precheck_to_the_home_office_and_evaluation_to_the_keeper(session):
    province = makers.pool(session)
    hefei = makers.provider(session)
    makers.membership(session, hefei, province, status="applied")
    assert queries.queue_sizes(session, "340100") == {"precheck": 1, "evaluation": 0, "appeal": 0}
    makers.membership(session, makers.provider(session), province, status="prechecked")
    assert queries.queue_sizes(session, "340100") == {"precheck": 1, "evaluation": 0, "appeal": 0}
    assert queries.queue_sizes(session, "340000") == {"precheck": 1, "evaluation": 1, "appeal": 0}
    assert queries.review_queue(session, "340000", stage="evaluation")[1] == 1
    assert queries.review_queue(session, "340000")[1] == 2


def test_publicity_list_is_in_the_order_of_its_ends(session):
    late, soon = (
        makers.pool(session, publicity_days=20),
        makers.pool(session, publicity_days=5, region_code="340100"),
    )
    for pool in (late, soon):
        makers.membership(session, makers.provider(session), pool, status="publicised")
    assert [pool.id for _, _, pool in queries.publicised(session)[0]] == [soon.id, late.id]
    assert queries.publicised(session, region="340100")[1] == 1


def test_completeness_names_what_is_missing(session):
    provider = makers.provider(session, offerings=0, summary="", honours="省级专精特新")
    makers.case(session, provider)
    found = queries.completeness(session, provider)
    assert found.missing == ("summary", "offerings")
    assert found.wished == ("address", "website", "qualification", "team", "customers", "contact_email")
    assert found.percent == 58


def test_counts_by_pool(session):
    pool = makers.pool(session)
    for status in ("admitted", "admitted", "applied"):
        makers.membership(session, makers.provider(session), pool, status=status)
    assert queries.counts_by_pool(session) == {pool.id: {"admitted": 2, "applied": 1}}
