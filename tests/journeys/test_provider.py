"""A provider signs up, shows what it does, applies to a pool, and is found in the catalogue."""

import re
from datetime import timedelta

from playwright.sync_api import expect
from sqlmodel import select

from matchmaker.mail.models import Letter
from providers.models import PoolMembership
from tests import makers
from tests.journeys.people import press, send, sign_in
from tests.makers import PASSWORD


def _sign_up(page, reader):
    page.goto("/account/sign-up")
    page.fill('[name="name"]', "李工")
    page.fill('[name="email"]', "li@soft.example")
    page.fill('[name="password"]', PASSWORD)
    send(page, "main form button.btn-primary")
    expect(page.locator("main")).to_contain_text("li@soft.example")
    body = reader.exec(select(Letter.body).where(Letter.kind == "confirm-email")).one()
    page.goto(re.search(r"http://localhost(/\S+)", body).group(1))
    send(page, "main form button.btn-primary")
    expect(page.locator("h1")).to_have_text("我的账号")


def _register(page):
    page.get_by_role("link", name="登记服务商").click()
    page.fill('[name="name"]', "皖排软件有限公司")
    page.fill('[name="credit_code"]', makers.credit_code())
    page.select_option('[name="region_code"]', "340100")
    page.select_option('[name="provider_type"]', "software")
    send(page, "main form button.btn-primary")
    expect(page.locator("h1")).to_have_text("皖排软件有限公司")
    return page.url.rstrip("/")


def _complete(page, home):
    page.goto(f"{home}/profile")
    for name, value in {
        "legal_person": "王一",
        "founded_year": "2012",
        "revenue": "3000",
        "staff": "60",
        "summary": "做车间排产的软件公司，APS 与 MES 打通，插单秒级重排。",
        "contact_name": "李二",
        "contact_phone": "199-0000-0001",
        "contact_email": "li@soft.example",
    }.items():
        page.fill(f'[name="{name}"]', value)
    page.select_option('[name="industries"]', ["C34", "C35"])
    page.select_option('[name="scenarios"]', ["2025-09"])
    page.locator('[name="truth_confirmed"]').check()
    send(page, "main form button.btn-primary")
    expect(page.locator(".alert-success")).to_be_visible()
    page.goto(f"{home}/offerings/new")
    page.fill('[name="title"]', "车间排产软件")
    page.fill('[name="description"]', "按订单和设备负荷自动排产，插单后一分钟重排。")
    send(page, "main form button.btn-primary")
    expect(page.locator(".alert-success")).to_be_visible()
    page.goto(f"{home}/cases/new")
    page.fill('[name="title"]', "某泵厂排产上线")
    page.fill('[name="background"]', "插单多，等料")
    page.fill('[name="solution"]', "上排产软件")
    page.fill('[name="result"]', "交期准了")
    send(page, "main form button.btn-primary")
    expect(page.locator(".alert-success")).to_be_visible()


def test_from_signing_up_to_the_catalogue(at_desk, session, reader):
    page = at_desk
    province, _office = makers.organiser(session, "340000")
    clerk, city = makers.organiser(session, "340100")
    pool = makers.pool(session, name="装备制造")
    session.commit()
    _sign_up(page, reader)
    home = _register(page)
    _complete(page, home)
    page.goto(f"{home}/pools/{pool.id}")
    page.fill('[name="statement"]', "做了十年排产，服务过三十家泵阀厂。")
    press(page, "/apply")
    expect(page.locator("main")).to_contain_text("等属地主管部门初审")

    reader.rollback()
    membership = reader.exec(select(PoolMembership)).one()
    sign_in(page, session, clerk)
    page.goto(f"/office/{city.id}/reviews")
    page.get_by_role("link", name="皖排软件有限公司").click()
    page.get_by_label("通过初审，转评审").check()
    press(page, "/decide")
    expect(page.locator("main")).to_contain_text("待评审")

    sign_in(page, session, province)
    page.goto(f"/office/{_office.id}/memberships/{membership.id}")
    page.get_by_label("通过评审，开始公示").check()
    page.fill('[name="score"]', "88")
    press(page, "/decide")
    expect(page.locator("main")).to_contain_text("公示中")
    page.goto("/publicity")
    expect(page.locator("main")).to_contain_text("皖排软件有限公司")

    row = session.get(PoolMembership, membership.id)
    row.publicity_ends_on -= timedelta(days=30)  # a week goes by
    session.commit()
    page.goto(f"/office/{_office.id}/memberships/{membership.id}")
    page.get_by_label("公示期满，入库").check()
    press(page, "/decide")
    page.goto("/providers?q=排产")
    page.get_by_role("link", name="皖排软件有限公司").click()
    expect(page.locator("main")).to_contain_text("某泵厂排产上线")
    assert "199-0000-0001" not in page.content()  # contact data is nobody's business yet
