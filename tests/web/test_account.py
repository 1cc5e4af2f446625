"""The account pages: coming in, going out, and what strangers learn."""

import re

from sqlmodel import select

from matchmaker.app import create_app
from matchmaker.mail.models import Letter
from tests import makers
from tests.makers import PASSWORD
from tests.pages import Client


def _address_in_letter(session, kind):
    session.rollback()
    body = session.exec(select(Letter).where(Letter.kind == kind)).one().body
    return re.search(r"http://localhost(/\S+)", body).group(1)


def test_somebody_signs_up_confirms_and_is_in(client, session):
    answer = client.post(
        "/account/sign-up", data={"name": "王五", "email": "w@firm.example", "password": PASSWORD}
    )
    assert answer.status_code == 200 and "请查收邮件" in answer.text
    address = _address_in_letter(session, "confirm-email")
    session.rollback()
    assert client.get(address).status_code == 200
    assert client.get("/account/").status_code == 302  # opening the address alone confirms nothing
    assert client.post(address).headers["Location"] == "/account/arrive"
    assert "王五" in client.get("/account/").text


def test_the_answer_is_the_same_for_a_taken_address(client, session):
    makers.account(session, email="a@firm.example")
    session.commit()
    new = client.post(
        "/account/sign-up", data={"name": "甲", "email": "b@firm.example", "password": PASSWORD}
    )
    old = client.post(
        "/account/sign-up", data={"name": "甲", "email": "a@firm.example", "password": PASSWORD}
    )
    assert old.status_code == new.status_code
    assert old.text.replace("a@firm.example", "b@firm.example") == new.text


def test_a_form_comes_back_with_messages_at_the_fields_and_what_was_typed(client):
    answer = client.post("/account/sign-up", data={"name": "王五", "email": "nonsense", "password": "short"})
    assert answer.status_code == 422
    assert "邮箱地址不对" in answer.text and "密码至少 10 位" in answer.text
    assert 'value="王五"' in answer.text and 'value="nonsense"' in answer.text
    assert "short" not in answer.text.replace("shortcut", "")


def test_signing_in_leads_on_but_never_to_another_site(client, session):
    makers.account(session, email="a@firm.example")
    session.commit()
    for wanted, led in [
        ("/account/password", "/account/password"),
        ("//evil.example", "/account/arrive"),
        ("https://evil.example", "/account/arrive"),
        ("/\\evil.example", "/account/arrive"),
    ]:
        data = {"email": "a@firm.example", "password": PASSWORD, "next": wanted}
        assert client.post("/account/sign-in", data=data).headers["Location"] == led


def test_a_copied_cookie_is_dead_after_signing_out(app, session):
    makers.account(session, email="a@firm.example")
    session.commit()
    client, thief = app.test_client(), app.test_client()
    client.post("/account/sign-in", data={"email": "a@firm.example", "password": PASSWORD})
    thief.set_cookie("session", client.get_cookie("session").value)
    assert thief.get("/account/").status_code == 200
    client.post("/account/sign-out")
    assert thief.get("/account/").status_code == 302


def test_the_cookie_holds_no_name(app, session):
    makers.account(session, email="a@firm.example", name="ZhangSan")
    session.commit()
    client = app.test_client()
    client.post("/account/sign-in", data={"email": "a@firm.example", "password": PASSWORD})
    with client.session_transaction() as cookie:
        assert set(cookie) <= {"token", "language", "_permanent", "csrf_token", "_flashes"}


def test_too_many_wrong_passwords_are_stopped_for_all_workers(settings, engine, session):
    makers.account(session, email="a@firm.example")
    session.commit()
    apps = [create_app(settings, engine, TESTING=True, WTF_CSRF_ENABLED=False) for _ in range(2)]
    data = {"email": "a@firm.example", "password": "wrong password"}
    codes = []
    for number in range(11):
        worker = apps[number % 2]
        worker.test_client_class = Client
        codes.append(worker.test_client().post("/account/sign-in", data=data).status_code)
    assert codes == [422] * 10 + [429]


def test_every_change_needs_a_token(settings, engine, session):
    makers.account(session, email="a@firm.example")
    session.commit()
    client = create_app(settings, engine, TESTING=True).test_client()
    assert (
        client.post("/account/sign-in", data={"email": "a@firm.example", "password": PASSWORD}).status_code
        == 400
    )


def test_english_is_remembered_and_covers_the_page(client):
    client.post("/account/language", data={"language": "en", "next": "/account/sign-in"})
    assert '<html lang="en">' in client.get("/account/sign-in").text


def test_a_newcomer_takes_up_an_invitation_in_one_step(client, session):
    from matchmaker.accounts import representing

    person, office = makers.organiser(session)
    party = representing.Party(office.name, office_id=office.id, role="viewer")
    address = "http://localhost/account/invitation/{token}"
    representing.invite(session, person, party, email="new@firm.example", address=address, now=makers.NOW)
    letter = session.exec(select(Letter).where(Letter.kind == "invitation")).one()
    path = re.search(r"http://localhost(/\S+)", letter.body).group(1)
    row = session.exec(select(representing.Invitation)).one()
    row.expires_at = row.expires_at.replace(year=2099)
    session.commit()
    assert office.name in client.get(path).text
    answer = client.post(path + "/sign-up", data={"name": "新人", "password": PASSWORD})
    assert answer.headers["Location"] == "/account/arrive"
    assert client.get("/account/arrive").headers["Location"] == f"/office/{office.id}/"


def test_the_headers_forbid_what_these_pages_never_do(client):
    headers = client.get("/").headers
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_firm_is_registered_and_its_person_may_act_for_it(client, session):
    account = makers.account(session)
    makers.sign_in(client, session, account)
    data = {
        "name": "安徽某某机械有限公司",
        "credit_code": makers.credit_code(),
        "region_code": "340100",
        "industry_code": "C34",
    }
    answer = client.post("/account/register-factory", data=data)
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/factory/")
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_wrong_check_digit_is_said_at_its_field(client, session):
    makers.sign_in(client, session, makers.account(session))
    wrong = makers.credit_code()[:-1] + "?"
    data = {
        "name": "安徽某某机械有限公司",
        "credit_code": wrong,
        "region_code": "340100",
        "industry_code": "C34",
    }
    answer = client.post("/account/register-factory", data=data)
    assert answer.status_code == 422
    assert "统一社会信用代码不对" in answer.text and "安徽某某机械有限公司" in answer.text
