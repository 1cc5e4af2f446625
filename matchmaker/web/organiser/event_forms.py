"""Forms of the organiser's event pages."""

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from matchmaker.events.models import PhaseKind
from matchmaker.web.fields import Form, TagsField, day_field, money_field, text_area
from matchmaker.web.words import choices

ZONES = [
    ("Asia/Shanghai", _l("中国时间（北京）")),
    ("Asia/Tokyo", _l("日本时间（东京）")),
    ("Asia/Singapore", _l("新加坡时间")),
    ("Europe/Berlin", _l("中欧时间（柏林）")),
    ("Europe/London", _l("英国时间（伦敦）")),
    ("America/New_York", _l("美国东部时间（纽约）")),
    ("UTC", "UTC"),
]
NAMED = [DataRequired(_l("这一项必填。")), Length(min=2, max=120, message=_l("请填 2 到 120 个字。"))]


def count_field(label, *, least=1, most=10_000, required=False, **options):
    """A whole number within bounds."""
    must = [InputRequired(_l("这一项必填。"))] if required else [Optional()]
    bounds = NumberRange(least, most, _l("请填 %(min)s 到 %(max)s 之间的整数。"))
    return IntegerField(label, validators=[*must, bounds], **options)


class EventForm(Form):
    """The basics."""

    name = StringField(_l("对接会名称"), validators=NAMED)
    kind = SelectField(_l("对接会形式"), choices=choices("event_kind"))
    place = StringField(_l("地点"), validators=[Length(max=120)])
    address = StringField(_l("详细地址"), validators=[Length(max=200)])
    zone = SelectField(_l("时区"), choices=ZONES, default="Asia/Shanghai")
    description = text_area(_l("对接会介绍"), longest=5000, rows=6)
    who_asks = SelectField(_l("谁可以提出会面"), choices=choices("who_asks"))
    request_mode = SelectField(_l("怎样算约成"), choices=choices("request_mode"))
    scheduling_mode = SelectField(_l("时间怎么定"), choices=choices("scheduling_mode"))
    fixed_tables = SelectField(_l("桌位"), choices=choices("fixed_tables"))
    cap_per_firm = count_field(_l("每家最多几场会面"), most=200)
    factory_limit = count_field(_l("企业名额"))
    provider_limit = count_field(_l("服务商名额"))
    expires_hours = count_field(_l("会面申请几小时内要回应"), most=24 * 60, required=True, default=72)


class BlockForm(Form):
    """A stretch of one day."""

    label = StringField(_l("名称"), validators=[Length(max=60)])
    day = DateField(_l("日期"), validators=[InputRequired(_l("请选日期。"))])
    starts = TimeField(_l("开始"), validators=[InputRequired(_l("请填时间，例如 09:00。"))])
    ends = TimeField(_l("结束"), validators=[InputRequired(_l("请填时间，例如 11:30。"))])
    slot_minutes = count_field(_l("每场几分钟"), least=5, most=240, required=True, default=20)
    break_minutes = count_field(_l("场间休息几分钟"), least=0, most=120, required=True, default=5)


class ItemForm(Form):
    """A programme item."""

    title = StringField(_l("内容"), validators=[DataRequired(_l("这一项必填。")), Length(max=120)])
    day = DateField(_l("日期"), validators=[InputRequired(_l("请选日期。"))])
    starts = TimeField(_l("开始"), validators=[InputRequired(_l("请填时间，例如 09:00。"))])
    ends = TimeField(_l("结束"), validators=[InputRequired(_l("请填时间，例如 11:30。"))])
    speaker = StringField(_l("主讲人或单位"), validators=[Length(max=120)])
    place = StringField(_l("地点"), validators=[Length(max=120)])
    blocking = BooleanField(_l("全体参加，这段时间不安排会面"), default=True)


