"""The provider's own pages: profile, offerings, cases, files, and the way into a pool."""

import io
import re

import pytest

from matchmaker.accounts import representing
from providers import queries
from providers.models import PoolMembership, Provider
from tests import makers

PDF = b"%PDF-1.7\nx"


@pytest.fixture
def firm(session):
    return makers.provider(session)


@pytest.fixture
def base(client, session, firm):
    person = makers.account(session, name="李二")
    representing.represent(session, person, provider_id=firm.id, now=makers.NOW)
    makers.sign_in(client, session, person)
    return f"/provider/{firm.id}"


def again(session, model, key):
    session.rollback()
    session.expire_all()
    return session.get(model, key)


def typed(firm, **fields):
    return makers.PROFILE | {"credit_code": firm.credit_code, "truth_confirmed": "y"} | fields


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/profile",
        "/offerings",
        "/offerings/new",
        "/cases",
        "/cases/new",
        "/attachments",
        "/pools",
        "/people",
    ],
)
def test_every_page_opens_for_a_new_firm_and_in_english(client, session, base, path):
    assert client.get(base + path).status_code == 200
    client.post("/account/language", data={"language": "en", "next": "/"})
    assert client.get(base + path).status_code == 200


def test_pages_of_another_firm_are_not_there(client, session, base):
    other = makers.provider(session, name="别家")
    offering, case = queries.offerings_of(session, other)[0], makers.case(session, other)
    session.commit()
    for path in (f"/offerings/{offering.id}", f"/cases/{case.id}", f"/attachments/{case.id}"):
        assert client.get(base + path).status_code == 404
    assert client.get(f"/provider/{other.id}/profile").status_code == 404
    assert client.post(f"{base}/offerings/{offering.id}/withdraw").status_code == 404


def test_profile_is_saved(client, session, base, firm):
    form = typed(firm, name="新名字", scenarios=["2025-09", "2025-24"], website="www.x.example", version=1)
    assert client.post(base + "/profile", data=form).status_code == 302
    kept = again(session, Provider, firm.id)
    assert (kept.name, kept.website, kept.version) == ("新名字", "http://www.x.example/", 2)
    assert queries.scenarios_of(session, kept) == ["2025-09", "2025-24"]


def test_faulty_profile_comes_back_whole(client, session, base, firm):
    form = typed(
        firm, credit_code="123", website="javascript:x", summary="我写了很久的话", founded_year="2999"
    )
    answer = client.post(base + "/profile", data=form)
    assert answer.status_code == 422
    assert "我写了很久的话" in answer.text
    for name in ("credit_code", "website", "founded_year"):
        assert f'id="{name}-error"' in answer.text
    assert again(session, Provider, firm.id).version == 1


def test_unknown_keys_change_nothing(client, session, base, firm):
    client.post(base + "/profile", data=typed(firm, status="closed", catalogue_number="999999", version=1))
    kept = again(session, Provider, firm.id)
    assert kept.status == "active"
    assert kept.catalogue_number < 999999


def test_code_of_another_firm_is_told_at_the_field(client, session, base, firm):
    other = makers.provider(session)
    session.commit()
    answer = client.post(base + "/profile", data=typed(firm, credit_code=other.credit_code))
    assert answer.status_code == 422
    assert re.search(r'id="credit_code-error">.*已经登记过', answer.text, re.DOTALL)


def test_second_editor_keeps_what_was_typed(client, base, firm):
    client.post(base + "/profile", data=typed(firm, version=1))
    answer = client.post(base + "/profile", data=typed(firm, summary="乙写的", version=1))
    assert answer.status_code == 422
    assert "乙写的" in answer.text
    assert 'name="version" type="hidden" value="2"' in answer.text


def test_offering_and_case_come_and_go(client, session, base, firm):
    form = {"title": "视觉检测", "kind": "equipment", "price_min": "10", "price_max": "20", "first_kind": ""}
    assert client.post(base + "/offerings/new", data=form).status_code == 302
    assert (
        client.post(base + "/cases/new", data={"title": "某厂案例", "industry_code": "C34"}).status_code
        == 302
    )
    session.rollback()
    offering_id = next(row.id for row in queries.offerings_of(session, firm) if row.title == "视觉检测")
    case_id = queries.cases_of(session, firm)[0].id
    session.rollback()
    assert "10–20 万元" in client.get(base + "/offerings").text
    assert (
        client.post(
            f"{base}/offerings/{offering_id}", data=form | {"title": "改名", "version": 1}
        ).status_code
        == 302
    )
    assert client.post(f"{base}/cases/{case_id}/withdraw").status_code == 302
    assert "改名" in client.get(base + "/offerings").text
    assert "还没有添加案例" in client.get(base + "/cases").text


