"""Sentences for what the register of providers refuses."""

from flask_babel import gettext as _

from matchmaker.web.words import word
from providers import errors


def _incomplete(refusal: errors.ProfileIncomplete) -> str:
    names = "、".join(word("provider_field", name) for name in refusal.missing)
    return _("资料还不完整，先补上再申请：%(names)s。", names=names)


def _not_in_this_state(refusal: errors.NotInThisState) -> str:
    status = word("membership_status", refusal.status)
    return _("这份申请现在是“%(status)s”，不能做这一步。请刷新页面，看最新情况再定。", status=status)


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}"


BASES = (errors.Refusal,)
SENTENCES = {
    errors.AlreadyRegistered: lambda r: _(
        "统一社会信用代码 %(code)s 已经登记过。请核对，或请已登记的同事邀请您加入。", code=r.credit_code
    ),
    errors.ChangedMeanwhile: lambda r: _("别人刚刚改过这条记录。请重新打开，看过最新内容再改。"),
    errors.YearInFuture: lambda r: _("%(year)s 年还没有到，请核对年份。", year=r.year),
    errors.TooMany: lambda r: _(
        "%(kind)s最多 %(limit)s 条。请先撤下不用的。", kind=word("limited", r.kind), limit=r.limit
    ),
    errors.NotAllowedKind: lambda r: _(
        "“%(name)s”不是可以上传的文件。请上传 PDF、PNG、JPG、WebP、Word（docx）或 Excel（xlsx），不带宏。",
        name=r.filename,
    ),
    errors.EmptyFile: lambda r: _("这个文件是空的，请重新选择。"),
    errors.FileTooLarge: lambda r: _(
        "文件有 %(size)s MB，最多 %(limit)s MB。请压缩后再传。",
        size=_megabytes(r.size),
        limit=_megabytes(r.limit),
    ),
    errors.ImageTooLarge: lambda r: _("图片尺寸太大，请缩小到 2500 万像素以内再传。"),
    errors.PoolNameTaken: lambda r: _("本地区已经有名为“%(name)s”的资源池，请换个名称。", name=r.name),
    errors.PoolNotAccepting: lambda r: _("这个资源池目前不接受申请。可以看看其他资源池。"),
    errors.ProfileIncomplete: _incomplete,
    errors.TooYoung: lambda r: _(
        "这个资源池要求经营满 %(asked)s 年，贵单位成立于 %(year)s 年，暂时不能申请。",
        asked=r.asked,
        year=r.founded_year,
    ),
    errors.AlreadyApplied: lambda r: _("贵单位已经在这个资源池里，或申请正在办理，不用再申请。"),
    errors.NotInThisState: _not_in_this_state,
    errors.ReasonMissing: lambda r: _("请写明理由，让企业看得懂该怎么做。"),
    errors.PublicityRunning: lambda r: _(
        "公示到 %(day)s 才结束，期满后才能入库。", day=r.ends_on.isoformat()
    ),
    errors.DateInPast: lambda r: _("%(day)s 已经过去，请选今天或以后的日期。", day=r.on.isoformat()),
    errors.AppealPending: lambda r: _("对这项决定已经提出过申诉，请等待处理结果。"),
    errors.NoAppeal: lambda r: _("没有待处理的申诉。"),
}
