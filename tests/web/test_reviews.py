"""Offices decide: applications through every stage, appeals, needs, and only within their region."""

from datetime import timedelta

import pytest
from sqlmodel import select

from demands.models import Demand
from matchmaker.mail.models import Letter
from providers.models import PoolMembership
from tests import makers


class Office:
    """A manager of an office at a browser."""

    def __init__(self, app, session, region):
        self.person, self.place = makers.organiser(session, region)
        self.client = app.test_client()
        makers.sign_in(self.client, session, self.person)

    def get(self, path):
        return self.client.get(f"/office/{self.place.id}/{path}")

    def post(self, path, **data):
        return self.client.post(f"/office/{self.place.id}/{path}", data=data)


@pytest.fixture
def province(app, session):
    return Office(app, session, "340000")


@pytest.fixture
def city(app, session):
    return Office(app, session, "340100")


def _status(reader, membership):
    reader.rollback()
    return reader.get(PoolMembership, membership.id).status


def _application(session, status="applied"):
    pool, provider = makers.pool(session), makers.provider(session, name="皖排软件有限公司")
    made = makers.membership(session, provider, pool, status=status)
    session.commit()
    return made


def test_an_application_from_pre_check_to_admission(session, reader, city, province):
    made = _application(session)
    assert "皖排软件有限公司" in city.get("reviews?stage=precheck").text
    assert (
        city.post(f"memberships/{made.id}/decide", decision="precheck", reason="材料齐全").status_code == 302
    )
    assert _status(reader, made) == "prechecked"
    assert (
        city.post(f"memberships/{made.id}/decide", decision="publicise").status_code == 403
    )  # the pool is the province's
    assert (
        province.post(
            f"memberships/{made.id}/decide", decision="publicise", score="88", opinion="可以"
        ).status_code
        == 302
    )
    assert _status(reader, made) == "publicised"
    early = province.post(f"memberships/{made.id}/decide", decision="admit")
    assert early.status_code == 422 and "公示到" in early.text
    row = session.get(PoolMembership, made.id)
    session.refresh(row)
    row.publicity_ends_on -= timedelta(days=30)
    session.commit()
    assert province.post(f"memberships/{made.id}/decide", decision="admit").status_code == 302
    assert _status(reader, made) == "admitted"
    assert "皖排软件有限公司" in province.client.get("/providers").text


@pytest.mark.parametrize(
    ("status", "decision"), [("applied", "return"), ("applied", "refuse"), ("prechecked", "return")]
)
def test_a_decision_against_the_firm_needs_a_reason(session, reader, province, status, decision):
    made = _application(session, status)
    answer = province.post(f"memberships/{made.id}/decide", decision=decision, reason="  ")
    assert answer.status_code == 422 and "请写明理由" in answer.text
    assert _status(reader, made) == status
    assert (
        province.post(f"memberships/{made.id}/decide", decision=decision, reason="缺验收报告").status_code
        == 302
    )
    assert _status(reader, made) == {"return": "returned", "refuse": "refused"}[decision]
    assert "缺验收报告" in province.get(f"memberships/{made.id}").text


def test_the_firm_is_told_by_letter(session, reader, province):
    made = _application(session)
    person = makers.account(session, email="boss@soft.example")
    from matchmaker.accounts import representing

    representing.represent(session, person, provider_id=made.provider_id, now=makers.NOW)
    session.commit()
    province.post(f"memberships/{made.id}/decide", decision="return", reason="缺验收报告")
    letters = reader.exec(select(Letter).where(Letter.kind == "membership-decided")).all()
    assert [letter.to for letter in letters] == ["boss@soft.example"]
    assert "缺验收报告" in letters[0].body


def test_a_member_is_rated_warned_and_removed(session, reader, province, app):
    made, anybody = _application(session, "admitted"), app.test_client()
    assert "皖排软件有限公司" in anybody.get("/providers").text
    assert province.post(f"memberships/{made.id}/standing", decision="rate").status_code == 422
    assert province.post(f"memberships/{made.id}/standing", decision="rate", stars="4").status_code == 302
    past = province.post(
        f"memberships/{made.id}/standing", decision="warn", reason="联系不上", rectify_by="2020-01-01"
    )
    assert past.status_code == 422 and "今天或以后" in past.text
    province.post(
        f"memberships/{made.id}/standing", decision="warn", reason="联系不上", rectify_by="2099-01-01"
    )
    assert _status(reader, made) == "warned"
    province.post(f"memberships/{made.id}/standing", decision="remove", reason="材料不实")
    assert _status(reader, made) == "removed"
    assert "皖排软件有限公司" not in anybody.get("/providers").text


def test_another_city_neither_sees_nor_decides(app, session, reader):
    made = _application(session)
    elsewhere = Office(app, session, "340200")
    assert "皖排软件有限公司" not in elsewhere.get("reviews").text
    assert elsewhere.get(f"memberships/{made.id}").status_code == 404
    assert elsewhere.post(f"memberships/{made.id}/decide", decision="precheck").status_code == 404
    assert elsewhere.get(f"providers/{made.provider_id}").status_code == 404
    assert _status(reader, made) == "applied"


def test_a_need_is_published_or_returned_with_a_reason(session, reader, city):
    factory = makers.factory(session)
    first = makers.demand(session, factory, title="排产全靠人工", status="submitted", industry_code="C34")
    second = makers.demand(session, factory, title="看不懂的需求", status="submitted", industry_code="C34")
    session.commit()
    assert "排产全靠人工" in city.get("reviews?stage=needs").text
    assert city.post(f"reviews/needs/{first.id}", decision="publish").status_code == 302
    assert city.post(f"reviews/needs/{second.id}", decision="return").status_code == 422
    assert city.post(f"reviews/needs/{second.id}", decision="return", reason="请写清现状").status_code == 302
    states = {row.title: row.status for row in reader.exec(select(Demand))}
    assert states == {"排产全靠人工": "published", "看不懂的需求": "returned"}
    assert city.post(f"reviews/needs/{second.id}", decision="publish").status_code == 409


def test_a_pool_is_opened_and_amended_with_what_was_typed_kept(session, province):
    data = {
        "name": "光伏",
        "region_code": "340000",
        "industries": ["C38"],
        "min_years": "3",
        "publicity_days": "7",
        "accepting": "y",
    }
    assert province.post("pools/new", **data).status_code == 302
    again = province.post("pools/new", **data, description="同名的池")
    assert again.status_code == 422 and "同名的池" in again.text
    assert "光伏" in province.get("pools").text


def test_lists_cost_the_same_however_long_they_are(app, session, engine, province):
    from sqlalchemy import event as listen

    statements = []
    listen.listen(
        engine, "before_cursor_execute", lambda _c, _cursor, statement, *_: statements.append(statement)
    )
    pool = makers.pool(session)
    session.commit()
    province.get("providers")  # the names of the codes are read once per process
    costs = []
    for number in (1, 3):
        for one in range(number):
            makers.membership(
                session, makers.provider(session, name=f"软件{number}{one}"), pool, status="applied"
            )
        session.commit()
        for page in ("reviews?stage=precheck", "providers", f"pools/{pool.id}"):
            statements.clear()
            assert province.get(page).status_code == 200
            costs.append(len(statements))
    assert costs[:3] == costs[3:]
