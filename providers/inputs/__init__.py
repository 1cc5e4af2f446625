"""Inputs of the acts: plain models that clean and check what people type and files bring."""

from providers.inputs.pool import PoolDraft
from providers.inputs.profile import ProviderProfile
from providers.inputs.showing import Caption, CaseDraft, OfferingDraft

__all__ = ["Caption", "CaseDraft", "OfferingDraft", "PoolDraft", "ProviderProfile"]
