"""Words for events and those who take part."""

from flask_babel import lazy_gettext as _l

WORDS = {
    "event_kind": {
        "meetings": (_l("一对一洽谈"), "blue"),
        "roadshow": (_l("路演"), "azure"),
        "challenge": (_l("揭榜挂帅"), "purple"),
        "mixed": (_l("路演加洽谈"), "blue"),
    },
    "event_status": {
        "draft": (_l("筹备中(未公开)"), "secondary"),
        "open": (_l("报名中"), "blue"),
        "closed": (_l("报名已截止"), "yellow"),
        "finished": (_l("已结束"), "green"),
        "cancelled": (_l("已取消"), "red"),
    },
    "request_mode": {
        "guest_accepts": (_l("对方同意才算约成"), "blue"),
        "at_once": (_l("一提出就算约成"), "blue"),
    },
    "scheduling_mode": {
        "organiser": (_l("主办方统一排时间"), "blue"),
        "at_acceptance": (_l("接受约见时自己选时间"), "blue"),
    },
    "who_asks": {
        "both": (_l("双方都可以约"), "blue"),
        "factories": (_l("只由制造企业约"), "blue"),
        "providers": (_l("只由服务商约"), "blue"),
        "organiser": (_l("只由主办方撮合"), "blue"),
    },
    "fixed_tables": {
        "none": (_l("不固定,谁都可能换桌"), "blue"),
        "factories": (_l("制造企业固定一桌"), "blue"),
        "providers": (_l("服务商固定一桌"), "blue"),
    },
    "phase": {
        "registration": (_l("报名"), "blue"),
        "requests": (_l("互相约见"), "blue"),
        "scheduling": (_l("排日程"), "azure"),
        "published": (_l("公布日程"), "azure"),
        "on_site": (_l("现场洽谈"), "green"),
        "feedback": (_l("反馈与跟进"), "purple"),
    },
    "side": {
        "factory": (_l("制造企业"), "blue"),
        "provider": (_l("服务商"), "purple"),
    },
    "participant_status": {
        "invited": (_l("已邀请,待答复"), "yellow"),
        "applied": (_l("已报名,待确认"), "blue"),
        "waitlisted": (_l("候补"), "yellow"),
        "approved": (_l("已确认参加"), "green"),
        "declined": (_l("未通过"), "red"),
        "withdrawn": (_l("已退出"), "secondary"),
    },
}
