"""Reading the register: a firm, what it shows, and what its profile lacks."""

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, select

from providers.models import (
    Attachment,
    AttachmentContent,
    Case,
    Offering,
    Pool,
    PoolMembership,
    Provider,
    ProviderIndustry,
    ProviderScenario,
)

# What a profile should hold, in the order of the form; the first group is asked by every pool.
ASKED = (
    "legal_person",
    "founded_year",
    "revenue",
    "staff",
    "summary",
    "contact_name",
    "contact_phone",
    "industries",
    "scenarios",
    "offerings",
    "truth_confirmed_at",
)
WISHED = ("address", "website", "honours", "qualification", "team", "customers", "contact_email", "cases")


@dataclass(frozen=True)
class Completeness:
    """How much of the profile is there: `missing` and `wished` are field names in the order of the form."""

    missing: tuple[str, ...]
    wished: tuple[str, ...]

    @property
    def percent(self) -> int:
        """0–100."""
        total = len(ASKED) + len(WISHED)
        return round(100 * (total - len(self.missing) - len(self.wished)) / total)


def provider_by_id(session: Session, provider_id: uuid.UUID) -> Provider | None:
    """The firm whoever asks: for guards and acts, never for a page."""
    return session.get(Provider, provider_id)


def provider_by_credit_code(session: Session, credit_code: str) -> Provider | None:
    """The firm with this credit code (upper case), if registered."""
    return session.exec(select(Provider).where(Provider.credit_code == credit_code)).first()


def offerings_of(session: Session, provider: Provider) -> list[Offering]:
    """The firm's offerings that are not withdrawn, oldest first."""
    statement = select(Offering).where(Offering.provider_id == provider.id, Offering.withdrawn_at.is_(None))
    return list(session.exec(statement.order_by(Offering.created_at, Offering.title)))


def offering_of(session: Session, provider: Provider, offering_id: uuid.UUID) -> Offering | None:
    """One of the firm's own offerings, not withdrawn."""
    standing = (Offering.provider_id == provider.id, Offering.withdrawn_at.is_(None))
    return session.exec(select(Offering).where(Offering.id == offering_id, *standing)).first()


def cases_of(session: Session, provider: Provider) -> list[Case]:
    """The firm's cases that are not withdrawn, newest year first."""
    statement = select(Case).where(Case.provider_id == provider.id, Case.withdrawn_at.is_(None))
    return list(session.exec(statement.order_by(func.coalesce(Case.year, 0).desc(), Case.title)))


def case_of(session: Session, provider: Provider, case_id: uuid.UUID) -> Case | None:
    """One of the firm's own cases, not withdrawn."""
    standing = (Case.provider_id == provider.id, Case.withdrawn_at.is_(None))
    return session.exec(select(Case).where(Case.id == case_id, *standing)).first()


def attachments_of(session: Session, provider: Provider, *, public: bool = False) -> list[Attachment]:
    """The firm's files without their bytes, oldest first; with `public` only those everybody may see."""
    statement = select(Attachment).where(Attachment.provider_id == provider.id)
    if public:
        statement = statement.where(Attachment.public.is_(True))
    return list(session.exec(statement.order_by(Attachment.created_at, Attachment.filename)))


def attachment_of(
    session: Session, provider: Provider, attachment_id: uuid.UUID, *, public: bool = False
) -> Attachment | None:
    """One of the firm's own files; with `public` only if everybody may see it."""
    own = (Attachment.id == attachment_id, Attachment.provider_id == provider.id)
    attachment = session.exec(select(Attachment).where(*own)).first()
    return attachment if attachment and (attachment.public or not public) else None


def content_of(session: Session, attachment: Attachment) -> bytes:
    """The bytes of a file."""
    statement = select(AttachmentContent.content).where(AttachmentContent.attachment_id == attachment.id)
    return session.exec(statement).one()


def industries_of(session: Session, provider: Provider) -> list[str]:
    """Industry codes, in order."""
    statement = select(ProviderIndustry.code).where(ProviderIndustry.provider_id == provider.id)
    return list(session.exec(statement.order_by(ProviderIndustry.code)))


def scenarios_of(session: Session, provider: Provider) -> list[str]:
    """Scenario codes, in order."""
    statement = select(ProviderScenario.code).where(ProviderScenario.provider_id == provider.id)
    return list(session.exec(statement.order_by(ProviderScenario.code)))


def completeness(session: Session, provider: Provider) -> Completeness:
    """What the profile lacks. Four short queries."""
    lists = {
        "industries": bool(industries_of(session, provider)),
        "scenarios": bool(scenarios_of(session, provider)),
        "offerings": bool(offerings_of(session, provider)),
        "cases": bool(cases_of(session, provider)),
    }
    return Completeness(_lacking(provider, ASKED, lists), _lacking(provider, WISHED, lists))


def missing_for_application(session: Session, provider: Provider) -> tuple[str, ...]:
    """Field names that must be filled before the firm may apply to a pool."""
    return completeness(session, provider).missing


def registered(
    session: Session,
    region: str,
    *,
    search: str = "",
    provider_type: str = "",
    industry: str = "",
    status: str = "",
    offset: int = 0,
    limit: int = 20,
) -> tuple[list[Provider], int]:
    """A page of the register as the office of `region` sees it, and the size of the whole.

    The office sees firms within its region and, wherever they sit, those that applied to a pool of its region.
    """
    wanted = [_seen_from(region), *_filters(search, provider_type, industry, status)]
    total = session.exec(select(func.count()).select_from(Provider).where(*wanted)).one()
    page = select(Provider).where(*wanted).order_by(Provider.name, Provider.id).offset(offset).limit(limit)
    return list(session.exec(page)), total


def provider_within(session: Session, region: str, provider_id: uuid.UUID) -> Provider | None:
    """The firm, if the office of `region` sees it."""
    return session.exec(select(Provider).where(Provider.id == provider_id, _seen_from(region))).first()


def within(column: object, region: str) -> ColumnElement[bool]:
    """Whether the region code in `column` lies within `region` (GB/T 2260: trailing `00` pairs stand for all)."""
    prefix = region[:2] if region.endswith("0000") else region[:4] if region.endswith("00") else region
    return column.startswith(prefix)  # type: ignore[attr-defined]


def _seen_from(region: str) -> ColumnElement[bool]:
    applied = select(PoolMembership.provider_id).join(Pool, Pool.id == PoolMembership.pool_id)
    return or_(
        within(Provider.region_code, region), Provider.id.in_(applied.where(within(Pool.region_code, region)))
    )


def _filters(search: str, provider_type: str, industry: str, status: str) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    for word in search.split()[:8]:
        name = Provider.name.icontains(word, autoescape=True)
        wanted.append(or_(name, Provider.credit_code == word.upper()))
    if provider_type:
        wanted.append(Provider.provider_type == provider_type)
    if industry:
        wanted.append(Provider.id.in_(serving(industry)))
    if status:
        wanted.append(Provider.status == status)
    return wanted


def serving(industry: str) -> object:
    """Ids of firms that name this industry: a division finds its groups as well."""
    code = ProviderIndustry.code
    wanted = (
        code.startswith(industry, autoescape=True)
        if len(industry) <= 3
        else code.in_([industry, industry[:3]])
    )
    return select(ProviderIndustry.provider_id).where(wanted)


def _lacking(provider: Provider, names: tuple[str, ...], lists: dict[str, bool]) -> tuple[str, ...]:
    return tuple(name for name in names if not lists.get(name, _filled(provider, name)))


def _filled(provider: Provider, name: str) -> bool:
    return getattr(provider, name, None) not in (None, "", [])
