"""The pages of an import: upload, columns, rows, result; for its owner only."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import select

from demands.models import Demand, Factory
from matchmaker.accounts import representing
from matchmaker.accounts.models import OfficeRole
from matchmaker.imports.models import SheetImport
from matchmaker.sheets import reading
from providers.models import PoolMembership, Provider
from tests import makers
from tests.matchmaker.imports.test_imports import NEEDS, PROVIDERS
from tests.matchmaker.sheets.making import CREDIT, csv, xlsx

OLD_XLS = Path(__file__).parent.parent / "matchmaker" / "sheets" / "old-format.xls"


@pytest.fixture
def office(session, client):
    person, place = makers.organiser(session, "340100")
    makers.sign_in(client, session, person)
    return place


def upload(client, base, data, filename="名单.xlsx", **more):
    return client.post(
        f"{base}/imports/new",
        data={"file": (io.BytesIO(data), filename), **more},
        content_type="multipart/form-data",
    )


def base(office):
    return f"/office/{office.id}"


def test_an_office_imports_providers_from_upload_to_result(client, session, office):
    answer = upload(client, base(office), PROVIDERS, kind="provider")
    assert answer.status_code == 302
    columns = client.get(answer.location)
    page = columns.get_data(as_text=True)
    assert columns.status_code == 200
    assert "服务商推荐汇总表" in page
    assert 'selected value="credit_code"' in page
    rows_at = client.post(answer.location, data=chosen(page)).location
    rows = client.get(rows_at).get_data(as_text=True)
    assert "第 5 行" in rows
    assert "校验位不对" in rows
    assert "没有企业名称" in rows
    assert "找老王" in rows
    done = client.post(rows_at.replace("/rows", "/carry-out"))
    result = client.get(done.location).get_data(as_text=True)
    assert "导入结果" in result
    assert "第 6 行" in result
    session.rollback()
    assert set(session.exec(select(Provider.name))) == {"甲公司", "乙公司"}


def chosen(page):
    """What the selects of the page are set to."""
    found = {}
    for name, inside in re.findall(r'<select[^>]*name="(column_\d+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        selected = re.search(r'<option selected value="([^"]*)"', inside)
        found[name] = selected.group(1) if selected else ""
    return found | {"submitted": "1"}


def test_a_wrong_column_is_corrected_by_hand(client, session, office):
    data = xlsx([["老板叫法", "统一社会信用代码", "类型", "市"], ["老甲", CREDIT[0], "软件", "合肥"]])
    at = upload(client, base(office), data, kind="provider").location
    page = client.get(at).get_data(as_text=True)
    assert "没有找到“企业名称”这一列" in page
    still = client.post(at, data=chosen(page))
    assert still.status_code == 422
    rows_at = client.post(at, data=chosen(page) | {"column_1": "name"})
    assert rows_at.status_code == 302
    assert "老甲" in client.get(rows_at.location).get_data(as_text=True)


def test_options_are_kept_and_used(client, session, office):
    from providers import pools
    from providers.inputs import PoolDraft

    pool = pools.open_pool(session, PoolDraft(name="装备制造", region_code="340100"), now=makers.NOW)
    session.commit()
    data = xlsx([["企业名称", "信用代码"], ["甲公司", CREDIT[0]]])
    at = upload(client, base(office), data, kind="provider").location.replace("/columns", "/rows")
    assert "没有写服务商类型" in client.get(at).get_data(as_text=True)
    options = {
        "region_code": "340100", "provider_type": "software", "existing": "skip", "pool": str(pool.id),
        "stage": "admitted",
    }  # fmt: skip
    assert client.post(at, data=options).status_code == 302
    assert "没有写服务商类型" not in client.get(at).get_data(as_text=True)
    assert client.post(at.replace("/rows", "/carry-out")).status_code == 302
    session.rollback()
    assert session.exec(select(PoolMembership.status)).all() == ["admitted"]
    assert session.exec(select(Provider.region_code)).one() == "340100"


def test_options_out_of_the_lists_come_back_with_a_message(client, session, office):
    at = upload(client, base(office), PROVIDERS, kind="provider").location.replace("/columns", "/rows")
    answer = client.post(
        at, data={"region_code": "999999", "existing": "skip", "stage": "applied", "pool": ""}
    )
    assert answer.status_code == 422


def test_needs_arrive_submitted(client, session, office):
    at = upload(client, base(office), NEEDS, kind="demand").location.replace("/columns", "/rows")
    page = client.get(at).get_data(as_text=True)
    assert "不在本单位管辖的地区" in page
    client.post(at.replace("/rows", "/carry-out"))
    session.rollback()
    assert set(session.exec(select(Demand.status))) == {"submitted"}
    assert session.exec(select(Factory.name)).all() == ["甲厂"]


def test_a_factory_imports_its_own_needs(client, session):
    factory = makers.factory(session, name="甲厂", credit_code=CREDIT[0])
    makers.sign_in(client, session, makers.owner(session, factory))
    base_url = f"/factory/{factory.id}"
    assert "服务商信息表" not in client.get(f"{base_url}/imports").get_data(as_text=True)
    at = upload(client, base_url, NEEDS, kind="provider").location
    rows_at = at.replace("/columns", "/rows")
    assert "别的企业" in client.get(rows_at).get_data(as_text=True)
    assert client.post(rows_at, data={"arrive": "submitted"}).status_code == 302
    client.post(rows_at.replace("/rows", "/carry-out"))
    assert client.get(at.removesuffix("/columns")).status_code == 200
    session.rollback()
    assert session.exec(select(Demand.status)).all() == ["submitted", "submitted"]
    assert session.exec(select(SheetImport.kind)).one() == "demand"


@pytest.mark.parametrize(
    ("data", "filename", "sentence"),
    [
        (b"", "a.xlsx", "这个文件是空的"),
        (b"%PDF-1.7 x", "a.xlsx", "这是 PDF 文件"),
        (b"PK\x03\x04 broken", "a.xlsx", "文件已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "设了密码"),
        (("企业名称,市\n" + "甲,合肥\n" * 100_000).encode(), "a.csv", "最多 5000 行"),
        ("今天天气很好".encode(), "a.csv", "没有找到表头和数据"),
        (b"x" * (11 * 1024 * 1024), "a.csv", "最多 10 MB"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_at_the_field(client, office, data, filename, sentence):
    answer = upload(client, base(office), data, filename, kind="provider")
    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)


def test_fifty_megabytes_are_answered_with_a_page(client, office):
    answer = upload(client, base(office), b"x" * (50 * 1024 * 1024), "a.csv", kind="provider")
    assert answer.status_code == 413
    assert "文件最大 10 MB" in answer.get_data(as_text=True)


def test_no_file_at_all(client, office):
    answer = client.post(f"{base(office)}/imports/new", data={"kind": "provider"})
    assert answer.status_code == 422
    assert "请选择文件" in answer.get_data(as_text=True)


def test_bad_rows_go_out_and_come_back_mended(client, session, office):
    at = upload(client, base(office), PROVIDERS, kind="provider").location
    answer = client.get(at.replace("/columns", "/bad-rows"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
    assert [sheet.cell(row, 1).value for row in (3, 4)] == [5, 6]
    assert "校验位不对" in sheet.cell(3, 2).value
    client.post(at.replace("/columns", "/carry-out"))
    after = client.get(at.replace("/columns", "/bad-rows"))
    rows = reading.read(after.data).rows
    assert [row.cells[2] for row in rows] == ["丙公司", ""]
    sheet.cell(3, 4).value = CREDIT[2]
    buffer = io.BytesIO()
    sheet.parent.save(buffer)
    again = upload(client, base(office), buffer.getvalue(), kind="provider").location
    client.post(again.replace("/columns", "/carry-out"))
    session.rollback()
    assert session.exec(select(Provider.name).where(Provider.credit_code == CREDIT[2])).one() == "丙公司"


def test_templates_can_be_downloaded(client, office):
    for kind in ("provider", "demand"):
        answer = client.get(f"{base(office)}/imports/template/{kind}")
        assert openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0].freeze_panes == "A2"
    assert client.get(f"{base(office)}/imports/template/secret").status_code == 404


def test_old_xls_and_csv_go_the_same_way(client, office):
    assert upload(client, base(office), OLD_XLS.read_bytes(), "旧表.xls", kind="provider").status_code == 302
    text = "企业名称,统一社会信用代码,服务商类型,所在市\n甲公司,x,软件,合肥\n"
    assert upload(client, base(office), csv(text, "gb18030"), "表.csv", kind="provider").status_code == 302


def test_another_worksheet(client, office):
    data = xlsx(
        [["企业名称", "所在市"], ["甲公司", "合肥"], ["甲二公司", "合肥"]],
        title="一",
        more={"二": [["企业名称", "所在市"], ["乙公司", "芜湖"]]},
    )
    at = upload(client, base(office), data, kind="provider").location
    assert client.post(at.replace("/columns", "/worksheet"), data={"worksheet": "二"}).status_code == 302
    assert "乙公司" in client.get(at).get_data(as_text=True)


def test_a_sheet_given_up_is_gone(client, office):
    at = upload(client, base(office), PROVIDERS, kind="provider").location
    assert client.post(at.replace("/columns", "/drop")).status_code == 302
    assert client.get(at).status_code == 409
    assert "已放弃" in client.get(at.removesuffix("/columns")).get_data(as_text=True)


def test_twice_the_same_button_imports_once(client, session, office):
    at = upload(client, base(office), PROVIDERS, kind="provider").location.replace("/columns", "/carry-out")
    assert client.post(at).status_code == 302
    assert client.post(at).status_code == 409
    session.rollback()
    assert len(session.exec(select(Provider.id)).all()) == 2


def test_imports_of_others_are_not_there(client, session, office):
    at = upload(client, base(office), PROVIDERS, kind="provider").location
    import_id = at.split("/")[4]
    person, other = makers.organiser(session, "340100")
    factory = makers.factory(session)
    representing.represent(session, person, factory_id=factory.id, now=makers.NOW)
    makers.sign_in(client, session, person)
    pages = ("", "/columns", "/rows", "/bad-rows")
    acts = ("/columns", "/worksheet", "/rows", "/carry-out", "/drop")
    for home in (base(other), f"/factory/{factory.id}"):
        for page in pages:
            assert client.get(f"{home}/imports/{import_id}{page}").status_code == 404, page
        for act in acts:
            assert client.post(f"{home}/imports/{import_id}{act}").status_code == 404, act
        assert "名单.xlsx" not in client.get(f"{home}/imports").get_data(as_text=True)
    session.rollback()
    assert session.exec(select(Provider.id)).all() == []


def test_a_viewer_sees_and_changes_nothing(client, session, office):
    person = makers.account(session)
    representing.join_office(session, person, office.id, role=OfficeRole.VIEWER, now=makers.NOW)
    makers.sign_in(client, session, person)
    assert client.get(f"{base(office)}/imports").status_code == 200
    assert upload(client, base(office), PROVIDERS, kind="provider").status_code == 403


def test_hostile_texts_are_shown_as_text(client, office):
    evil = "<script>alert(1)</script>甲公司"
    data = xlsx([[evil, "统一社会信用代码", "企业名称"], ["x", "91", evil]])
    at = upload(client, base(office), data, "<img src=x>.xlsx", kind="provider").location
    for page in (at, at.replace("/columns", "/rows")):
        text = client.get(page).get_data(as_text=True)
        assert "<script>alert" not in text
        assert "<img src=x" not in text


def test_a_choice_made_with_the_last_button_is_not_lost(client, session, office):
    data = xlsx([["企业名称", "信用代码", "类型"], ["甲公司", CREDIT[0], "软件"], ["乙公司", CREDIT[1], None]])
    at = upload(client, base(office), data, kind="provider").location.replace("/columns", "/carry-out")
    said = {"submitted": "1", "region_code": "340100", "provider_type": "software", "existing": "skip", "pool": "", "stage": "applied"}
    first = client.post(at, data=said)
    assert first.location.endswith("/rows")
    assert "请再确认一次" in client.get(first.location).get_data(as_text=True)
    assert client.post(at, data=said).status_code == 302
    session.rollback()
    assert set(session.exec(select(Provider.name))) == {"甲公司", "乙公司"}
