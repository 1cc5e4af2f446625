"""What we hand out comes back understood: templates, and the sheets of rows to mend."""

import io

import openpyxl
import pytest

from matchmaker.sheets import fields, mapping, mending, reading, rows, templates, tidy, writing
from matchmaker.sheets.rows import Terms
from tests.matchmaker.sheets.making import CREDIT, xlsx
from tests.matchmaker.sheets.test_values import CODES, TODAY


def filled(kind, **values):
    """The template with one row under the example, as a person fills it in."""
    book = openpyxl.load_workbook(io.BytesIO(templates.workbook(kind, CODES)))
    sheet = book.worksheets[0]
    titles = {cell.value: cell.column for cell in sheet[1]}
    for key, value in values.items():
        sheet.cell(3, titles[fields.of(kind)[key].label], value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["provider", "demand", "registration"])
def test_every_column_of_a_template_is_understood_as_what_it_is(kind):
    sheet = reading.read(filled(kind, name="甲公司"))
    found = mapping.understand(sheet, kind, CODES)
    for column in sheet.columns:
        assert fields.of(kind)[found.field_of(column.number)].label == column.title
    assert [row.cells[0] for row in sheet.rows] == ["甲公司"]


def test_a_filled_template_gives_a_good_record():
    data = filled(
        "provider", name="甲公司", credit_code=CREDIT[0], provider_type="人工智能/算法", industries="汽车制造业",
        scenarios="在线智能检测", region="安徽省芜湖市", traits="小快轻准",
    )  # fmt: skip
    sheet = reading.read(data)
    parsed = rows.records(sheet, mapping.understand(sheet, "provider", CODES), "provider", CODES, today=TODAY)
    assert parsed.bad == []
    values = parsed.good[0].values
    assert (values["provider_type"], values["industries"], values["scenarios"], values["region"], values["traits"]) == (
        "ai", ["C36"], ["2025-24"], "340200", ["nimble"],
    )  # fmt: skip


def test_the_words_offered_in_drop_downs_are_all_readable():
    for kind in ("provider", "demand", "registration"):
        for field in fields.of(kind).values():
            offered = [choice for choice in templates._choices(field, CODES) if not tidy.is_blank(choice)]
            for choice in offered[:5]:
                data = filled(kind, **{field.key: choice})
                sheet = reading.read(data)
                found = mapping.understand(sheet, kind, CODES)
                parsed = rows.records(sheet, found, kind, CODES, today=TODAY, terms=Terms(()))
                assert parsed.good[0].values[field.key], (field.key, choice)
                assert parsed.good[0].remarks == ()


def test_rows_to_mend_keep_their_cells_and_are_read_again():
    data = xlsx(
        [
            ["企业", None, "联系人", None, "预算(元)"],
            ["名称", "信用代码", "姓名", "电话", None],
            ["甲公司", CREDIT[0], "张三", 13800000000, 500000],
            ["乙公司", "91340100", "李四", 13800000001, 800000],
        ],
        ["A1:B1", "C1:D1", "E1:E2"],
    )
    sheet = reading.read(data)
    found = mapping.understand(sheet, "demand", CODES)
    made = mending.table(sheet, found, {4: "信用代码不是 18 位"}, note="改好后再上传")
    again = reading.read(writing.workbook([made]))
    assert [row.cells[2:] for row in again.rows] == [("乙公司", "91340100", "李四", 13800000001.0, 800000.0)]
    second = mapping.understand(again, "demand", CODES)
    assert [second.field_of(column.number) for column in again.columns] == [
        "number", "faults", "name", "credit_code", "contact_name", "contact_phone", "budget",
    ]  # fmt: skip
    parsed = rows.records(
        again, second, "demand", CODES, today=TODAY, terms=Terms((), tolerated=("credit_code",))
    )
    assert parsed.good[0].values["budget"].high == 80
