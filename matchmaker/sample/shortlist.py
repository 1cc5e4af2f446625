"""A factory has kept some of the providers that rank high for its needs, and let one read what is confidential."""

from demands import needs
from demands.models import Demand, Factory
from matchmaker.sample.reading import records
from matchmaker.sample.region import Region
from matchmaker.shortlists import candidates, disclosing, keeping
from matchmaker.shortlists.models import OpenedBy
from providers.models import Provider

NOTES = ("案例对口，先约来看现场", "价格合适，等他们方案", "")


def keep_candidates(region: Region) -> None:
    """For each fourth public need: its best three candidates, and the confidential part opened to the first."""
    some = [region.demands[record["key"]] for record in records("needs")[::4]]
    wanted = {one.id: one for demand in some if (one := needs.one(region.session, demand.id))}
    ranked = candidates.candidates_for_each(region.session, list(wanted.values()), top=len(NOTES))
    providers = {one.id: one for one in region.providers.values()}
    for demand_id, best in zip(wanted, ranked, strict=True):
        demand = region.session.get_one(Demand, demand_id)
        _keep(region, demand, [providers[one.card.id] for one in best])


def _keep(region: Region, demand: Demand, best: list[Provider]) -> None:
    session, factory = region.session, region.session.get_one(Factory, demand.factory_id)
    for provider, note in zip(best, NOTES, strict=False):
        keeping.save(session, factory, demand, provider, now=region.ago(2), note=note)
    if demand.confidential and best:
        by = factory.contact_name
        disclosing.disclose(
            session, factory, demand, best[0], opened_by=OpenedBy.owner, by=by, now=region.ago(2)
        )
