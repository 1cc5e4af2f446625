"""Rankings in the browser: the factory's and the office's, with explanation, shortlist and the confidential part."""

import pytest
from sqlmodel import select

from demands.models import Demand
from matchmaker.accounts import representing
from matchmaker.accounts.models import OfficeMember
from matchmaker.db import open_session
from matchmaker.mail.models import Letter
from matchmaker.shortlists import queries
from tests import makers

SECRET = "秘密配方七号"
SCHEDULING = "高级排产软件,按订单交期和设备能力自动排产,支持插单。"
VISION = "机器视觉在线检测设备,自动识别表面划痕、缺陷。"


@pytest.fixture
def region(session):
    """Two listed providers, a factory of Hefei with a public need, a manager of the city's office."""
    pool = makers.pool(session, industries=["C34", "C35"])
    providers = []
    for name, summary, kind in (("合肥智排软件有限公司", SCHEDULING, "software"), ("芜湖明眸视觉有限公司", VISION, "equipment")):
        provider = makers.provider(session, offerings=0, name=name, summary=summary, provider_type=kind)
        makers.offering(session, provider, title=name[2:4], description=summary)
        makers.membership(session, provider, pool)
        providers.append(provider)
    factory = makers.factory(session)
    demand = makers.demand(
        session, factory, title="插单排产", problem="天天插单,排产靠人,表面缺陷也靠人看", status="published", confidential=SECRET
    )
    manager, office = makers.organiser(session, "340100")
    owner = makers.owner(session, factory)
    session.commit()
    return {"providers": providers, "factory": factory, "demand": demand, "office": office, "manager": manager, "owner": owner}


@pytest.fixture
def owner(client, session, region):
    makers.sign_in(client, session, region["owner"])
    return client


@pytest.fixture
def manager(client, session, region):
    makers.sign_in(client, session, region["manager"])
    return client


def ranking(region, side, path=""):
    home = f"/factory/{region['factory'].id}" if side == "factory" else f"/office/{region['office'].id}"
    return f"{home}/needs/{region['demand'].id}/providers{path}"


def read(engine, act):
    with open_session(engine, writing=False) as fresh:
        return act(fresh)


def test_the_owner_sees_the_ranking_and_why(owner, region):
    page = owner.get(ranking(region, "factory")).text
    assert page.index("合肥智排软件有限公司") < page.index("芜湖明眸视觉有限公司")
    why = owner.get(ranking(region, "factory", f"/{region['providers'][0].id}")).text
    assert "为什么排在这里" in why and "<mark>" in why and "排产" in why and "匹配度的组成" in why


@pytest.mark.parametrize("side", ["factory", "office"])
def test_filters_hold(client, session, region, side):
    makers.sign_in(client, session, region["owner" if side == "factory" else "manager"])
    only = client.get(ranking(region, side, "?type=equipment")).text
    assert "芜湖明眸视觉有限公司" in only and "合肥智排软件有限公司" not in only
    assert "这样筛选没有贴近的服务商" in client.get(ranking(region, side, "?industry=C13")).text
    assert client.get(ranking(region, side, "?pool=nonsense&region=x&page=-1")).status_code == 200


def test_the_shortlist(owner, region, engine):
    provider = region["providers"][0]
    path = ranking(region, "factory", f"/{provider.id}")
    assert owner.post(path + "/save", data={"note": "先打电话"}).status_code == 302
    assert "先打电话" in owner.get(f"/factory/{region['factory'].id}/needs/{region['demand'].id}").text
    owner.post(path + "/drop")
    assert read(engine, lambda s: queries.saved_ids(s, region["demand"])) == set()


def test_the_owner_opens_and_closes_the_confidential_part(owner, region, session, engine):
    provider = region["providers"][0]
    person = makers.account(session, email="provider@firm.example")
    representing.represent(session, person, provider_id=provider.id, now=makers.NOW)
    session.commit()
    path = ranking(region, "factory", f"/{provider.id}")
    assert owner.post(path + "/disclose").status_code == 302
    assert read(engine, lambda s: queries.disclosed_ids(s, region["demand"])) == {provider.id}
    letters = read(engine, lambda s: s.exec(select(Letter).where(Letter.kind == "confidential-opened")).all())
    assert [letter.to for letter in letters] == ["provider@firm.example"] and SECRET not in letters[0].body
    owner.post(path + "/revoke", data={"back": "demand"})
    assert read(engine, lambda s: queries.disclosed_ids(s, region["demand"])) == set()


def test_another_factorys_need_cannot_be_ranked_saved_or_opened(owner, region, session):
    theirs = makers.demand(session, makers.factory(session), status="published", confidential=SECRET)
    session.commit()
    home = f"/factory/{region['factory'].id}/needs/{theirs.id}/providers"
    assert owner.get(home).status_code == 404
    for act in ("save", "drop", "disclose", "revoke"):
        assert owner.post(f"{home}/{region['providers'][0].id}/{act}").status_code == 404


