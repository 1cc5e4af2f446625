"""Sentences for what the meetings refuse."""

from flask_babel import gettext as _

from matchmaker.meetings import errors
from matchmaker.web.words import word


def conflict(one: errors.Conflict) -> str:
    """One thing in the way of a move, in words."""
    return {
        "past": _("这个时间已经过了"),
        "table": _("这张桌子在这个时间已有会面"),
        "firm": _("%(firm)s 在这个时间已有会面", firm=one.firm),
        "unavailable": _("%(firm)s 这个时间不能来", firm=one.firm),
        "cap": _("%(firm)s 的会面数已到上限", firm=one.firm),
        "fixed": _("%(firm)s 固定在另一张桌子", firm=one.firm),
    }[one.kind]


BASES: tuple[type[Exception], ...] = (errors.Refusal,)
SENTENCES: dict = {
    errors.RequestsClosed: lambda r: _("现在不是约见时间，不能提出会面。"),
    errors.MayNotAsk: lambda r: _("按本场对接会的规定，不能由你们这一方提出会面。"),
    errors.NotTakingPart: lambda r: _("双方都要报名并通过审核，才能约见。"),
    errors.WrongNeed: lambda r: _("这项需求不是该企业公开发布的，请重新选择。"),
    errors.OwnFirm: lambda r: _("双方是同一家企业，不能自己约自己。"),
    errors.AlreadyAsked: lambda r: _("这项需求和这家服务商已经有一份会面申请了，不用重复提出。"),
    errors.SaidNo: lambda r: _("对方之前已婉拒，不再重复打扰。如对方改变主意，可以由对方提出。"),
    errors.TooManyOpen: lambda r: _("您已有 %(limit)s 份申请在等回应，请等对方答复后再提出新的。", limit=r.limit),
    errors.NotPending: lambda r: _("这份申请现在是“%(status)s”，不能再做这一步。", status=word("request_status", r.status)),
    errors.NotYours: lambda r: _("这一步不该由你们这一方来做。"),
    errors.SlotTaken: lambda r: _("其中一方在这个时间刚刚有了别的会面，请另选时间。"),
    errors.TableTaken: lambda r: _("这张桌子在这个时间刚刚被占用，请另选桌子。"),
    errors.CannotMove: lambda r: _("不能移到这里：%(why)s。", why=_("；").join(conflict(one) for one in r.conflicts)),
    errors.ChangedMeanwhile: lambda r: _("别人刚刚改过这场会面。请刷新页面，看过最新情况再操作。"),
    errors.MeetingOver: lambda r: _("这场会面现在是“%(status)s”，不能再做这一步。", status=word("meeting_status", r.status)),
    errors.RunUnderWay: lambda r: _("这场对接会正在排期，请等它算完，或先停止。"),
    errors.NothingToSchedule: lambda r: _("没有可以排的会面：要有双方都同意的申请、将来的时段和桌子。"),
    errors.RunNotReady: lambda r: _("这次排期还没有结果，不能采用。"),
    errors.RunOutdated: lambda r: _("排完之后情况有变（有人退出、改了时间或桌子），这份结果已不适用。请重新排一次。"),
    errors.NothingToPublish: lambda r: _("和上次发布的安排没有区别，不用再发布。"),
    errors.TooEarly: lambda r: _("会面还没有开始，结束后再来反馈。"),
    errors.NotPlaced: lambda r: _("这场会面还没有发布时间和桌号。"),
}
