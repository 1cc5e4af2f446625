"""Words for accounts, offices and letters."""

from flask_babel import lazy_gettext as _l

WORDS = {
    "office_role": {
        "manager": (_l("管理员（可审核、可修改）"), "blue"),
        "viewer": (_l("查看员（只看不改）"), "secondary"),
    },
    "letter_status": {
        "held": (_l("待人工放行"), "yellow"),
        "waiting": (_l("等待寄出"), "blue"),
        "sent": (_l("已寄出"), "green"),
        "failed": (_l("寄送失败"), "red"),
        "discarded": (_l("已作废"), "secondary"),
    },
    "classification": {
        "industry": (_l("行业"), "blue"),
        "scenario": (_l("场景"), "blue"),
        "region": (_l("地区"), "blue"),
        "provider_type": (_l("服务商类型"), "blue"),
    },
    "journal_action": {
        "insert": (_l("新增"), "green"),
        "update": (_l("修改"), "blue"),
        "delete": (_l("删除"), "red"),
    },
}
