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
    return offices.open_office(session, name=name or f"工信局{next(_numbers)}", region_code=region_code, now=NOW)


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


def demand(session: Session, factory: Any, *, status: str = "draft", now: datetime = NOW, **fields: Any) -> Any:
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
