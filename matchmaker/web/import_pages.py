"""The pages of an import and the forms on them, for offices and factories alike."""

from typing import Any

from demands.models import Factory
from matchmaker.accounts.models import Office
from matchmaker.imports import planning
from matchmaker.imports.errors import ColumnMissing
from matchmaker.imports.models import SheetImport
from matchmaker.imports.options import Options
from matchmaker.imports.planning import Plan, Understanding
from matchmaker.sheets import fields as sheet_fields
from matchmaker.sheets.rows import Fault
from matchmaker.web import import_forms, refusals, work
from matchmaker.web.import_forms import OptionsForm, UploadForm, WorksheetForm
from matchmaker.web.rendering import (
    CHINA,
    PAGE_SIZE,
    known_codes,
    offset,
    page_of,
    render_form,
)
from matchmaker.web.words import sheets as words
from providers import queries as providers

Owner = Office | Factory
MOST_SHOWN = 200


def today():
    """The date in China."""
    return work.now().astimezone(CHINA).date()


def plan_of(one: SheetImport, understood: Understanding | None = None) -> Plan:
    """What would become of each row today."""
    codes = planning.codes_of(known_codes())
    return planning.plan(work.session(), one, codes, today=today(), understood=understood)


def upload_page(owner: Owner, form: UploadForm):
    """The form for the file; a factory brings needs only."""
    if isinstance(owner, Factory):
        del form.kind
    return render_form("imports/upload.html", form, is_office=isinstance(owner, Office))


def columns_page(one: SheetImport, understood: Understanding, form: Any):
    """Each column with what it was understood as."""
    return render_form(
        "imports/columns.html",
        form,
        sheet_import=one,
        sheet=understood.sheet,
        choices={choice.column: choice for choice in understood.mapping.choices},
        missing=missing_sentence(understood) if understood.missing else "",
        remarks=[words.about_file(remark) for remark in understood.sheet.remarks[:20]],
        worksheet_form=worksheet_form(understood),
        required={key for key, field in sheet_fields.of(one.kind).items() if field.required},
    )


def worksheet_form(understood: Understanding) -> WorksheetForm:
    """The other worksheets that hold a table."""
    form = WorksheetForm()
    others = [other.name for other in understood.sheet.others if other.is_table]
    form.worksheet.choices = [(name, name) for name in (understood.sheet.worksheet, *others)]
    return form


def missing_sentence(understood: Understanding) -> str:
    """Which necessary columns were not found, in a sentence."""
    return refusals.sentence(ColumnMissing(understood.missing))


def options_form(owner: Owner, one: SheetImport) -> OptionsForm:
    """The options that make sense for this owner and kind, filled as they were saved."""
    saved = one.options | {"region_code": one.options.get("region"), "pool": one.options.get("pool_id") or ""}
    form = OptionsForm(data=saved)
    if isinstance(owner, Factory):
        return import_forms.own_options(form)
    if one.kind == "demand":
        return import_forms.demand_options(form, owner.region_code)
    pools = providers.pools(work.session(), region=owner.region_code)
    return import_forms.provider_options(form, pools)


def options_of(form: OptionsForm) -> Options:
    """What the form says, as options."""
    said = {name: value for name, value in form.data.items() if name in Options.model_fields and value}
    said |= {"region": form.region_code.data} if "region_code" in form and form.region_code.data else {}
    said |= {"pool_id": form.pool.data} if "pool" in form and form.pool.data else {}
    return Options(**said)


def rows_page(owner: Owner, one: SheetImport, form: OptionsForm):
    """What would become of each row, and the options."""
    plan = plan_of(one)
    shown = plan.planned[offset() : offset() + PAGE_SIZE]
    bad, remarks = told(plan.bad), told(plan.remarks)
    return render_form(
        "imports/rows.html",
        form,
        sheet_import=one,
        plan=plan,
        page=page_of(shown, len(plan.planned)),
        why=words.WHY,
        bad=bad[:MOST_SHOWN],
        bad_total=len(plan.bad_rows()),
        remarks=remarks[:MOST_SHOWN],
        remarks_total=len(remarks),
        is_office=isinstance(owner, Office),
    )


def told(faults: list[Fault]) -> list[tuple[Fault, str]]:
    """Each fault with its sentence."""
    return [(fault, words.about_cell(fault)) for fault in faults]
