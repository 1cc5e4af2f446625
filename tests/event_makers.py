"""Makers of events: an office, an open event with slots and tables, firms that take part, meetings."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session

from demands import posting, registration, reviewing
from demands.inputs import DemandDraft, FactoryProfile
from demands.models import Demand, Factory
from matchmaker.accounts.models import Office
from matchmaker.events import planning, registering
from matchmaker.events.drafts import BlockPlan, EventPlan, Registration
from matchmaker.events.firms import Firm
from matchmaker.events.models import Event, Participant
from matchmaker.meetings import queries, requests
from matchmaker.meetings.queries import RequestRow
from providers import registration as provider_registration
from providers.inputs import ProviderProfile
from providers.models import Provider
from tests import makers

NOW = datetime(2027, 3, 1, 2, 0, tzinfo=UTC)
DAY = date(2027, 3, 12)


def morning(slots: int = 6, *, day: date = DAY, minutes: int = 20, start: time = time(9, 0)) -> BlockPlan:
    """A block from nine o'clock with so many slots."""
    end = datetime.combine(day, start) + timedelta(minutes=minutes * slots)
    return BlockPlan(day=day, starts=start, ends=end.time(), slot_minutes=minutes, label="上午")


def event(
    session: Session, office: Office, *, slots: int = 6, tables: int = 3, opened: bool = True, **plan
) -> Event:
    """An open event on one morning."""
    made = planning.create(
        session, office, EventPlan(**{"name": "装备制造供需对接会", "place": "会展中心"} | plan), now=NOW
    )
    planning.add_block(session, made, morning(slots))
    planning.add_tables(session, made, tables)
    if opened:
        planning.open_registration(session, made)
    return made


def factory(session: Session, name: str = "恒力机械", *, region_code: str = "340100", **more) -> Factory:
    """A factory with a contact address of its own."""
    code = more.pop("credit_code", None) or makers.credit_code()
    contact = {
        "contact_name": f"{name}厂长",
        "contact_phone": "055100000001",
        "contact_email": f"f{code.lower()}@plant.example.com",
    }
    profile = FactoryProfile(
        name=name, credit_code=code, region_code=region_code, **{"industry_code": "C34"} | contact | more
    )
    return registration.register(session, profile, now=NOW)


def provider(session: Session, name: str = "智云软件", *, region_code: str = "340100", **more) -> Provider:
    """A provider with a contact address of its own."""
    code = more.pop("credit_code", None) or makers.credit_code()
    contact = {
        "contact_name": f"{name}经理",
        "contact_phone": "055100000002",
        "contact_email": f"p{code.lower()}@soft.example.com",
    }
    profile = ProviderProfile(
        name=name, credit_code=code, region_code=region_code, provider_type="software", **contact | more
    )
    return provider_registration.register(session, profile, now=NOW)


def need(session: Session, owner: Factory, title: str = "车间排产全靠人工") -> Demand:
    """A published need."""
    draft = DemandDraft(title=title, problem="天天插单,排单要半天。", industry_code="C34")
    made = posting.draft(session, owner, draft, by="maker", now=NOW)
    posting.submit(session, made, by="maker", now=NOW)
    reviewing.publish(session, made, by="maker", now=NOW)
    return made


def participant(session: Session, event: Event, firm: Firm, **wish) -> Participant:
    """An approved participant."""
    registered = Registration(**{"consent": True} | wish)
    return registering.register_on_behalf(session, event, firm, registered, now=NOW)


def sides(session: Session, event: Event, factories: int = 2, providers: int = 2) -> tuple[list, list]:
    """So many approved participants on both sides."""
    plants = [participant(session, event, factory(session, f"工厂{n}")) for n in range(factories)]
    firms = [participant(session, event, provider(session, f"服务商{n}")) for n in range(providers)]
    return plants, firms


def meeting(
    session: Session, event: Event, plant: Participant, firm: Participant, demand_id=None
) -> RequestRow:
    """A meeting both have said yes to, not scheduled yet."""
    request = requests.ask(session, event, asker=plant, guest=firm, demand_id=demand_id, now=NOW)
    requests.accept(session, event, request, "provider", now=NOW)
    return queries.request_in(session, event, request.id)


def meetings(
    session: Session, event: Event, plants: Iterable[Participant], firms: Iterable[Participant]
) -> list[RequestRow]:
    """A meeting of every factory with every provider."""
    partners = list(firms)
    return [meeting(session, event, plant, firm) for plant in plants for firm in partners]
