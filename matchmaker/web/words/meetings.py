"""Words for requests, meetings, timetables and feedback."""

from flask_babel import lazy_gettext as _l

WORDS = {
    "request_status": {
        "pending": (_l("待回应"), "yellow"),
        "accepted": (_l("已约成"), "green"),
        "declined": (_l("已婉拒"), "secondary"),
        "withdrawn": (_l("已撤回"), "secondary"),
        "expired": (_l("已过期"), "secondary"),
    },
    "asked_by": {
        "factory": (_l("制造企业提出"), "blue"),
        "provider": (_l("服务商提出"), "purple"),
        "organiser": (_l("主办方撮合"), "azure"),
    },
    "wish": {
        "must": (_l("一定要见"), "green"),
        "meet": (_l("想见"), "blue"),
        "no": (_l("不见"), "secondary"),
    },
    "meeting_status": {
        "unscheduled": (_l("未排时间"), "yellow"),
        "scheduled": (_l("已排"), "blue"),
        "in_progress": (_l("洽谈中"), "azure"),
        "held": (_l("已完成"), "green"),
        "factory_absent": (_l("制造企业缺席"), "red"),
        "provider_absent": (_l("服务商缺席"), "red"),
        "both_absent": (_l("双方缺席"), "red"),
        "cancelled": (_l("已取消"), "secondary"),
    },
    "run_status": {
        "waiting": (_l("排队中"), "secondary"),
        "running": (_l("计算中"), "blue"),
        "done": (_l("已算好"), "green"),
        "stopped": (_l("已停止(保留最好结果)"), "yellow"),
        "failed": (_l("失败"), "red"),
    },
    "run_mode": {
        "all": (_l("全部重排(锁定的不动)"), "blue"),
        "fill": (_l("只补空档(已排的不动)"), "blue"),
        "repair": (_l("小修(尽量少改)"), "blue"),
    },
    "answer": {
        "cooperation_possible": (_l("有合作可能"), "green"),
        "informative": (_l("有收获,暂无合作"), "blue"),
        "not_interested": (_l("不合适"), "secondary"),
        "did_not_take_place": (_l("没有见成"), "red"),
    },
}
