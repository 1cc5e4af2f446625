"""What the loading has brought in so far, and the calendar it goes by."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import Session

from demands.models import Demand, Factory
from matchmaker.accounts.models import Account, Office
from matchmaker.classifications.regions import city_of
from matchmaker.events.models import Event
from providers.models import Pool, Provider

SEED = 340_000  # the province's own code: any number would do, but always the same


@dataclass
class Region:
    """The rows by the keys of the data files; offices by region code. `now` is the moment of loading."""

    session: Session
    now: datetime
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    factories: dict[str, Factory] = field(default_factory=dict)
    providers: dict[str, Provider] = field(default_factory=dict)
    pools: dict[str, Pool] = field(default_factory=dict)
    demands: dict[str, Demand] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)

    def ago(self, days: float) -> datetime:
        """The moment so many days before now."""
        return self.now - timedelta(days=days)

    def office_for(self, region_code: str) -> Office:
        """The office that looks after a place: its city's own, or the province's."""
        return self.offices.get(city_of(region_code)) or self.offices["340000"]

    def providers_region(self, provider_id: uuid.UUID) -> str:
        """The region code of a provider."""
        return self.session.get_one(Provider, provider_id).region_code

    def chance(self, probability: float) -> bool:
        """Whether something happens that happens with this probability (0 … 1)."""
        return self.dice.random() < probability