def test_the_office_sees_both_directions(manager, region):
    home = f"/office/{region['office'].id}"
    assert "合肥智排软件有限公司" in manager.get(f"{home}/matches").text
    assert "芜湖明眸视觉有限公司" not in manager.get(f"{home}/matches?type=software").text
    assert "插单排产" in manager.get(f"{home}/matches/providers").text
    assert "插单排产" in manager.get(f"{home}/matches/providers/{region['providers'][0].id}").text
    assert "为什么排在这里" in manager.get(ranking(region, "office", f"/{region['providers'][0].id}")).text


def test_the_office_reads_only_its_own_region(manager, region, session):
    wuhu = makers.factory(session, name="芜湖外地厂", region_code="340200")
    theirs = makers.demand(session, wuhu, title="芜湖的需求", status="published")
    draft = makers.demand(session, region["factory"], title="没写完的")
    session.commit()
    home = f"/office/{region['office'].id}"
    for page in ("/needs", "/matches", "/matches/providers", "/factories", "/needs?region=340200", "/matches?region=340200"):
        text = manager.get(home + page).text
        assert "芜湖的需求" not in text and "芜湖外地厂" not in text and "没写完的" not in text
    for path in (f"/needs/{theirs.id}", f"/needs/{theirs.id}/providers", f"/needs/{draft.id}", f"/factories/{wuhu.id}"):
        assert manager.get(home + path).status_code == 404
    assert manager.post(f"{home}/needs/{theirs.id}/confidential").status_code == 404
    assert manager.post(f"{home}/needs/{theirs.id}/providers/{region['providers'][0].id}/disclose").status_code == 404


def test_a_manager_reads_the_confidential_part_on_the_record_and_a_viewer_does_not(manager, region, session, engine):
    path = f"/office/{region['office'].id}/needs/{region['demand'].id}"
    assert SECRET not in manager.get(path).text
    assert SECRET in manager.post(path + "/confidential").text
    assert [row.party for row in read(engine, lambda s: queries.readings_of(s, region["demand"]))] == [region["office"].name]
    membership = session.exec(select(OfficeMember).where(OfficeMember.account_id == region["manager"].id)).one()
    membership.role = "viewer"
    session.commit()
    answer = manager.post(path + "/confidential")
    assert answer.status_code == 403 and SECRET not in answer.text


def test_the_map_of_gaps_names_what_is_missing(manager, region, session):
    makers.demand(session, region["factory"], title="污染", problem="排口数据", status="published", scenario_codes=["2025-18"])
    session.commit()
    page = manager.get(f"/office/{region['office'].id}/supply").text
    assert "污染在线管控" in page and "缺口清单" in page


def test_the_lists_are_exported(manager, region):
    home = f"/office/{region['office'].id}"
    needs = manager.get(f"{home}/needs/export?format=csv").data.decode("utf-8-sig")
    assert "插单排产" in needs and SECRET not in needs
    ranked = manager.get(ranking(region, "office", "/export?format=csv")).data.decode("utf-8-sig")
    assert ranked.index("合肥智排软件有限公司") < ranked.index("芜湖明眸视觉有限公司")


def test_the_office_invites_somebody_to_act_for_a_factory(manager, region, engine):
    path = f"/office/{region['office'].id}/factories/{region['factory'].id}"
    assert manager.post(path + "/invite", data={"email": "nobody"}).status_code == 422
    assert manager.post(path + "/invite", data={"email": "boss@firm.example"}).status_code == 302
    assert read(engine, lambda s: s.exec(select(Letter.to)).all()) == ["boss@firm.example"]


def test_the_list_asks_as_many_queries_for_many_rows_as_for_one(manager, region, session, engine):
    from sqlalchemy import event

    count = []
    event.listen(engine, "before_cursor_execute", lambda *_: count.append(1))
    path = f"/office/{region['office'].id}/needs"
    manager.get(path)
    count.clear()
    manager.get(path)
    one = len(count)
    for _ in range(3):
        makers.demand(session, makers.factory(session), status="published")
    session.commit()
    manager.get(path)
    count.clear()
    manager.get(path)
    assert len(count) == one
    assert session.get(Demand, region["demand"].id)


def test_concepts_of_the_trade_are_told_in_the_language_of_the_page(app):
    from flask import session as cookie

    from matchmaker.web.rendering import trade_term

    for language, told in (("zh", "车间智能排产"), ("en", "Intelligent shop-floor scheduling")):
        with app.test_request_context():
            cookie["language"] = language
            assert trade_term("车间智能排产") == told
            assert trade_term("插单") == "插单"
