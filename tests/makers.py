"""Makers of test data (not called factories: a factory is a plant here). Each returns a flushed row."""

import itertools
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session
from stdnum.cn import uscc

from matchmaker.accounts import offices, representing, signing_in, signing_up
from matchmaker.accounts.models import Account, Office
from tests.pages import Client

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


def credit_code(number: int | None = None) -> str:
    """A valid, invented 统一社会信用代码."""
    body = f"91340100{number if number is not None else next(_numbers):09d}"
    return body + uscc.calc_check_digit(body)


def account(session: Session, *, email: str = "", name: str = "张三", **more: Any) -> Account:
    """A confirmed account with `PASSWORD`."""
    email = email or f"person{next(_numbers)}@firm.example"
    return signing_up.open_account(
        session, email=email, name=name, password=PASSWORD, now=NOW, confirmed=True, **more
    )


def office(session: Session, *, name: str = "", region_code: str = "340000") -> Office:
    """An organiser's office."""
    return offices.open_office(
        session, name=name or f"工信局{next(_numbers)}", region_code=region_code, now=NOW
    )


def organiser(session: Session, region_code: str = "340000") -> tuple[Account, Office]:
    """A manager with an office of a region."""
    person, place = account(session), office(session, region_code=region_code)
    representing.join_office(session, person, place.id, now=NOW)
    return person, place


def sign_in(client: Client, session: Session, who: Account) -> None:
    """Sign the client in without the form; commits."""
    secret = signing_in.open_session_for(session, who, device="test", now=datetime.now(UTC))
    session.commit()
    with client.session_transaction() as cookie:
        cookie["token"] = secret


def factory(session: Session, *, now: datetime = NOW, **fields: Any) -> Any:
    """A registered factory in Hefei, general machinery."""
    from demands import registration
    from demands.inputs import FactoryProfile

    given = {"name": "合肥恒力机械有限公司", "region_code": "340100", "industry_code": "C34"} | fields
    given.setdefault("credit_code", credit_code())
    return registration.register(session, FactoryProfile(**given), now=now)


def demand(
    session: Session, factory: Any, *, status: str = "draft", now: datetime = NOW, **fields: Any
) -> Any:
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


def owner(session: Session, factory: Any) -> Account:
    """Somebody who acts for the factory."""
    person = account(session)
    representing.represent(session, person, factory_id=factory.id, now=NOW)
    return person


PROFILE = {
    "name": "合肥智造软件有限公司",
    "provider_type": "software",
    "region_code": "340100",
    "industries": ["C34", "C35"],
    "scenarios": ["2025-09"],
    "legal_person": "王一",
    "founded_year": 2012,
    "revenue": 3000,
    "staff": 60,
    "summary": "做车间排产和 MES 的软件公司。",
    "contact_name": "李二",
    "contact_phone": "199-0000-0001",
    "truth_confirmed": True,
}


def provider(session, *, offerings=1, now=NOW, **fields):
    """A registered provider in Hefei whose profile is complete; `offerings=0` leaves it short of one."""
    from providers import registration
    from providers.inputs import ProviderProfile

    given = PROFILE | fields
    given.setdefault("credit_code", credit_code())
    made = registration.register(session, ProviderProfile(**given), now=now)
    for _ in range(offerings):
        offering(session, made, now=now)
    return made


def offering(session, provider, *, now=NOW, **fields):
    """An offering of `provider`: scheduling software unless told otherwise."""
    from providers import offerings
    from providers.inputs import OfferingDraft

    given = {
        "title": "车间排产软件",
        "kind": "software",
        "description": "按订单和设备负荷自动排产。",
    } | fields
    return offerings.add(session, provider, OfferingDraft(**given), now=now)


def case(session, provider, *, now=NOW, **fields):
    """A case of `provider`."""
    from providers import cases
    from providers.inputs import CaseDraft

    given = {
        "title": "某泵厂排产上线",
        "background": "插单多",
        "solution": "上排产软件",
        "result": "交期准了",
    }
    return cases.add(session, provider, CaseDraft(**(given | fields)), now=now)


def pool(session, *, now=NOW, **fields):
    """A pool of the province that takes applications."""
    from providers import pools
    from providers.inputs import PoolDraft

    name = f"装备制造池{next(_numbers)}"
    given = {"name": name, "region_code": "340000", "industries": ["C34", "C35"]} | fields
    return pools.open_pool(session, PoolDraft(**given), now=now)


def membership(session, provider, pool, *, status="admitted", now=NOW):
    """A membership brought into `status` by its acts; the objection period is let pass where it must."""
    from datetime import timedelta

    from providers import pools, standing

    made = pools.apply(session, pool, provider, "我们做了十年排产。", by="maker", now=now)
    later = now + timedelta(days=pool.publicity_days + 1)
    steps = {
        "returned": [lambda: pools.return_for_correction(session, made, "缺案例", by="maker", now=now)],
        "refused": [lambda: pools.refuse(session, made, "与本池行业无关", by="maker", now=now)],
        "withdrawn": [lambda: pools.withdraw(session, made, by="maker", now=now)],
        "prechecked": [lambda: pools.precheck(session, made, by="maker", now=now)],
    }
    steps["publicised"] = [*steps["prechecked"], lambda: pools.publicise(session, made, by="maker", now=now)]
    steps["admitted"] = [*steps["publicised"], lambda: pools.admit(session, made, by="maker", now=later)]
    due = (later + timedelta(days=30)).date()
    warn = lambda: standing.warn(session, made, "两个月联系不上", due, by="maker", now=later)  # noqa: E731
    steps["warned"] = [*steps["admitted"], warn]
    remove = lambda: standing.remove(session, made, "材料不实", by="maker", now=later)  # noqa: E731
    steps["removed"] = [*steps["admitted"], remove]
    for act in steps.get(status, []):
        act()
    assert made.status == status
    return made
