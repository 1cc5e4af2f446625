"""A factory has kept some of the providers that rank high for its needs, and let one read what is confidential."""

from demands import needs as public
from demands.models import Factory
from matchmaker.sample.reading import records
from matchmaker.sample.region import Region
from matchmaker.shortlists import candidates, disclosing, keeping
from matchmaker.shortlists.models import OpenedBy

NOTES = ("案例对口，先约来看现场", "价格合适，等他们方案", "")


def keep_candidates(region: Region) -> None:
    """For each fourth public need: its best three candidates, and the confidential part opened to the first."""
    for record in records("needs")[::4]:
        need = public.one(region.session, region.demands[record["key"]].id)
        if need is not None:
            _keep(region, record["key"], need)


def _keep(region: Region, key: str, need: public.Need) -> None:
    session, demand = region.session, region.demands[key]
    factory = session.get_one(Factory, demand.factory_id)
    best = candidates.candidates_for(session, need, top=len(NOTES))
    by_id = {one.id: one for one in region.providers.values()}
    for candidate, note in zip(best, NOTES, strict=False):
        keeping.save(session, factory, demand, by_id[candidate.card.id], now=region.ago(2), note=note)
    if demand.confidential and best:
        first = by_id[best[0].card.id]
        by = factory.contact_name
        disclosing.disclose(session, factory, demand, first, opened_by=OpenedBy.owner, by=by, now=region.ago(2))
