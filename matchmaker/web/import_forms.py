"""The forms of an import: the file, the columns, the options."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, SelectField

from matchmaker.imports.planning import Understanding
from matchmaker.sheets import fields as sheet_fields
from matchmaker.web.fields import Form, code_choices, code_field, region_choices
from matchmaker.web.rendering import known_codes, language
from matchmaker.web.words import word
from providers.models import Pool


class UploadForm(Form):
    """The file, and what its rows are."""

    kind = RadioField(
        _l("表里是什么"), choices=[("provider", _l("服务商")), ("demand", _l("企业需求"))], default="provider"
    )
    file = FileField(
        _l("表格文件"),
        [FileRequired(_l("请选择文件。"))],
        render_kw={"accept": ".xlsx,.xls,.csv,.et,.ods,.txt"},
    )


class WorksheetForm(Form):
    """Another worksheet of the same file."""

    worksheet = SelectField(_l("工作表"))


class OptionsForm(Form):
    """What a person decides beside the columns. The fields that make no sense for the kind are taken out."""

    submitted = HiddenField(default="1")
    region_code = code_field(_l("没写地区的行，地区按"))
    industry = code_field(_l("没写行业的行，行业按"))
    provider_type = code_field(_l("没写类型的行，类型按"))
    existing = RadioField(
        _l("已经登记过的服务商"),
        choices=[("skip", _l("跳过，不改已有资料")), ("update", _l("用表里的内容更新"))],
    )
    pool = SelectField(_l("放进资源池"))
    stage = RadioField(
        _l("放到哪一步"),
        choices=[("applied", _l("待初审")), ("prechecked", _l("待评审")), ("admitted", _l("直接入库"))],
    )
    arrive = RadioField(
        _l("导入后"), choices=[("submitted", _l("直接提交审核")), ("draft", _l("先存为草稿，自己再改"))]
    )


def columns_form(understood: Understanding) -> Form:
    """A form with one select for each column, filled with what was understood."""
    kind = understood.mapping.kind
    choices = [("", _("不用这一列"))]
    choices += [(key, word("sheet_field", key)) for key in sheet_fields.of(kind) if key != "other"]
    names = {"submitted": HiddenField(default="1")}
    for column in understood.sheet.columns:
        label = _("%(letters)s 列的含义", letters=column.letters)
        names[f"column_{column.number}"] = SelectField(label, choices=choices)
    form_class: Any = type("ColumnsForm", (Form,), names)
    understood_as = {f"column_{choice.column}": choice.field or "" for choice in understood.mapping.choices}
    return form_class(data=understood_as)


def provider_options(form: OptionsForm, pools: list[Pool]) -> OptionsForm:
    """The form for providers: default region and type, known firms, pool and stage."""
    del form.industry, form.arrive
    codes = known_codes()
    form.region_code.choices = region_choices(codes.regions, language(), "", blank=_("不填，留作有问题的行"))
    form.provider_type.choices = code_choices(codes.types, language(), blank=_("不填，留作有问题的行"))
    form.pool.choices = [("", _("暂不放进资源池")), *((str(pool.id), pool.name) for pool in pools)]
    return form


def demand_options(form: OptionsForm, region: str) -> OptionsForm:
    """The form for an office that brings needs: default region and industry."""
    del form.provider_type, form.existing, form.pool, form.stage, form.arrive
    codes = known_codes()
    form.region_code.choices = region_choices(
        codes.regions, language(), region, blank=_("不填，留作有问题的行")
    )
    blank = _("不填，留作有问题的行")
    form.industry.choices = code_choices(codes.industries, language(), blank=blank, numbered=True)
    return form


def own_options(form: OptionsForm) -> OptionsForm:
    """The form for a factory: only where its needs arrive."""
    del form.region_code, form.industry, form.provider_type, form.existing, form.pool, form.stage
    return form
