"""Sheets with needs that a factory brings in."""

from flask import request

from matchmaker.web import guards, sheet_imports
from matchmaker.web.factory import blueprint as bp


@bp.get("/imports")
@guards.as_factory
def imports(factory):
    """What was brought in so far."""
    return sheet_imports.listing(factory)


@bp.get("/imports/template/<kind>")
@guards.as_factory
def import_template(factory, kind):
    """An empty sheet to fill in."""
    return sheet_imports.template(factory, kind)


@bp.get("/imports/new")
@guards.as_factory
def new_import(factory):
    """The form for the file."""
    return sheet_imports.upload_page(factory, request.args.get("kind", ""))


@bp.post("/imports/new")
@guards.as_factory
def upload_import(factory):
    """Read the file."""
    return sheet_imports.upload(factory)


@bp.get("/imports/<uuid:import_id>")
@guards.as_factory
def import_result(factory, import_id):
    """What came of a sheet."""
    return sheet_imports.result(factory, import_id)


@bp.get("/imports/<uuid:import_id>/columns")
@guards.as_factory
def import_columns(factory, import_id):
    """What was understood, column by column."""
    return sheet_imports.columns(factory, import_id)


@bp.post("/imports/<uuid:import_id>/columns")
@guards.as_factory
def remap_import(factory, import_id):
    """Correct the columns."""
    return sheet_imports.remap(factory, import_id)


@bp.post("/imports/<uuid:import_id>/worksheet")
@guards.as_factory
def choose_worksheet(factory, import_id):
    """Take another worksheet."""
    return sheet_imports.choose_worksheet(factory, import_id)


@bp.get("/imports/<uuid:import_id>/rows")
@guards.as_factory
def import_rows(factory, import_id):
    """Good and bad rows."""
    return sheet_imports.rows(factory, import_id)


@bp.post("/imports/<uuid:import_id>/rows")
@guards.as_factory
def choose_import_options(factory, import_id):
    """Decide about defaults, known firms and where rows arrive."""
    return sheet_imports.choose(factory, import_id)


@bp.post("/imports/<uuid:import_id>/carry-out")
@guards.as_factory
def carry_out_import(factory, import_id):
    """Import the good rows."""
    return sheet_imports.carry_out(factory, import_id)


@bp.get("/imports/<uuid:import_id>/bad-rows")
@guards.as_factory
def bad_import_rows(factory, import_id):
    """The bad rows as a sheet to mend."""
    return sheet_imports.bad_rows(factory, import_id)


@bp.post("/imports/<uuid:import_id>/drop")
@guards.as_factory
def drop_import(factory, import_id):
    """Give the sheet up."""
    return sheet_imports.drop(factory, import_id)
