"""Reading pools and memberships, each list as far as the one who asks may see it."""

import datetime
import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_
from sqlmodel import Session, select

from providers.models import (
    LISTED,
    AppealStatus,
    MembershipStatus,
    MembershipStep,
    Pool,
    PoolMembership,
    Provider,
)
from providers.queries.register import within

Row = tuple[PoolMembership, Provider, Pool]


def pools(session: Session, *, region: str = "", accepting: bool = False) -> list[Pool]:
    """Pools in the offices' order; `region` narrows them to those kept within it."""
    statement = select(Pool).order_by(Pool.region_code, Pool.position, Pool.name)
    if region:
        statement = statement.where(within(Pool.region_code, region))
    if accepting:
        statement = statement.where(Pool.accepting.is_(True))
    return list(session.exec(statement))


def pool_by_id(session: Session, pool_id: uuid.UUID) -> Pool | None:
    """A pool; all pools are public."""
    return session.get(Pool, pool_id)


def pool_within(session: Session, region: str, pool_id: uuid.UUID) -> Pool | None:
    """A pool kept within `region`."""
    return session.exec(select(Pool).where(Pool.id == pool_id, within(Pool.region_code, region))).first()


def counts_by_pool(session: Session) -> dict[uuid.UUID, dict[str, int]]:
    """pool id → status → number of memberships. One query."""
    key = (PoolMembership.pool_id, PoolMembership.status)
    counts: dict[uuid.UUID, dict[str, int]] = {}
    for pool_id, status, number in session.exec(select(*key, func.count()).group_by(*key)):
        counts.setdefault(pool_id, {})[status] = number
    return counts


def membership_between(session: Session, pool: Pool, provider: Provider) -> PoolMembership | None:
    """The firm's membership in this pool, whatever its state."""
    pair = (PoolMembership.pool_id == pool.id, PoolMembership.provider_id == provider.id)
    return session.exec(select(PoolMembership).where(*pair)).first()


def memberships_of(session: Session, provider: Provider) -> list[tuple[PoolMembership, Pool]]:
    """The firm's memberships with their pools, in the pools' order."""
    statement = select(PoolMembership, Pool).join(Pool, Pool.id == PoolMembership.pool_id)
    statement = statement.where(PoolMembership.provider_id == provider.id)
    return list(session.exec(statement.order_by(Pool.region_code, Pool.position, Pool.name)))


def membership_of(
    session: Session, provider: Provider, membership_id: uuid.UUID
) -> tuple[PoolMembership, Pool] | None:
    """One of the firm's own memberships with its pool."""
    statement = select(PoolMembership, Pool).join(Pool, Pool.id == PoolMembership.pool_id)
    own = (PoolMembership.id == membership_id, PoolMembership.provider_id == provider.id)
    return session.exec(statement.where(*own)).first()


def membership_within(session: Session, region: str, membership_id: uuid.UUID) -> Row | None:
    """A membership that the office of `region` sees: its own firm's, or in a pool kept within its region."""
    return session.exec(_rows().where(PoolMembership.id == membership_id, _concerns(region))).first()


def memberships_within(
    session: Session,
    region: str,
    *,
    status: Sequence[str] = (),
    pool_id: uuid.UUID | None = None,
    search: str = "",
    offset: int = 0,
    limit: int = 20,
) -> tuple[list[Row], int]:
    """A page of the memberships that the office of `region` sees, latest change first, and the size of the whole."""
    wanted = [_concerns(region)]
    if status:
        wanted.append(PoolMembership.status.in_(status))
    if pool_id is not None:
        wanted.append(PoolMembership.pool_id == pool_id)
    if search:
        wanted.append(Provider.name.icontains(search, autoescape=True))
    order = (PoolMembership.updated_at.desc(), PoolMembership.id)
    return _page(session, wanted, order, offset, limit)


