"""Sentences for what the outcome ledger refuses."""

from flask_babel import gettext as _

from matchmaker.outcomes import errors
from matchmaker.web.words import word

BASES: tuple[type[Exception], ...] = (errors.Refusal,)
SENTENCES: dict = {
    errors.AmountMissing: lambda r: _("已签约或已验收的，请填写合同金额（万元）。"),
    errors.DateMissing: lambda r: _("已签约或已验收的，请填写签约日期。"),
    errors.ChangedMeanwhile: lambda r: _("别人刚刚改过这条成果。请刷新页面，看过最新内容再改。"),
    errors.NotMet: lambda r: _("这场会面是“%(status)s”，没有见成，不能登记成果。", status=word("meeting_status", r.status)),
}
