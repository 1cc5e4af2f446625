"""Sentences for what the demands side and the shortlists refuse."""

from flask_babel import gettext as _

from demands import errors
from matchmaker.shortlists import errors as shortlists
from matchmaker.web.words import word


def _not_now(refusal: errors.NotPossibleNow) -> str:
    status = word("demand_status", refusal.status)
    if refusal.status == "submitted":
        return _("这项需求正在审核。要修改，请先撤回。")
    return _("这项需求现在是“%(status)s”，不能做这一步。", status=status)


BASES = (errors.Refusal, shortlists.Refusal)
SENTENCES = {
    errors.NotPossibleNow: _not_now,
    errors.ChangedMeanwhile: lambda r: _("别人刚刚改过这条记录。请重新打开，看过最新内容再改。"),
    errors.Incomplete: lambda r: _("还差几项没有填：需求名称、主要问题和所属行业都要有，才能提交。"),
    errors.ReasonMissing: lambda r: _("请写明原因，企业要看得懂下一步怎么做。"),
    errors.CreditCodeTaken: lambda r: _(
        "统一社会信用代码 %(code)s 已经登记过。请核对，或联系已登记的同事邀请您加入。", code=r.credit_code
    ),
    shortlists.OwnFirm: lambda r: _("需求方和服务商是同一家企业，不能自己和自己对接。"),
    shortlists.NothingConfidential: lambda r: _("这项需求没有填写保密内容，不用开放。"),
    shortlists.NotHandedIn: lambda r: _("需求还没有提交，保密内容暂时不能开放给别人。"),
}