class TablesForm(Form):
    """More tables."""

    count = count_field(_l("加几张桌子"), most=500, required=True, default=10)
    place = StringField(_l("位置"), validators=[Length(max=120)])
    equipment = StringField(_l("设备"), validators=[Length(max=200)])


class TableForm(Form):
    """One table."""

    place = StringField(_l("位置"), validators=[Length(max=120)])
    equipment = StringField(_l("设备"), validators=[Length(max=200)])


class PhaseForm(Form):
    """One phase; both times or none."""

    class Meta(Form.Meta):
        csrf = False

    starts_at = DateTimeLocalField(_l("开始"), validators=[Optional()], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
    ends_at = DateTimeLocalField(_l("结束"), validators=[Optional()], format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
    text = StringField(_l("给参加单位的提示"), validators=[Length(max=500)])


class PhasesForm(Form):
    """All phases of an event on one page."""

    registration = FormField(PhaseForm, label=choices("event_phase")[0][1])
    requests = FormField(PhaseForm, label=choices("event_phase")[1][1])
    scheduling = FormField(PhaseForm, label=choices("event_phase")[2][1])
    published = FormField(PhaseForm, label=choices("event_phase")[3][1])
    on_site = FormField(PhaseForm, label=choices("event_phase")[4][1])
    feedback = FormField(PhaseForm, label=choices("event_phase")[5][1])

    def parts(self):
        """(kind, its small form) in order."""
        return [(kind, self[kind.value]) for kind in PhaseKind]


class CloneForm(Form):
    """The same event again."""

    name = StringField(_l("新对接会名称"), validators=NAMED)
    first_day = DateField(_l("第一天"), validators=[InputRequired(_l("请选日期。"))])


class HelperForm(Form):
    """Somebody for the desk."""

    email = StringField(_l("工作人员的登录邮箱"), validators=[DataRequired(_l("这一项必填。")), Length(max=254)])


class ReasonForm(Form):
    """A reason that the firm will read."""

    reason = TextAreaField(_l("原因"), validators=[DataRequired(_l("请写明原因，对方会看到。")), Length(max=500)])


class RegistrationForm(Form):
    """A registration by the organiser."""

    delegates = count_field(_l("到场几人（可以同时谈几桌）"), most=20, required=True, default=1)
    delegate_names = TagsField(_l("参会人员姓名"))
    topic_ids = SelectMultipleField(_l("带来的需求或产品"), render_kw={"data-search": ""})
    unavailable_slot_ids = SelectMultipleField(_l("不能来的时间"), render_kw={"data-search": ""})
    remark = text_area(_l("备注"), longest=500, rows=2)
    consent = BooleanField(_l("单位已同意：双方都同意会面后，互相可见联系方式"))


class RunForm(Form):
    """An order for a timetable."""

    mode = SelectField(_l("怎么排"), choices=choices("run_mode"))
    seconds = count_field(_l("最多算几秒"), least=5, most=600, required=True, default=30)
    seed = count_field(_l("随机种子"), least=1, most=999_999, required=True, default=1)


class MoveForm(Form):
    """Where a meeting goes."""

    slot_id = SelectField(_l("时间"))
    table_id = SelectField(_l("桌号"))
    version = HiddenField()


class PublishForm(Form):
    """A release."""

    name = StringField(_l("版本名称"), validators=[DataRequired(_l("这一项必填。")), Length(max=60)])
    note = TextAreaField(_l("给参加单位的说明"), validators=[Length(max=500)])


class OutcomeForm(Form):
    """What came of a meeting."""

    stage = SelectField(_l("进展"), choices=choices("outcome_stage"))
    amount = money_field(_l("合同金额（万元）"))
    signed_on = day_field(_l("签约日期"))
    next_step = text_area(_l("下一步"), longest=500, rows=2)
    next_on = day_field(_l("下一步日期"))
    followed_by = StringField(_l("跟进人"), validators=[Length(max=120)])
    note = text_area(_l("本次说明"), longest=1000, rows=2)
    version = HiddenField()
