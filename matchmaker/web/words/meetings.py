"""Words for requests, meetings, timetables and feedback."""

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, tuple[object, str]]] = {
    "request_status": {
        "pending": (_l("待回应"), "yellow"),
        "accepted": (_l("已约成"), "green"),
        "declined": (_l("已婉拒"), "red"),
        "withdrawn": (_l("已撤回"), "secondary"),
        "expired": (_l("已过期"), "secondary"),
    },
    "asked_by": {
        "factory": (_l("企业提出"), "blue"),
        "provider": (_l("服务商提出"), "purple"),
        "organiser": (_l("主办方撮合"), "azure"),
    },
    "wish": {
        "must": (_l("非常想谈"), "green"),
        "meet": (_l("愿意谈"), "blue"),
        "no": (_l("不考虑"), "secondary"),
    },
    "meeting_status": {
        "unscheduled": (_l("还没排上"), "yellow"),
        "scheduled": (_l("已排定"), "blue"),
        "in_progress": (_l("进行中"), "azure"),
        "held": (_l("已完成"), "green"),
        "factory_absent": (_l("企业缺席"), "red"),
        "provider_absent": (_l("服务商缺席"), "red"),
        "both_absent": (_l("双方缺席"), "red"),
        "cancelled": (_l("已取消"), "secondary"),
    },
    "run_status": {
        "waiting": (_l("排队中"), "secondary"),
        "running": (_l("计算中"), "azure"),
        "done": (_l("已算完"), "green"),
        "stopped": (_l("提前结束"), "yellow"),
        "failed": (_l("没有算成"), "red"),
    },
    "run_mode": {
        "all": (_l("全部重排（锁定的不动）"), "secondary"),
        "fill": (_l("只补空档（已排的都不动）"), "secondary"),
        "repair": (_l("尽量少改（修补现有安排）"), "secondary"),
    },
    "feedback_answer": {
        "did_not_take_place": (_l("没有见成"), "red"),
        "not_interested": (_l("不感兴趣"), "secondary"),
        "informative": (_l("有收获"), "blue"),
        "cooperation_possible": (_l("有合作可能"), "green"),
    },
    "absent": {
        "factory": (_l("企业没来"), "red"),
        "provider": (_l("服务商没来"), "red"),
        "both": (_l("双方都没来"), "red"),
    },
    "change_kind": {
        "new": (_l("新增"), "green"),
        "moved": (_l("改时间或桌号"), "yellow"),
        "gone": (_l("取消"), "red"),
    },
}
