"""Chinese sentences for codes, for the command line; slots and tables keep the numbers of the file (from 0)."""

from matchmaker.scheduling.checking import Violation
from matchmaker.scheduling.timetable import Reason, Remedy, Timetable, Unplaced

STATUS = {
    "optimal": "已证明是最好的安排",
    "feasible": "可行的安排(在给定时间内没有证明是最好)",
    "infeasible": "没有任何安排能满足全部要求",
    "unknown": "在给定时间内没有找到满足全部要求的安排,请多给一些时间",
}

REASONS = {
    "no-common-slot": "在可选时段 {slots} 里,{participants} 总有一方没空",
    "cap": "{participant} 已经排满上限 {cap} 场",
    "tables-full": "各方都有空的时段 {slots} 里桌子已满",
    "own-tables-full": "各方都有空的时段 {slots} 里,指定的桌子 {tables} 已被占用",
    "order": "先后要求与已排的 {meetings} 冲突",
    "too-far": "时段 {slots} 里剩下的桌子离前后一场太远,来不及走过去",
    "busy": "在双方都能来的时段 {slots} 里,{participants} 已有别的洽谈",
    "rules": "时段 {slots} 本来放得下,但会违反空档均衡等整体要求,或计算时间不够",
}

REMEDIES = {
    "be-available": "{participant} 如能空出时段 {slot},就能排上",
    "raise-cap": "把 {participant} 的上限提到 {cap} 场",
    "one-more-table": "在时段 {slot} 加一张桌子",
    "other-table": "允许用时段 {slot} 空着的 {table} 号桌",
    "move": "把 {meeting} 从时段 {from_slot} 移到时段 {slot}",
    "one-more-delegate": "{participant} 增派代表(同时 {parallel} 人),就能排在时段 {slot}",
    "drop-order": "取消与 {meetings} 的先后要求,就能排在时段 {slot}",
    "more-time": "多给一些计算时间",
}

RULES = {
    "required": "{meeting}({participants})必须安排",
    "allowed-tables": "{meeting} 只能用桌子 {tables}",
    "locked-table": "{meeting} 锁定在 {table} 号桌",
    "allowed-slots": "{meeting} 只能排在时段 {slots}",
    "locked-slot": "{meeting} 锁定在时段 {slot}",
    "unavailable": "{participant} 在时段 {slots} 没空",
    "one-at-a-time": "{participant} 同一时段最多参加 {parallel} 场,一共 {slots} 个时段",
    "cap": "{participant} 最多 {cap} 场",
    "min": "{participant} 至少 {min} 场",
    "order": "{before} 要在 {after} 之前",
    "fairness": "各参加者的空档数相差不超过 {difference}",
    "far": "换到较远的桌区,中间至少空 {gap} 个时段",
    "tables": "每个时段最多 {tables} 张桌子,一共 {slots} 个时段",
}

VIOLATIONS = {
    "unknown-meeting": "不认识的洽谈",
    "required-missing": "必须安排的洽谈没有排上",
    "no-such-slot": "没有时段 {slot}",
    "no-such-table": "没有 {table} 号桌",
    "slot-not-allowed": "不能排在时段 {slot}",
    "table-not-allowed": "不能用 {table} 号桌",
    "lock-slot": "已锁定别的时段,却排在时段 {slot}",
    "lock-table": "已锁定别的桌子,却排在 {table} 号桌",
    "table-closed": "时段 {slot} 的 {table} 号桌不开放",
    "unavailable": "时段 {slot} 没空",
    "double-booked": "时段 {slot} 同时参加的洽谈太多",
    "table-taken": "时段 {slot} 的 {table} 号桌被排了两次",
    "cap": "排了 {meetings} 场,超过上限 {cap}",
    "min": "只排了 {meetings} 场,少于 {min}",
    "order": "先后次序不对",
    "too-far": "换到较远的桌区,中间不足 {gap} 个时段",
    "fairness": "空档数相差过大:最少 {least},最多 {most}",
}


def _plain(facts: dict) -> dict[str, str]:
    return {name: "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
            for name, value in facts.items()}


def reason(found: Reason) -> str:
    """Why a meeting has no place."""
    return REASONS[found.code].format_map(_plain(found.facts))


def remedy(found: Remedy) -> str:
    """What would place it; says whether that was tried."""
    return REMEDIES[found.code].format_map(_plain(found.facts)) + ("(已试算,可行)" if found.tried else "")


def rule(found: Reason) -> str:
    """One rule of a conflict."""
    return RULES[found.code].format_map(_plain(found.facts))


def unplaced(item: Unplaced) -> str:
    """One line about a meeting without a place."""
    advice = remedy(item.remedy) if item.remedy else "没有找到只改一处就能排上的办法"
    return f"{item.meeting}:{reason(item.reason)}。{advice}。"


def violation(found: Violation) -> str:
    """One line about a broken rule."""
    return f"{'、'.join(found.about)}:{VIOLATIONS[found.rule].format_map(found.facts)}。"


def summary(answer: Timetable) -> str:
    """One line about the whole; a conflict is announced with a colon."""
    if answer.status == "infeasible":
        return STATUS["infeasible"] + (",下面几条互相矛盾,去掉任何一条其余就能满足:" if answer.conflict else "。")
    if answer.status == "unknown":
        return STATUS["unknown"] + "。"
    return (f"{STATUS[answer.status]}:排上 {len(answer.placements)} 场,未排 {len(answer.unplaced)} 场,"
            f"空档 {answer.breaks}(至少 {answer.bound}),用时 {answer.seconds:.1f} 秒。")
