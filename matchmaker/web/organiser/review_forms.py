"""The forms with which an office decides on applications, members, appeals and needs."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange, Optional

from matchmaker.web import fields
from matchmaker.web.rendering import CHINA

DECISIONS = {
    "applied": [
        ("precheck", _l("通过初审，转评审")),
        ("return", _l("退回补正")),
        ("refuse", _l("不通过")),
    ],
    "prechecked": [
        ("publicise", _l("通过评审，开始公示")),
        ("return", _l("退回补正")),
        ("refuse", _l("不通过")),
    ],
    "publicised": [("admit", _l("公示期满，入库")), ("refuse", _l("异议成立，不通过"))],
}
STANDING = {
    "admitted": [
        ("renew", _l("通过本年度复核")),
        ("rate", _l("评定星级")),
        ("warn", _l("警告，限期整改")),
        ("remove", _l("移出资源池")),
    ],
    "warned": [
        ("lift", _l("整改完成，解除警告")),
        ("rate", _l("评定星级")),
        ("warn", _l("延长整改期限")),
        ("remove", _l("移出资源池")),
    ],
}
AGAINST = {"return", "refuse", "warn", "remove", "reject", "hold", "long_term"}
NEED_DECISIONS = [
    ("publish", _l("通过，公开发布")),
    ("return", _l("退回补正")),
    ("hold", _l("暂缓，建议先做诊断")),
    ("long_term", _l("转为长期跟踪")),
]


class ReasonedForm(fields.Form):
    """One decision; those against the firm need a reason the firm can read."""

    decision = RadioField(_l("处理意见"), [InputRequired(_l("请选择一项。"))])
    reason = fields.text_area(_l("理由或意见（企业看得到）"), longest=500, rows=3)

    def validate_reason(self, field) -> None:
        """A decision against the firm says why."""
        if self.decision.data in AGAINST and not (field.data or "").strip():
            field.errors = [*field.errors, _("请写明理由，让企业看得懂该怎么做。")]

    def validate(self, extra_validators=None) -> bool:
        """The fields; `validate_reason` speaks through the field's errors."""
        return super().validate(extra_validators) and not self.errors


class DecisionForm(ReasonedForm):
    """A decision on an application."""

    score = IntegerField(_l("评审得分（0–100）"), [Optional(), NumberRange(0, 100)])
    opinion = fields.text_area(_l("评审意见（只给主办单位看）"), longest=2_000, rows=3)

    def offer(self, status: str) -> "DecisionForm":
        """Fills the choices for an application in this state; returns the form."""
        self.decision.choices = DECISIONS.get(status, [])
        return self


class StandingForm(ReasonedForm):
    """A step about a member of the pool."""

    stars = IntegerField(_l("星级（1–5）"), [Optional(), NumberRange(1, 5)])
    rectify_by = fields.day_field(_l("整改截止日期"))

    def offer(self, status: str) -> "StandingForm":
        """Fills the choices for a member in this state; returns the form."""
        self.decision.choices = STANDING.get(status, [])
        return self

    def validate(self, extra_validators=None) -> bool:
        """Rating needs the stars; said here, because an empty optional field asks no further validators."""
        valid = super().validate(extra_validators)
        if self.decision.data == "rate" and self.stars.data is None and not self.stars.errors:
            self.stars.errors = [_("请填 1 到 5。")]
        return valid and not self.errors

    def check_day(self, now) -> bool:
        """A warning needs a day that has not passed."""
        if self.decision.data != "warn":
            return True
        if self.rectify_by.data is None:
            self.rectify_by.errors = [_("请选整改截止日期。")]
        elif self.rectify_by.data < now.astimezone(CHINA).date():
            self.rectify_by.errors = [_("请选今天或以后的日期。")]
        return not self.rectify_by.errors


class AppealForm(ReasonedForm):
    """The answer to an appeal."""

    def offer(self) -> "AppealForm":
        """Fills the choices; returns the form."""
        self.decision.choices = [("uphold", _("申诉成立")), ("reject", _("申诉不成立，维持原决定"))]
        return self


class NeedForm(ReasonedForm):
    """A decision on a need that was handed in."""

    def offer(self) -> "NeedForm":
        """Fills the choices; returns the form."""
        self.decision.choices = NEED_DECISIONS
        return self
