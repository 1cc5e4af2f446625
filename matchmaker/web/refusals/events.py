"""Sentences for what the events refuse."""

from flask_babel import gettext as _

from matchmaker.events import errors
from matchmaker.web.words import word

BASES: tuple[type[Exception], ...] = (errors.Refusal,)
SENTENCES: dict = {
    errors.EventNotEditable: lambda r: _("对接会已经结束或取消，不能再改。"),
    errors.NotOpen: lambda r: _("对接会现在不接受报名。如有需要，请联系主办方代为报名。"),
    errors.NothingPlanned: lambda r: _("还没有安排洽谈时间或桌子。请先添加时段和桌子，再开放报名。"),
    errors.BlocksOverlap: lambda r: _("这个时段和“%(label)s”重叠了，请错开时间。", label=r.label or _("另一个时段")),
    errors.SlotsInUse: lambda r: _("要去掉的时间里已经排了会面。请先把这些会面移走，再改时段。"),
    errors.TableInUse: lambda r: _("%(number)s 号桌已经排了会面，或有企业固定使用。请先移走，再撤桌。", number=r.number),
    errors.TooFewTables: lambda r: _(
        "有 %(firms)s 家单位要固定桌位，但只有 %(tables)s 张桌子。请加桌，或改为不固定桌位。", firms=r.firms, tables=r.tables
    ),
    errors.TooMuch: lambda r: _("一场对接会最多 %(limit)s 个时段、%(limit)s 张桌子。请缩短时段或拉长每场时间。", limit=r.limit),
    errors.WrongOrder: lambda r: _("对接会现在是“%(status)s”，不能做这一步。请刷新页面看最新情况。", status=word("event_status", r.status)),
    errors.AlreadyRegistered: lambda r: _("这家单位已经报过名，或已经收到邀请。"),
    errors.EventFull: lambda r: _("名额已满（%(limit)s 家）。可以放入候补，或确认“超额通过”。", limit=r.limit),
    errors.AlreadyDecided: lambda r: _("这份报名现在是“%(status)s”，不能再做这一步。", status=word("participant_status", r.status)),
    errors.NotYourTopic: lambda r: _("所选的需求或产品不是本单位公开发布的，请重新选择。"),
    errors.ConsentMissing: lambda r: _("请先勾选同意：双方都同意会面后，互相可见联系方式。不同意则无法安排会面。"),
    errors.CodeUnknown: lambda r: _("没有找到这个签到码。请核对是不是本场对接会的码，也可以按单位名称查找。"),
    errors.NotApproved: lambda r: _("这家单位的报名是“%(status)s”，还不能签到。", status=word("participant_status", r.status)),
}
