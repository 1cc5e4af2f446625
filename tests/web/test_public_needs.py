"""Public needs for everybody, ranked needs for a provider."""

import re

import pytest

from matchmaker.shortlists import disclosing, queries
from matchmaker.shortlists.models import OpenedBy
from tests import makers

SECRET = "秘密配方七号"


@pytest.fixture
def need(session):
    factory = makers.factory(session, contact_name="张秘密", contact_phone="19900001111")
    return makers.demand(
        session, factory, title="公开的排产需求", status="published", confidential=SECRET, wished_partners="秘密伙伴",
        scenario_codes=["2025-09"], budget_max=50,
    )  # fmt: skip


@pytest.fixture
def provider(session, client):
    """A listed provider for scheduling, its manager signed in."""
    made = makers.provider(session)
    makers.membership(session, made, makers.pool(session))
    person = makers.account(session)
    from matchmaker.accounts import representing

    representing.represent(session, person, provider_id=made.id, now=makers.NOW)
    makers.sign_in(client, session, person)
    return made


def shown(client, path):
    """What the page shows, without the form tokens that carry the time."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", client.get(path).text)


def test_everybody_reads_the_public_part_and_nothing_else(client, session, need):
    makers.demand(session, makers.factory(session), title="没写完的")
    session.commit()
    for path in (
        "/needs",
        f"/needs/{need.id}",
        "/needs?q=排产",
        "/needs?scenario=2025-09&industry=C34&region=340100",
    ):
        page = client.get(path).text
        assert "公开的排产需求" in page and "没写完的" not in page
        for hidden in (SECRET, "张秘密", "19900001111", "秘密伙伴"):
            assert hidden not in page


@pytest.mark.parametrize(
    "query",
    [
        "q=秘密配方",
        "q=张秘密",
        "q=19900001111",
        "q=%25%25",
        "scenario=2025-10",
        "region=110000",
        "page=9999999",
    ],
)
def test_searching_for_hidden_words_finds_nothing(client, session, need, query):
    session.commit()
    assert "公开的排产需求" not in client.get(f"/needs?{query}").text


def test_drafts_and_closed_needs_look_like_nothing(client, session, need):
    draft = makers.demand(session, makers.factory(session), title="没写完的")
    session.commit()
    missing = client.get(f"/needs/{draft.factory_id}")
    hidden = client.get(f"/needs/{draft.id}")
    assert hidden.status_code == missing.status_code == 404 and "没写完的" not in hidden.text


def test_an_empty_list_says_so(client):
    assert "暂时没有公开的需求" in client.get("/needs").text


def test_a_provider_sees_ranked_needs_with_a_coarse_step(client, session, need, provider):
    makers.demand(
        session, makers.factory(session), title="废水处理", problem="污水站加药靠人", status="published"
    )
    session.commit()
    page = client.get(f"/provider/{provider.id}/needs").text
    assert page.index("公开的排产需求") < page.index("废水处理") if "废水处理" in page else True
    assert "合适" in page and SECRET not in page


def test_a_provider_outside_the_pools_is_told_how_to_get_in(client, session, need):
    outside = makers.provider(session)
    from matchmaker.accounts import representing

    person = makers.account(session)
    representing.represent(session, person, provider_id=outside.id, now=makers.NOW)
    makers.sign_in(client, session, person)
    page = client.get(f"/provider/{outside.id}/needs").text
    assert "入库后才能看到推荐的需求" in page and "公开的排产需求" not in page


def test_the_confidential_part_is_shown_only_when_opened_and_on_the_record(
    client, session, need, provider, engine
):
    session.commit()
    path = f"/provider/{provider.id}/needs/{need.id}"
    assert SECRET not in client.get(path).text
    assert client.post(path + "/confidential").status_code == 404
    from demands.models import Factory

    factory = session.get(Factory, need.factory_id)
    disclosing.disclose(session, factory, need, provider, opened_by=OpenedBy.owner, by="张三", now=makers.NOW)
    session.commit()
    assert SECRET not in client.get(path).text
    assert SECRET in client.post(path + "/confidential").text
    assert [row.party for row in queries.readings_of(session, need)] == [provider.name]


def test_changing_the_hidden_part_changes_no_byte_for_others(client, session, need, provider):
    session.commit()
    paths = [
        "/needs",
        f"/needs/{need.id}",
        f"/provider/{provider.id}/needs",
        f"/provider/{provider.id}/needs/{need.id}",
    ]
    before = [shown(client, path) for path in paths]
    need.confidential, need.wished_partners, need.own_funds = "完全不同的秘密:排产 MES 插单", "别的伙伴", 999
    session.add(need)
    session.commit()
    assert [shown(client, path) for path in paths] == before
