"""The tables of the provider register."""

from providers.models.pool import (
    LISTED,
    OPEN,
    AppealStatus,
    MembershipStatus,
    MembershipStep,
    Pool,
    PoolMembership,
)
from providers.models.provider import (
    CatalogueVersion,
    Provider,
    ProviderIndustry,
    ProviderScenario,
    ProviderStatus,
    Trait,
)
from providers.models.showing import Attachment, AttachmentContent, Case, FirstKind, Offering, OfferingKind

__all__ = [
    "LISTED",
    "OPEN",
    "AppealStatus",
    "Attachment",
    "AttachmentContent",
    "Case",
    "CatalogueVersion",
    "FirstKind",
    "MembershipStatus",
    "MembershipStep",
    "Offering",
    "OfferingKind",
    "Pool",
    "PoolMembership",
    "Provider",
    "ProviderIndustry",
    "ProviderScenario",
    "ProviderStatus",
    "Trait",
]
