"""The forms of the provider's pages; fields carry the names of the inputs they fill."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from pydantic import BaseModel, ValidationError
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from matchmaker.web import fields, rendering
from matchmaker.web.words import choices
from providers.inputs import CaseDraft, OfferingDraft, ProviderProfile
from providers.inputs.fields import LONGEST

LEVELS = ["", "国家级", "省级", "市级"]


class VersionedForm(fields.Form):
    """A form that notices when somebody else saved the record while it was being filled in."""

    draft: type[BaseModel]
    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def validate(self, extra_validators=None) -> bool:
        """The single fields, and at the same time what only the draft knows, so that all messages come at once."""
        super().validate(extra_validators)
        values = {name: value for name, value in self.data.items() if name in self.draft.model_fields}
        try:
            self.draft(**{name: value for name, value in values.items() if value is not None})
        except ValidationError as problem:
            self._add(problem)
        return not self.errors

    def _add(self, problem: ValidationError) -> None:
        for error in problem.errors():
            field = self._fields.get(str(error["loc"][0])) if error["loc"] else None
            if field is None:
                self.form_errors.append(fields.input_error(error))
            elif not field.errors:
                field.errors = [fields.input_error(error)]

    def is_current(self, row) -> bool:
        """Whether the record is still the one the form was opened on; if not, says so and takes the new version."""
        if self.version.data in (None, row.version):
            return True
        self.form_errors.append(_("别人刚刚改过这条记录。您填的内容还在：再点一次“保存”，就以您填的为准。"))
        self.version.raw_data, self.version.data = None, row.version
        return False


class ProfileForm(VersionedForm):
    """The provider's profile."""

    draft = ProviderProfile
    name = StringField(_l("企业名称"), [InputRequired(_l("请填企业全称。")), Length(max=100)])
    credit_code = StringField(
        _l("统一社会信用代码"), [InputRequired(_l("请填 18 位统一社会信用代码。")), Length(max=40)]
    )
    provider_type = SelectField(_l("服务商类型"))
    traits = SelectMultipleField(
        _l("企业特点"), choices=choices("trait"), option_widget=CheckboxInput(), widget=ListWidget()
    )
    region_code = fields.code_field(_l("所在地区"))
    address = StringField(_l("详细地址"), [Length(max=200)])
    website = StringField(_l("网址"), [Length(max=290)], render_kw={"inputmode": "url"})
    legal_person = StringField(_l("法定代表人"), [Length(max=60)])
    founded_year = IntegerField(_l("成立年份"), [Optional(), NumberRange(1800, 2200)])
    revenue = fields.money_field(_l("上年营业收入（万元）"))
    staff = IntegerField(_l("职工人数"), [Optional(), NumberRange(0, 2_000_000)])
    industries = fields.codes_field(_l("服务行业"))
    scenarios = fields.codes_field(_l("擅长场景"))
    summary = fields.text_area(_l("企业简介"), longest=LONGEST, rows=6)
    team = fields.text_area(_l("团队情况"), longest=LONGEST, rows=3)
    customers = fields.text_area(_l("服务过的客户"), longest=LONGEST, rows=3)
    honours = fields.text_area(_l("资质荣誉"), longest=LONGEST, rows=3)
    qualification = StringField(_l("服务商资质"), [Length(max=100)])
    qualification_grade = StringField(_l("资质等级"), [Length(max=10)])
    discount = fields.text_area(_l("愿意给的优惠"), longest=LONGEST, rows=2)
    contact_name = StringField(_l("联系人"), [Length(max=60)])
    contact_position = StringField(_l("职务"), [Length(max=60)])
    contact_phone = StringField(_l("联系电话"), [Length(max=60)], render_kw={"inputmode": "tel"})
    contact_email = StringField(_l("联系邮箱"), [Length(max=254)], render_kw={"inputmode": "email"})
    truth_confirmed = BooleanField(_l("我们承诺以上内容真实，并对此负责"))

    def offer(self) -> "ProfileForm":
        """Fills the choices; returns the form."""
        codes, language = rendering.known_codes(), rendering.language()
        self.provider_type.choices = fields.code_choices(codes.types, language)
        self.region_code.choices = fields.region_choices(codes.regions, language, "")
        self.industries.choices = industry_choices()
        self.scenarios.choices = fields.grouped_choices(codes.scenarios, language)
        return self

    def keep_region(self, code: str) -> "ProfileForm":
        """A county of the firm's, which the short list of regions lacks, stays a choice; returns the form."""
        offered = [value for value, _words in self.region_code.choices]
        if code and code not in offered:
            self.region_code.choices = [(code, rendering.region_path(code)), *self.region_code.choices]
        return self