def test_prices_in_the_wrong_order_come_back(client, base):
    answer = client.post(
        base + "/offerings/new", data={"title": "x", "kind": "software", "price_min": 9, "price_max": 3}
    )
    assert answer.status_code == 422
    assert "最高价不能低于最低价" in answer.text


def test_years_to_come_are_told_at_the_field(client, base):
    answer = client.post(base + "/cases/new", data={"title": "x", "year": "2150"})
    assert answer.status_code == 422
    assert re.search(r'id="year-error">.*2150 年还没有到', answer.text, re.DOTALL)


def test_files_are_taken_in_and_given_back_as_downloads(client, session, base, firm):
    upload = {"file": (io.BytesIO(PDF), "../证书.exe"), "caption": "资质"}
    assert (
        client.post(base + "/attachments", data=upload, content_type="multipart/form-data").status_code == 302
    )
    session.rollback()
    kept = queries.attachments_of(session, firm)[0]
    assert (kept.filename, kept.public) == ("证书.pdf", False)
    path = f"{base}/attachments/{kept.id}"
    session.rollback()
    answer = client.get(path)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.post(path + "/remove").status_code == 302
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(("content", "words"), [(b"MZ..", "不是可以上传的文件"), (b"", "是空的")])
def test_bad_files_are_told_at_the_field(client, base, content, words):
    upload = {"file": (io.BytesIO(content), "a.pdf"), "caption": "说明还在"}
    answer = client.post(base + "/attachments", data=upload, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert words in answer.text
    assert "说明还在" in answer.text


def test_firm_applies_reads_the_reason_and_applies_again(client, session, base, firm):
    pool = makers.pool(session, name="装备池")
    session.commit()
    assert client.post(f"{base}/pools/{pool.id}/apply", data={"statement": "请收我们"}).status_code == 302
    assert "等属地主管部门初审" in client.get(f"{base}/pools/{pool.id}").text
    returned = makers.pool(session, name="退回池")
    makers.membership(session, firm, returned, status="returned")
    session.commit()
    page = client.get(f"{base}/pools/{returned.id}").text
    assert "缺案例" in page
    assert "重新提交" in page
    assert "退回池" in client.get(base + "/").text
    assert client.post(f"{base}/pools/{returned.id}/apply", data={"statement": "补了"}).status_code == 302
    assert client.post(f"{base}/pools/{returned.id}/apply", data={"statement": "再来"}).status_code == 409


def test_incomplete_firm_keeps_its_statement(client, session, base, firm):
    again(session, Provider, firm.id).staff = None
    pool = makers.pool(session)
    session.commit()
    answer = client.post(f"{base}/pools/{pool.id}/apply", data={"statement": "写了半天"})
    assert answer.status_code == 422
    assert "写了半天" in answer.text
    assert "职工人数" in answer.text


def test_appeal_needs_words_and_is_shown(client, session, base, firm):
    pool = makers.pool(session)
    membership = makers.membership(session, firm, pool, status="refused")
    session.commit()
    assert client.post(f"{base}/pools/{pool.id}/appeal", data={"text": " "}).status_code == 422
    assert client.post(f"{base}/pools/{pool.id}/appeal", data={"text": "不符"}).status_code == 302
    assert again(session, PoolMembership, membership.id).appeal_status == "open"
    session.rollback()
    assert "申诉处理中" in client.get(f"{base}/pools/{pool.id}").text


def test_internal_opinion_of_the_experts_is_not_shown_to_the_firm(client, session, base, firm):
    from providers import pools

    pool = makers.pool(session)
    membership = makers.membership(session, firm, pool, status="prechecked")
    pools.evaluate(session, membership, by="专家组", now=makers.NOW, opinion="内部意见甲", score=61)
    session.commit()
    page = client.get(f"{base}/pools/{pool.id}").text
    assert "内部意见甲" not in page
    assert "专家组" not in page


def test_leaving_a_pool_takes_the_firm_out_of_the_catalogue(client, session, base, firm):
    pool = makers.pool(session)
    makers.membership(session, firm, pool)
    session.commit()
    assert client.get(f"/providers/{firm.id}").status_code == 200
    assert client.post(f"{base}/pools/{pool.id}/withdraw").status_code == 302
    assert client.get(f"/providers/{firm.id}").status_code == 404
