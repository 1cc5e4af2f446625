"""Whose step it is, what the sheets may hold, and what the guest's office may not do."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from openpyxl import load_workbook

from providers import queries, standing
from providers.models import PoolMembership, Provider
from tests import makers

SECRET = "暗号九号"


@pytest.fixture
def sees(app, session):
    """region → a client signed in as the manager of an office there, and the beginning of its addresses."""

    def make(region):
        person, office = makers.organiser(session, region)
        client = app.test_client()
        makers.sign_in(client, session, person)
        return client, f"/office/{office.id}"

    return make


def again(session, model, key):
    session.rollback()
    session.expire_all()
    return session.get(model, key)


@pytest.mark.parametrize(
    ("region", "status", "allowed"),
    [
        ("340100", "applied", True),
        ("340100", "prechecked", False),
        ("340100", "publicised", False),
        ("340000", "applied", True),
        ("340000", "prechecked", True),
    ],
)
def test_home_office_prechecks_and_the_keeper_of_the_pool_does_the_rest(
    session, sees, region, status, allowed
):
    membership = makers.membership(session, makers.provider(session), makers.pool(session), status=status)
    client, base = sees(region)
    page = client.get(f"{base}/memberships/{membership.id}")
    assert page.status_code == 200
    answer = client.post(
        f"{base}/memberships/{membership.id}/decide", data={"decision": "refuse", "reason": "行业不符"}
    )
    assert answer.status_code == (302 if allowed else 403)
    assert again(session, PoolMembership, membership.id).status == ("refused" if allowed else status)


def test_nobody_is_admitted_before_the_objection_period_is_over(session, sees):
    now = datetime.now(UTC)
    provider, pool = makers.provider(session), makers.pool(session)
    early = makers.membership(session, provider, pool, status="publicised", now=now)
    late = makers.membership(
        session, makers.provider(session), pool, status="publicised", now=now - timedelta(days=30)
    )
    client, base = sees("340000")
    answer = client.post(f"{base}/memberships/{early.id}/decide", data={"decision": "admit"})
    assert answer.status_code == 422
    assert "期满后才能入库" in answer.text
    assert client.post(f"{base}/memberships/{late.id}/decide", data={"decision": "admit"}).status_code == 302
    assert again(session, PoolMembership, early.id).status == "publicised"
    assert session.get(PoolMembership, late.id).status == "admitted"


def test_appeal_is_answered(session, sees):
    membership = makers.membership(session, makers.provider(session), makers.pool(session), status="removed")
    standing.appeal(session, membership, "我们有证明", by="李二", now=makers.NOW)
    client, base = sees("340000")
    path = f"{base}/memberships/{membership.id}"
    assert "我们有证明" in client.get(path).text
    assert client.post(path + "/appeal", data={"decision": "reject", "reason": ""}).status_code == 422
    assert client.post(path + "/appeal", data={"decision": "uphold"}).status_code == 302
    assert again(session, PoolMembership, membership.id).status == "admitted"


def test_sheets_hold_the_filtered_rows_and_no_contact(session, sees):
    pool = makers.pool(session, name="装备池")
    hidden = {"contact_name": SECRET, "contact_phone": SECRET, "contact_position": SECRET}
    makers.membership(session, makers.provider(session, name="安徽甲公司", **hidden), pool)
    makers.membership(session, makers.provider(session, name="安徽乙公司", **hidden), pool, status="applied")
    client, base = sees("340000")
    for path, names in (
        (f"{base}/pools/{pool.id}/export?status=admitted", {"安徽甲公司"}),
        (f"{base}/providers/export?q=乙", {"安徽乙公司"}),
    ):
        rows = list(load_workbook(io.BytesIO(client.get(path).data)).active.values)
        assert {row[0] for row in rows if "公司" in str(row[0])} == names
        assert SECRET not in str(rows)


def test_office_suspends_its_own_firm_but_not_a_guest(session, sees):
    own, guest = makers.provider(session), makers.provider(session, region_code="310100")
    pool = makers.pool(session, region_code="340100")
    makers.membership(session, own, pool)
    makers.membership(session, guest, pool)
    client, base = sees("340100")
    assert client.post(f"{base}/providers/{guest.id}/suspend").status_code == 403
    assert client.post(f"{base}/providers/{own.id}/suspend").status_code == 302
    assert again(session, Provider, own.id).status == "suspended"
    assert [one.provider.id for one in queries.listed_providers(session)] == [guest.id]


def test_guest_shows_an_office_only_its_own_pools(session, sees):
    guest = makers.provider(session, region_code="310100")
    makers.membership(session, guest, makers.pool(session, name="合肥池甲", region_code="340100"))
    makers.membership(
        session, guest, makers.pool(session, name="芜湖池乙", region_code="340200"), status="refused"
    )
    client, base = sees("340100")
    page = client.get(f"{base}/providers/{guest.id}").text
    assert "合肥池甲" in page
    assert "芜湖池乙" not in page


def test_firm_elsewhere_is_not_there(session, sees):
    firm = makers.provider(session, region_code="330100")
    client, base = sees("340000")
    assert client.get(f"{base}/providers/{firm.id}").status_code == 404
    assert client.post(f"{base}/providers/{firm.id}/suspend").status_code == 404
