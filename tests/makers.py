"""Makes test data. Named makers because a factory, here, is the plant."""

from datetime import UTC, datetime
from itertools import count

from stdnum.cn import uscc

NOW = datetime(2026, 11, 2, 1, 30, tzinfo=UTC)
_serial = count(1)


def credit_code(number: int | None = None, region: str = "340100") -> str:
    """A valid credit code; a new one at every call unless `number` is given."""
    body = f"91{region}MA0{next(_serial) if number is None else number:06d}"
    return body + uscc.calc_check_digit(body)


def factory(session, *, now=NOW, **fields):
    """A registered factory in Hefei, general machinery."""
    from demands import registration
    from demands.inputs import FactoryProfile

    given = {"name": "合肥恒力机械有限公司", "region_code": "340100", "industry_code": "C34"} | fields
    given.setdefault("credit_code", credit_code())
    return registration.register(session, FactoryProfile(**given), now=now)


def demand(session, factory, *, status="draft", now=NOW, **fields):
    """A need of `factory`, brought into `status` (draft, submitted, published, matching …) by its acts."""
    from demands import posting, progress, reviewing
    from demands.inputs import DemandDraft

    given = {"title": "车间排产全靠人工", "problem": "天天插单,排单要半天,交期说不准。"} | fields
    made = posting.draft(session, factory, DemandDraft(**given), by="maker", now=now)
    steps = {
        "submitted": lambda: posting.submit(session, made, by="maker", now=now),
        "published": lambda: reviewing.publish(session, made, by="maker", now=now),
        "matching": lambda: progress.begin_matching(session, made, by="maker", now=now),
        "signed": lambda: progress.sign(session, made, by="maker", now=now),
        "implementing": lambda: progress.begin_work(session, made, by="maker", now=now),
        "accepted": lambda: progress.accept(session, made, by="maker", now=now),
    }
    for step, act in steps.items():
        if made.status != status:
            act()
            assert made.status == step
    return made
