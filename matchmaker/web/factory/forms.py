"""The forms of the factory's pages."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from demands.inputs import FORM_DESCRIPTION_LIMIT
from demands.models import Demand, Factory
from matchmaker.web import fields, rendering
from matchmaker.web.words import choices, word


def _level(value: str | int | None) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class FactoryForm(fields.Form):
    """The factory's profile; fields carry the names of `FactoryProfile`."""

    name = StringField(_l("企业名称"), [InputRequired(_l("请填企业全称。")), Length(max=100)])
    credit_code = StringField(
        _l("统一社会信用代码"), [InputRequired(_l("请填 18 位统一社会信用代码。")), Length(max=40)]
    )
    region_code = fields.code_field(_l("所在地区"))
    industry_code = fields.code_field(_l("所属行业"))
    tier = SelectField(_l("智能工厂等级"), choices=choices("factory_tier"))
    maturity = SelectField(
        _l("智能制造成熟度（GB/T 39116）"),
        choices=choices("maturity", blank=_l("没有评过")),
        coerce=_level,
        validate_choice=False,
    )
    revenue = fields.money_field(_l("上年营业收入（万元）"))
    staff = IntegerField(_l("职工人数"), [Optional(), NumberRange(0, 2_000_000)])
    profile = fields.text_area(_l("企业简介"), longest=5_000, rows=5)
    address = StringField(_l("详细地址"), [Length(max=200)])
    contact_name = StringField(_l("联系人"), [Length(max=50)])
    contact_position = StringField(_l("职务"), [Length(max=50)])
    contact_phone = StringField(_l("联系电话"), [Length(max=40)], render_kw={"inputmode": "tel"})
    contact_email = StringField(_l("联系邮箱"), [Length(max=254)], render_kw={"inputmode": "email"})
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def offer(self, factory: Factory) -> "FactoryForm":
        """Fills the choices; returns the form."""
        codes, language = rendering.known_codes(), rendering.language()
        scope = factory.region_code[:2] + "0000"
        self.region_code.choices = fields.region_choices(codes.regions, language, scope)
        self.industry_code.choices = industry_choices()
        return self


class DemandForm(fields.Form):
    """A need; fields carry the names of `DemandDraft`."""

    title = StringField(
        _l("需求名称"), [InputRequired(_l("请给需求起个名字，一句话说清要解决什么。")), Length(2, 100)]
    )
    problem = fields.text_area(_l("主要问题"), longest=FORM_DESCRIPTION_LIMIT, rows=6)
    key_points = fields.text_area(_l("技术关键"), longest=FORM_DESCRIPTION_LIMIT, rows=4)
    goal = fields.text_area(_l("预期目标"), longest=FORM_DESCRIPTION_LIMIT, rows=4)
    keywords = fields.TagsField(_l("关键词"))
    industry_code = fields.code_field(_l("所属行业"))
    scenario_codes = fields.codes_field(_l("智能制造场景"))
    budget_min = fields.money_field(_l("预算下限（万元）"))
    budget_max = fields.money_field(_l("预算上限（万元）"))
    budget_text = StringField(_l("预算说明"), [Length(max=100)])
    own_funds = fields.money_field(_l("自筹资金（万元）"))
    wished_on = fields.day_field(_l("期望完成日期"))
    wished_text = StringField(_l("时间说明"), [Length(max=100)])
    cooperation = SelectField(_l("解决方式"), choices=choices("cooperation"))
    delivery_form = StringField(_l("交付形式"), [Length(max=200)])
    wished_partners = StringField(_l("希望合作的单位"), [Length(max=200)])
    challenges = SelectMultipleField(
        _l("目前主要的难处"), choices=choices("challenge"), option_widget=CheckboxInput(), widget=ListWidget()
    )
    target_tier = SelectField(_l("想达到的智能工厂等级"), choices=choices("target_tier"))
    confidential = fields.text_area(_l("保密内容"), longest=5_000, rows=4)
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])
    longest = FORM_DESCRIPTION_LIMIT

    def offer(self, demand: Demand | None = None) -> "DemandForm":
        """Fills the choices; a need that came longer by import may stay as long as it is. Returns the form."""
        codes, language = rendering.known_codes(), rendering.language()
        self.industry_code.choices = industry_choices()
        self.scenario_codes.choices = fields.grouped_choices(codes.scenarios, language)
        if demand:
            self.longest = max(self.longest, len(demand.problem) + len(demand.key_points) + len(demand.goal))
        return self

    def validate_keywords(self, field: fields.TagsField) -> None:
        """One to five short words."""
        if len(field.data or []) > 5:
            field.errors.append(_("关键词最多 5 个。"))
        if any(len(one) > 30 for one in field.data or []):
            field.errors.append(_("每个关键词最多 30 个字。"))

    def validate(self, extra_validators=None) -> bool:
        """The single fields, and what holds between them."""
        single = super().validate(extra_validators)
        return all([single, self._short_enough(), self._budget_in_order()])

    def _short_enough(self) -> bool:
        written = sum(len(part.data or "") for part in (self.problem, self.key_points, self.goal))
        if written <= self.longest:
            return True
        message = _(
            "三部分合计 %(written)s 字，最多 %(longest)s 字，请精简。", written=written, longest=self.longest
        )
        self.problem.errors = [*self.problem.errors, message]
        return False

    def _budget_in_order(self) -> bool:
        low, high = self.budget_min.data, self.budget_max.data
        if low is None or high is None or low <= high:
            return True
        self.budget_max.errors = [*self.budget_max.errors, _("上限不能小于下限。")]
        return False


class CloseForm(fields.Form):
    """Why a need is closed."""

    reason = RadioField(
        _l("关闭原因"), [InputRequired(_l("请选一个原因。"))], choices=choices("close_reason")
    )
    note = TextAreaField(_l("补充说明"), [Length(max=500)], render_kw={"rows": 2})


class NoteForm(fields.Form):
    """A note to a step or to a saved provider."""

    note = StringField(_l("备注"), [Length(max=500)])


def industry_choices() -> dict[str, list[tuple[str, str]]]:
    """Divisions as groups: the division itself first, then its groups."""
    industries, language = rendering.known_codes().industries, rendering.language()
    offered = {}
    for division in industries.children():
        whole = (
            division.code,
            _("%(code)s %(name)s（全部）", code=division.code, name=division.name(language)),
        )
        offered[f"{division.code} {division.name(language)}"] = [
            whole,
            *fields.code_choices(industries, language, parents=[division.code], numbered=True),
        ]
    return offered


def status_choices() -> list[tuple[str, str]]:
    """Statuses for a filter."""
    return [
        ("", _("全部状态")),
        *((value, word("demand_status", value)) for value, _words in choices("demand_status")),
    ]
