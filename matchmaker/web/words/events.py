"""Words for events."""

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, tuple[object, str]]] = {
    "event_status": {
        "draft": (_l("草稿"), "secondary"),
        "open": (_l("报名中"), "green"),
        "closed": (_l("报名截止"), "blue"),
        "finished": (_l("已结束"), "secondary"),
        "cancelled": (_l("已取消"), "red"),
    },
    "event_kind": {
        "meetings": (_l("一对一洽谈"), "blue"),
        "roadshow": (_l("路演"), "azure"),
        "challenge": (_l("揭榜对接"), "purple"),
        "mixed": (_l("综合"), "blue"),
    },
    "request_mode": {
        "guest_accepts": (_l("对方同意才算约成"), "secondary"),
        "at_once": (_l("提出即约成，不用对方同意"), "secondary"),
    },
    "scheduling_mode": {
        "organiser": (_l("由主办方统一排时间"), "secondary"),
        "at_acceptance": (_l("对方同意时自己选时间"), "secondary"),
    },
    "who_asks": {
        "both": (_l("企业和服务商都可以"), "secondary"),
        "factories": (_l("只由企业提出"), "secondary"),
        "providers": (_l("只由服务商提出"), "secondary"),
        "organiser": (_l("只由主办方牵线"), "secondary"),
    },
    "fixed_tables": {
        "none": (_l("都不固定，按安排换桌"), "secondary"),
        "factories": (_l("企业固定坐一桌，服务商走动"), "secondary"),
        "providers": (_l("服务商固定坐一桌，企业走动"), "secondary"),
    },
    "event_phase": {
        "registration": (_l("报名"), "green"),
        "requests": (_l("约见"), "blue"),
        "scheduling": (_l("排期"), "azure"),
        "published": (_l("安排已发布"), "purple"),
        "on_site": (_l("现场洽谈"), "green"),
        "feedback": (_l("反馈"), "yellow"),
    },
    "side": {
        "factory": (_l("企业"), "blue"),
        "provider": (_l("服务商"), "azure"),
        "organiser": (_l("主办方"), "purple"),
    },
    "participant_status": {
        "invited": (_l("已邀请"), "azure"),
        "applied": (_l("待审核"), "yellow"),
        "waitlisted": (_l("候补"), "yellow"),
        "approved": (_l("已确认"), "green"),
        "declined": (_l("未通过"), "red"),
        "withdrawn": (_l("已退出"), "secondary"),
    },
}
