"""Sentences for what accounts, classifications and the outbox refuse."""

from flask_babel import gettext as _

from matchmaker.accounts import errors
from matchmaker.classifications import errors as classifications
from matchmaker.mail import errors as mail

BASES = (errors.Refusal, classifications.Refusal, mail.Refusal)
SENTENCES = {
    errors.SignInFailed: lambda r: _("邮箱或密码不对。请再试一次，或点“忘记密码”。"),
    errors.TokenNotValid: lambda r: _("这个链接已经用过或者过期了。请重新申请一个。"),
    errors.InvitationNotValid: lambda r: _("这个邀请已经用过、被撤回或者过期了。请让邀请人再发一次。"),
    errors.InvitationForSomebodyElse: lambda r: _("这个邀请是发给另一个邮箱的。请用收到邀请的邮箱登录。"),
    errors.AlreadyMember: lambda r: _("此人已经在名单里，不用再加。"),
    errors.LastManager: lambda r: _("至少要留一位管理员。请先指定另一位，再做这一步。"),
    errors.LastRepresentative: lambda r: _("至少要留一个人代表企业。请先邀请另一位，再做这一步。"),
    errors.FirmTaken: lambda r: _("这家企业已经有人在平台上代表。请联系他们，让他们邀请您加入。"),
    errors.OfficeNameTaken: lambda r: _("已经有一个同名的主办单位。请换一个名称。"),
    classifications.UnknownParent: lambda r: _(
        "没有编码为 %(code)s 的上级。请先添加上级，或改正编码。", code=r.code
    ),
    mail.AlreadyGone: lambda r: _("这封信已经寄出或作废，不能再改。"),
}