class OfferingForm(VersionedForm):
    """A product or service."""

    draft = OfferingDraft
    title = StringField(_l("名称"), [InputRequired(_l("请填名称。")), Length(max=120)])
    kind = SelectField(_l("类别"), choices=choices("offering_kind"), default="solution")
    description = fields.text_area(_l("说明"), longest=LONGEST, rows=8)
    scenarios = fields.codes_field(_l("适用场景"))
    industries = fields.codes_field(_l("适用行业"))
    price_min = fields.money_field(_l("价格下限（万元）"))
    price_max = fields.money_field(_l("价格上限（万元）"))
    micro = BooleanField(_l("这是微场景、微服务：投入小、上手快、见效快"))
    first_kind = SelectField(
        _l("是不是“三首”产品"), choices=choices("first_kind", blank=_l("不是")), default=""
    )
    first_level = SelectField(
        _l("认定级别"), choices=[(one, one or _l("请选择")) for one in LEVELS], default=""
    )
    first_year = IntegerField(_l("认定年份"), [Optional(), NumberRange(1990, 2200)])
    first_document = StringField(_l("认定文号"), [Length(max=100)])

    def offer(self) -> "OfferingForm":
        """Fills the choices; returns the form."""
        self.scenarios.choices = fields.grouped_choices(
            rendering.known_codes().scenarios, rendering.language()
        )
        self.industries.choices = industry_choices()
        return self


class CaseForm(VersionedForm):
    """Work done for a customer."""

    draft = CaseDraft
    title = StringField(_l("案例名称"), [InputRequired(_l("请填案例名称。")), Length(max=120)])
    customer = StringField(_l("客户名称"), [Length(max=100)])
    customer_public = BooleanField(_l("客户同意公开名称"))
    industry_code = fields.code_field(_l("客户所属行业"), default="")
    scenarios = fields.codes_field(_l("涉及场景"))
    background = fields.text_area(_l("背景"), longest=LONGEST, rows=4)
    solution = fields.text_area(_l("方案"), longest=LONGEST, rows=5)
    result = fields.text_area(_l("成效"), longest=LONGEST, rows=4)
    amount = fields.money_field(_l("合同金额（万元）"))
    year = IntegerField(_l("完成年份"), [Optional(), NumberRange(1980, 2200)])

    def offer(self) -> "CaseForm":
        """Fills the choices; returns the form."""
        self.scenarios.choices = fields.grouped_choices(
            rendering.known_codes().scenarios, rendering.language()
        )
        self.industry_code.choices = {"": [("", _("请选择"))], **industry_choices()}
        return self


class AttachmentForm(fields.Form):
    """A file and what is said about it."""

    file = FileField(_l("文件"), [FileRequired(_l("请选择文件。"))])
    caption = StringField(_l("说明"), [Length(max=200)])
    case_id = SelectField(_l("属于哪个案例"), default="")
    public = BooleanField(_l("在公开页面上给所有人看"))

    def offer(self, cases) -> "AttachmentForm":
        """Fills the choice of cases; returns the form."""
        self.case_id.choices = [("", _("不属于某个案例")), *((str(case.id), case.title) for case in cases)]
        return self


class ApplicationForm(fields.Form):
    """Why this pool."""

    statement = fields.text_area(_l("申请说明"), longest=2_000, rows=6)


class AppealForm(fields.Form):
    """Why the decision is wrong."""

    text = fields.text_area(
        _l("申诉理由"), longest=2_000, rows=5, validators=[DataRequired(_l("请写明申诉理由。"))]
    )


def industry_choices() -> dict[str, list[tuple[str, str]]]:
    """Divisions as groups: the division itself first, then its groups."""
    industries, language = rendering.known_codes().industries, rendering.language()
    return {
        f"{division.code} {division.name(language)}": [
            (division.code, _("%(code)s %(name)s（全部）", code=division.code, name=division.name(language))),
            *fields.code_choices(industries, language, parents=[division.code], numbered=True),
        ]
        for division in industries.children()
    }


def refuse_at(field, sentence: str) -> None:
    """Put a refusal's sentence at the field it belongs to."""
    field.errors = [*field.errors, sentence]
