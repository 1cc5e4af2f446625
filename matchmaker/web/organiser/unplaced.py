"""Why a meeting has no place and what would give it one, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from matchmaker.events import queries as events
from matchmaker.events.models import Event, Slot
from matchmaker.events.slots import local
from matchmaker.meetings import queries as meetings
from matchmaker.scheduling.checking import Violation
from matchmaker.web import work


@dataclass(frozen=True)
class Left:
    """A meeting without a place: the pair, the reason and the remedy in words (empty when nothing small would help)."""

    row: Any
    reason: str
    remedy: str
    tried: bool


class Reader:
    """Turns the codes and numbers of a run into sentences."""

    def __init__(self, event: Event, slots: Iterable[str], tables: Iterable[str]) -> None:
        session = work.session()
        self.zone = event.zone
        self.rows = {str(row.meeting.id): row for row in meetings.meetings_in(session, event)}
        self.firms = {str(one.participant.id): one.firm.name for one in events.attendees(session, event)}
        clocks = {str(slot.id): self._clock(slot) for slot in events.slots_of(session, event)}
        numbers = {str(table.id): table.number for table in events.tables_of(session, event)}
        self.slots = [clocks.get(str(one), "?") for one in slots]
        self.tables = [numbers.get(str(one), "?") for one in tables]

    def left(self, unplaced: Iterable[dict]) -> list[Left]:
        """All meetings of a result that have no place and still exist."""
        known = [one for one in unplaced if one["meeting"] in self.rows]
        return [self._left(one) for one in known]

    def reason(self, reason: dict) -> str:
        """Why, as one sentence."""
        facts = reason["facts"]
        sentences = {
            "no-common-slot": lambda: _("%(firms)s 没有共同的空闲时间", firms=self._firms(facts)),
            "cap": lambda: _("%(firm)s 的会面数已到上限（%(cap)s 场）", firm=self._firm(facts), cap=facts["cap"]),
            "tables-full": lambda: _("双方都有空的时间（%(slots)s）桌子全满了", slots=self._slots(facts)),
            "own-tables-full": lambda: _("指定的桌子在双方都有空的时间（%(slots)s）已被占用", slots=self._slots(facts)),
            "busy": lambda: _("双方都有空的时间里，%(firms)s 已排满别的会面", firms=self._firms(facts)),
            "order": lambda: _("和别的会面的先后次序冲突"),
            "too-far": lambda: _("前后两场的桌子离得太远，来不及走动"),
            "rules": lambda: _("本来放得下，但会让整体安排变差，或计算时间不够"),
        }
        return sentences.get(reason["code"], lambda: reason["code"])()

    def remedy(self, remedy: dict | None) -> str:
        """What would help, as one sentence; empty for nothing."""
        if remedy is None:
            return ""
        facts = remedy["facts"]
        sentences = {
            "be-available": lambda: _("请 %(firm)s 在 %(slot)s 也能来", firm=self._firm(facts), slot=self._slot(facts)),
            "raise-cap": lambda: _("把 %(firm)s 的上限提高到 %(cap)s 场", firm=self._firm(facts), cap=facts["cap"]),
            "one-more-table": lambda: _("在 %(slot)s 加一张桌子", slot=self._slot(facts)),
            "other-table": lambda: _("改到 %(slot)s 的 %(table)s 号桌", slot=self._slot(facts), table=self.tables[facts["table"]]),
            "move": lambda: _("把“%(other)s”移到 %(slot)s", other=self._pair(facts["meeting"]), slot=self._slot(facts)),
            "one-more-delegate": lambda: _("请 %(firm)s 多来一人（共 %(n)s 人）", firm=self._firm(facts), n=facts["parallel"]),
            "drop-order": lambda: _("取消先后次序的要求"),
            "more-time": lambda: _("把计算时间加长，再排一次"),
        }
        return sentences.get(remedy["code"], lambda: remedy["code"])()

    def conflict(self, rule: dict) -> str:
        """One of the rules that cannot all be kept, as one sentence."""
        facts = rule["facts"]
        sentences = {
            "locked-slot": lambda: _("“%(pair)s”锁定在 %(slot)s", pair=self._pair(facts["meeting"]), slot=self._slot(facts)),
            "locked-table": lambda: _("“%(pair)s”锁定在 %(table)s 号桌", pair=self._pair(facts["meeting"]), table=self.tables[facts["table"]]),
            "allowed-tables": lambda: _("“%(pair)s”只能用指定的桌子", pair=self._pair(facts["meeting"])),
            "allowed-slots": lambda: _("“%(pair)s”只能排在 %(slots)s", pair=self._pair(facts["meeting"]), slots=self._slots(facts)),
            "unavailable": lambda: _("%(firm)s 在 %(slots)s 不能来", firm=self._firm(facts), slots=self._slots(facts)),
            "one-at-a-time": lambda: _("%(firm)s 同一时间最多谈 %(n)s 场", firm=self._firm(facts), n=facts["parallel"]),
            "cap": lambda: _("%(firm)s 最多 %(cap)s 场", firm=self._firm(facts), cap=facts["cap"]),
            "tables": lambda: _("同一时间只有 %(n)s 张桌子", n=facts["tables"]),
        }
        return sentences.get(rule["code"], lambda: rule["code"])()

    def fault(self, violation: Violation) -> str:
        """What is wrong with the draft, as one sentence."""
        about, facts = violation.about, violation.facts
        sentences = {
            "unavailable": lambda: _("%(firm)s 在 %(slot)s 不能来，却排了会面", firm=self.firms.get(about[0], "?"), slot=self.slots[facts["slot"]]),
            "double-booked": lambda: _("%(firm)s 在 %(slot)s 排了 %(n)s 场，来的人不够", firm=self.firms.get(about[0], "?"), slot=self.slots[facts["slot"]], n=len(about) - 1),
            "cap": lambda: _("%(firm)s 排了 %(n)s 场，超过上限 %(cap)s 场", firm=self.firms.get(about[0], "?"), n=facts["meetings"], cap=facts["cap"]),
            "table-not-allowed": lambda: _("“%(pair)s”没有排在固定的桌子", pair=self._pair(about[0])),
        }
        return sentences.get(violation.rule, lambda: violation.rule)()

    def _left(self, one: dict) -> Left:
        remedy = one.get("remedy")
        tried = bool(remedy and remedy.get("tried"))
        return Left(self.rows[one["meeting"]], self.reason(one["reason"]), self.remedy(remedy), tried)

    def _clock(self, slot: Slot) -> str:
        return f"{local(self.zone, slot.starts_at):%m-%d %H:%M}"

    def _slot(self, facts: dict) -> str:
        return self.slots[facts["slot"]]

    def _slots(self, facts: dict) -> str:
        shown = [self.slots[number] for number in facts["slots"][:4]]
        return "、".join(shown) + ("…" if len(facts["slots"]) > 4 else "")

    def _firm(self, facts: dict) -> str:
        return self.firms.get(facts["participant"], "?")

    def _firms(self, facts: dict) -> str:
        return "、".join(self.firms.get(one, "?") for one in facts["participants"])

    def _pair(self, meeting: str) -> str:
        row = self.rows.get(meeting)
        return f"{row.factory.name} – {row.provider.name}" if row else "?"
