"""A factory brings its needs in a sheet, publishes one, and reads who suits and why."""

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests import makers
from tests.journeys.people import does_not_scroll_sideways, press, send, sign_in

ROWS = [
    ("车间排产全靠人工", "天天插单，排单要半天，交期说不准，师傅们常常等料。", "金属切削机床制造", "50-80"),
    ("外观缺陷靠人眼看", "漏检多，客户退货，质检员看一天眼睛受不了。", "通用设备制造业", "面议"),
    ("", "这一行没有写需求名称。", "C34", "20万以内"),
]


@pytest.fixture
def sheet(tmp_path):
    """As an office sends it: a title row, a merged header, a note under the table."""
    book = Workbook()
    page = book.active
    page.append(["企业智能化改造需求征集表"])
    page.merge_cells("A1:D1")
    page.append(["需求名称", "需求描述", "所属行业", "投入预算（万元）"])
    for row in ROWS:
        page.append(row)
    page.append(["注：本表请于月底前报送。"])
    file = tmp_path / "需求.xlsx"
    book.save(file)
    return file


@pytest.fixture
def catalogue(session):
    """Two listed providers, one of which schedules shop floors."""
    pool = makers.pool(session)
    scheduler = makers.provider(
        session, name="皖排软件", summary="专做车间排产：APS 有限产能排程，插单秒级重排，与 ERP、MES 打通。"
    )
    makers.case(session, scheduler, title="某机床厂排产上线", background="插单多、等料", industry_code="C34")
    energy = makers.provider(
        session, name="绿能环境", summary="能耗监测与污水在线监测。", scenarios=["2025-17"], offerings=0
    )
    for firm in (scheduler, energy):
        makers.offering(session, firm, title="排产软件" if firm is scheduler else "能源管理平台")
        makers.membership(session, firm, pool)


def test_from_a_sheet_to_the_ranking(at_desk, session, sheet, catalogue):
    page = at_desk
    factory = makers.factory(session, name="合肥恒力机床有限公司")
    boss, (officer, office) = makers.owner(session, factory), makers.organiser(session)
    sign_in(page, session, boss)
    page.goto(f"/factory/{factory.id}/imports/new")
    page.set_input_files('input[type="file"]', sheet)
    send(page, "main form button.btn-primary")
    expect(page.locator("h1")).to_have_text("核对列")
    expect(page.locator("main")).to_contain_text("投入预算")
    send(page, 'form[action$="/columns"] button.btn-primary')
    expect(page.locator("h1")).to_have_text("核对行")
    expect(page.locator("main")).to_contain_text("5")  # the bad row, as the spreadsheet program counts
    expect(page.locator("main")).to_contain_text("没有需求名称")
    send(page, 'button[formaction$="/carry-out"]')
    expect(page.locator("h1")).to_have_text("导入结果")
    with page.expect_download() as download:
        page.locator('a[href$="/bad-rows"]').first.click()
    assert download.value.suggested_filename.endswith(".xlsx")

    page.goto(f"/factory/{factory.id}/needs")
    page.get_by_role("link", name="车间排产全靠人工").click()
    expect(page.locator("h1")).to_have_text("车间排产全靠人工")
    need = page.url
    press(page, "/submit")
    expect(page.locator("main")).to_contain_text("待审核")

    sign_in(page, session, officer)
    page.goto(f"/office/{office.id}/")
    page.goto(f"/office/{office.id}/reviews?stage=needs")
    page.get_by_role("link", name="车间排产全靠人工").click()
    page.get_by_label("通过，公开发布").check()
    send(page, "main form button.btn-primary")

    sign_in(page, session, boss)
    page.goto(need)
    page.get_by_role("link", name="看合适的服务商").click()
    first = page.locator("table tbody tr").first
    expect(first).to_contain_text("皖排软件")
    first.get_by_role("link", name="皖排软件").click()
    expect(page.locator("main mark").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("车间智能排产")


def test_a_visit_with_a_phone(on_phone, session, catalogue):
    page = on_phone
    factory = makers.factory(session)
    need = makers.demand(session, factory, status="published")
    boss = makers.owner(session, factory)
    session.commit()
    page.goto("/")
    page.get_by_role("button", name="菜单").click()
    page.locator("#menu").get_by_role("link", name="服务商名录").click()
    page.wait_for_url("**/providers")
    does_not_scroll_sideways(page)
    page.get_by_role("link", name="皖排软件").click()
    expect(page.locator("h1")).to_have_text("皖排软件")
    does_not_scroll_sideways(page)
    for path in ("/", "/needs", f"/needs/{need.id}", "/events", "/pools", "/account/sign-up"):
        page.goto(path)
        does_not_scroll_sideways(page)
    sign_in(page, session, boss)
    for path in (
        "",
        "needs",
        f"needs/{need.id}",
        f"needs/{need.id}/providers",
        "needs/new",
        "events",
        "imports",
        "profile",
    ):
        page.goto(f"/factory/{factory.id}/{path}")
        does_not_scroll_sideways(page)


def test_everything_works_without_scripts(browser, site, session, catalogue):
    """Somebody whose browser runs no script signs in, writes a need and hands it in."""
    factory = makers.factory(session)
    boss = makers.owner(session, factory)
    context = browser.new_context(base_url=site, locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    sign_in(page, session, boss)
    page.goto(f"/factory/{factory.id}/needs/new")
    page.fill('[name="title"]', "仓库找料靠老师傅")
    page.fill('[name="problem"]', "料放在哪只有老师傅知道，他一请假就停工。")
    send(page, "main form button.btn-primary")
    expect(page.locator("h1")).to_have_text("仓库找料靠老师傅")
    expect(page.locator("main")).to_contain_text("待审核")
    context.close()