def review_queue(
    session: Session,
    region: str,
    *,
    stage: str = "",
    pool_id: uuid.UUID | None = None,
    offset: int = 0,
    limit: int = 20,
) -> tuple[list[Row], int]:
    """A page of what the office of `region` must decide, waiting longest first, and the size of the whole.

    `stage` narrows it to `precheck` (its own firms and applications to its pools), `evaluation` or `appeal`
    (its pools only).
    """
    wanted = [_stages(region)[stage] if stage else or_(*_stages(region).values())]
    if pool_id is not None:
        wanted.append(PoolMembership.pool_id == pool_id)
    return _page(session, wanted, (PoolMembership.updated_at, PoolMembership.id), offset, limit)


def queue_sizes(session: Session, region: str) -> dict[str, int]:
    """stage → number of decisions waiting for the office of `region`."""
    return {stage: _count(session, [wanted]) for stage, wanted in _stages(region).items()}


def publicised(
    session: Session, *, region: str = "", offset: int = 0, limit: int = 20
) -> tuple[list[Row], int]:
    """A page of the firms in their objection period, ending first on top; public. `region` narrows the pools."""
    wanted = [PoolMembership.status == MembershipStatus.PUBLICISED.value]
    if region:
        wanted.append(within(Pool.region_code, region))
    return _page(session, wanted, (PoolMembership.publicity_ends_on, Provider.name), offset, limit)


def publicity_over(session: Session, today: datetime.date) -> list[PoolMembership]:
    """Memberships whose objection period ended before `today`."""
    over = (
        PoolMembership.status == MembershipStatus.PUBLICISED.value,
        PoolMembership.publicity_ends_on < today,
    )
    return list(session.exec(select(PoolMembership).where(*over).order_by(PoolMembership.publicity_ends_on)))


def due_for_review(
    session: Session, region: str, year: int, *, offset: int = 0, limit: int = 20
) -> tuple[list[Row], int]:
    """A page of the members of the region's pools not reviewed in `year` yet."""
    last = func.coalesce(PoolMembership.reviewed_year, 0)
    wanted = [PoolMembership.status.in_(LISTED), last < year, within(Pool.region_code, region)]
    return _page(session, wanted, (last, Pool.position, Provider.name), offset, limit)


def overdue(
    session: Session, region: str, today: datetime.date, *, offset: int = 0, limit: int = 20
) -> tuple[list[Row], int]:
    """A page of the warned members of the region's pools whose day to put things right has passed."""
    wanted = [
        PoolMembership.status == MembershipStatus.WARNED.value,
        PoolMembership.rectify_by < today,
        within(Pool.region_code, region),
    ]
    return _page(session, wanted, (PoolMembership.rectify_by, Provider.name), offset, limit)


def steps_of(session: Session, membership: PoolMembership) -> list[MembershipStep]:
    """The membership's history, oldest first."""
    statement = select(MembershipStep).where(MembershipStep.membership_id == membership.id)
    return list(session.exec(statement.order_by(MembershipStep.position)))


def _rows() -> object:
    statement = select(PoolMembership, Provider, Pool).join(
        Provider, Provider.id == PoolMembership.provider_id
    )
    return statement.join(Pool, Pool.id == PoolMembership.pool_id)


def _page(session: Session, wanted: list, order: tuple, offset: int, limit: int) -> tuple[list[Row], int]:
    page = _rows().where(*wanted).order_by(*order).offset(offset).limit(limit)
    return list(session.exec(page)), _count(session, wanted)


def _count(session: Session, wanted: list) -> int:
    return session.exec(select(func.count()).select_from(_rows().where(*wanted).subquery())).one()


def _concerns(region: str) -> ColumnElement[bool]:
    return or_(within(Pool.region_code, region), within(Provider.region_code, region))


def _stages(region: str) -> dict[str, ColumnElement[bool]]:
    own_pool = within(Pool.region_code, region)
    status, appeal = PoolMembership.status, PoolMembership.appeal_status
    return {
        "precheck": and_(status == MembershipStatus.APPLIED.value, _concerns(region)),
        "evaluation": and_(status == MembershipStatus.PRECHECKED.value, own_pool),
        "appeal": and_(appeal == AppealStatus.OPEN.value, own_pool),
    }
