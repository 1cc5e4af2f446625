"""Pools are opened, and every application goes as far on its way as the data say."""

from datetime import timedelta

from matchmaker.sample.reading import Record, records
from matchmaker.sample.region import Region
from providers import pools, standing
from providers.inputs import PoolDraft
from providers.models import MembershipStatus as Status
from providers.models import PoolMembership
from providers.pools import today_of

EXPERTS = "评审组"
# Days before now at which an application was handed in; the rest of the members came long ago.
HANDED_IN = {Status.APPLIED: 4, Status.PRECHECKED: 13, Status.PUBLICISED: 20, Status.RETURNED: 17}
CHECKED = "材料齐全，案例经电话核实，同意推荐。"
FOUND = "案例真实，指标可核，同意入库。"


def open_pools(region: Region) -> None:
    """Open the pools of the province and of two cities, a year and a half ago."""
    for place, record in enumerate(records("pools"), 1):
        draft = PoolDraft(**{name: value for name, value in record.items() if name != "key"}, position=place)
        region.pools[record["key"]] = pools.open_pool(region.session, draft, now=region.ago(540))


def admit_providers(region: Region) -> None:
    """Walk every application to its state, through the acts of firms and offices."""
    for record in records("providers"):
        for wanted in record["memberships"]:
            _apply(region, record["key"], wanted)


def _apply(region: Region, key: str, wanted: Record) -> None:
    provider, pool = region.providers[key], region.pools[wanted["pool"]]
    state = Status(wanted["state"])
    age = timedelta(days=HANDED_IN.get(state, 0) or region.dice.uniform(40, 70))
    day = region.now - age if state in HANDED_IN else provider.created_at + timedelta(days=3)
    statement = wanted.get("statement", "")
    membership = pools.apply(region.session, pool, provider, statement, by=provider.contact_name, now=day)
    if state != Status.APPLIED:
        _decide(region, membership, wanted, state)


def _decide(region: Region, membership: PoolMembership, wanted: Record, state: Status) -> None:
    session, keeper, day = region.session, _keeper(region, wanted), membership.applied_at
    if state == Status.RETURNED:
        reason = wanted["reason"]
        pools.return_for_correction(session, membership, reason, by=keeper, now=day + timedelta(days=5))
    elif state == Status.WITHDRAWN:
        pools.withdraw(
            session, membership, by="申请企业", now=day + timedelta(days=6), reason=wanted["reason"]
        )
    else:
        _recommend(region, membership, wanted, state)


def _recommend(region: Region, membership: PoolMembership, wanted: Record, state: Status) -> None:
    session, day, keeper = region.session, membership.applied_at, _keeper(region, wanted)
    city = region.office_for(region.providers_region(membership.provider_id)).name
    opinion = wanted["reason"] if state == Status.PRECHECKED else CHECKED
    pools.precheck(session, membership, by=city, now=day + timedelta(days=3), opinion=opinion)
    if state == Status.REFUSED:
        pools.refuse(session, membership, wanted["reason"], by=keeper, now=day + timedelta(days=12))
        _appeal(region, membership, wanted)
    elif state != Status.PRECHECKED:
        _publicise(region, membership, wanted, state, keeper)


def _publicise(
    region: Region, membership: PoolMembership, wanted: Record, state: Status, keeper: str
) -> None:
    session, day = region.session, membership.applied_at
    score = region.dice.randint(76, 96)
    opinion = wanted["reason"] if state == Status.PUBLICISED else FOUND
    pools.evaluate(
        session, membership, by=EXPERTS, now=day + timedelta(days=10), opinion=opinion, score=score
    )
    pools.publicise(session, membership, by=keeper, now=day + timedelta(days=16))
    if state == Status.PUBLICISED:
        return
    pools.admit(session, membership, by=keeper, now=day + timedelta(days=26))
    _keep_standing(region, membership, wanted, state, keeper)


def _keep_standing(
    region: Region, membership: PoolMembership, wanted: Record, state: Status, keeper: str
) -> None:
    session = region.session
    if membership.reviewed_year != today_of(region.now).year and region.chance(0.5):
        standing.renew(session, membership, by=keeper, now=region.ago(30), remark="年度复核通过。")
    if "stars" in wanted:
        standing.rate(session, membership, wanted["stars"], by=keeper, now=region.ago(25))
    if state == Status.WARNED:
        rectify_by = today_of(region.now) + timedelta(days=21)
        standing.warn(session, membership, wanted["reason"], rectify_by, by=keeper, now=region.ago(9))
    if state == Status.REMOVED:
        standing.remove(session, membership, wanted["reason"], by=keeper, now=region.ago(20))
        _appeal(region, membership, wanted)


def _appeal(region: Region, membership: PoolMembership, wanted: Record) -> None:
    if "appeal" in wanted:
        standing.appeal(region.session, membership, wanted["appeal"], by="申请企业", now=region.ago(3))


def _keeper(region: Region, wanted: Record) -> str:
    return region.offices[region.pools[wanted["pool"]].region_code].name
