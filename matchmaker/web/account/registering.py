"""Bring the own firm onto the platform: a short form now, the full profile afterwards."""

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from demands import registration as factories
from demands.inputs import FactoryProfile
from matchmaker.accounts import representing
from matchmaker.web import guards, work
from matchmaker.web.account import blueprint as bp
from matchmaker.web.fields import Form, code_choices, code_field, draft_of, region_choices
from matchmaker.web.rendering import known_codes, language, render_form
from providers import registration as providers
from providers.inputs import ProviderProfile


class FirmForm(Form):
    """What identifies a firm."""

    name = StringField(_l("单位全称"), [InputRequired(_l("请填单位全称。")), Length(max=120)])
    credit_code = StringField(_l("统一社会信用代码"), [InputRequired(_l("请填统一社会信用代码。"))])
    region_code = code_field(_l("所在地"), validators=[InputRequired(_l("请选所在地。"))])

    def __init__(self, **options):
        super().__init__(**options)
        self.region_code.choices = region_choices(known_codes().regions, language(), "", blank=_("请选择"))


class FactoryForm(FirmForm):
    """What identifies a factory."""

    industry_code = code_field(_l("所属行业"), validators=[InputRequired(_l("请选行业。"))])

    def __init__(self, **options):
        super().__init__(**options)
        self.industry_code.choices = code_choices(
            known_codes().industries, language(), blank=_("请选择"), numbered=True
        )


class ProviderForm(FirmForm):
    """What identifies a provider."""

    provider_type = code_field(_l("服务商类型"), validators=[InputRequired(_l("请选类型。"))])

    def __init__(self, **options):
        super().__init__(**options)
        self.provider_type.choices = code_choices(known_codes().types, language(), blank=_("请选择"))


@bp.get("/register-factory")
@guards.as_account
def register_factory(account):
    """The form to register a factory."""
    return render_form("account/register_firm.html", FactoryForm(), kind="factory")


@bp.post("/register-factory")
@guards.as_account
def add_factory(account):
    """Register a factory and act for it."""
    form = FactoryForm()
    profile = draft_of(form, FactoryProfile)
    if profile is None:
        return render_form("account/register_firm.html", form, kind="factory")
    factory = factories.register(work.session(), profile, now=work.now())
    representing.represent(work.session(), account, factory_id=factory.id, now=work.now())
    flash(_("已登记。接下来补充企业信息，然后发布第一条需求。"))
    return redirect(url_for("factory.home", factory_id=factory.id))


@bp.get("/register-provider")
@guards.as_account
def register_provider(account):
    """The form to register a provider."""
    return render_form("account/register_firm.html", ProviderForm(), kind="provider")


@bp.post("/register-provider")
@guards.as_account
def add_provider(account):
    """Register a provider and act for it."""
    form = ProviderForm()
    profile = draft_of(form, ProviderProfile)
    if profile is None:
        return render_form("account/register_firm.html", form, kind="provider")
    provider = providers.register(work.session(), profile, now=work.now())
    representing.represent(work.session(), account, provider_id=provider.id, now=work.now())
    flash(_("已登记。接下来补充能力和案例，然后申请入库。"))
    return redirect(url_for("provider.home", provider_id=provider.id))
