"""Sheets that an office brings in: providers and needs."""

from flask import request

from matchmaker.web import guards, sheet_imports
from matchmaker.web.organiser import blueprint as bp


@bp.get("/imports")
@guards.as_organiser
def imports(office):
    """What was brought in so far."""
    return sheet_imports.listing(office)


@bp.get("/imports/template/<kind>")
@guards.as_organiser
def import_template(office, kind):
    """An empty sheet to fill in."""
    return sheet_imports.template(office, kind)


@bp.get("/imports/new")
@guards.as_organiser
def new_import(office):
    """The form for the file."""
    return sheet_imports.upload_page(office, request.args.get("kind", ""))


@bp.post("/imports/new")
@guards.as_organiser
def upload_import(office):
    """Read the file."""
    return sheet_imports.upload(office)


@bp.get("/imports/<uuid:import_id>")
@guards.as_organiser
def import_result(office, import_id):
    """What came of a sheet."""
    return sheet_imports.result(office, import_id)


@bp.get("/imports/<uuid:import_id>/columns")
@guards.as_organiser
def import_columns(office, import_id):
    """What was understood, column by column."""
    return sheet_imports.columns(office, import_id)


@bp.post("/imports/<uuid:import_id>/columns")
@guards.as_organiser
def remap_import(office, import_id):
    """Correct the columns."""
    return sheet_imports.remap(office, import_id)


@bp.post("/imports/<uuid:import_id>/worksheet")
@guards.as_organiser
def choose_worksheet(office, import_id):
    """Take another worksheet."""
    return sheet_imports.choose_worksheet(office, import_id)


@bp.get("/imports/<uuid:import_id>/rows")
@guards.as_organiser
def import_rows(office, import_id):
    """Good and bad rows."""
    return sheet_imports.rows(office, import_id)


@bp.post("/imports/<uuid:import_id>/rows")
@guards.as_organiser
def choose_import_options(office, import_id):
    """Decide about defaults, known firms and where rows arrive."""
    return sheet_imports.choose(office, import_id)


@bp.post("/imports/<uuid:import_id>/carry-out")
@guards.as_organiser
def carry_out_import(office, import_id):
    """Import the good rows."""
    return sheet_imports.carry_out(office, import_id)


@bp.get("/imports/<uuid:import_id>/bad-rows")
@guards.as_organiser
def bad_import_rows(office, import_id):
    """The bad rows as a sheet to mend."""
    return sheet_imports.bad_rows(office, import_id)


@bp.post("/imports/<uuid:import_id>/drop")
@guards.as_organiser
def drop_import(office, import_id):
    """Give the sheet up."""
    return sheet_imports.drop(office, import_id)
