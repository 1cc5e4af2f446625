"""What a firm writes about its offerings, cases and files."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from providers.inputs.fields import (
    Address,
    Amount,
    IndustryCodes,
    Level,
    Line,
    OptionalIndustryCode,
    Prose,
    ScenarioCodes,
    Title,
    Year,
    blank_is_none,
)
from providers.models import FirstKind, OfferingKind

OptionalFirstKind = Annotated[FirstKind | None, BeforeValidator(blank_is_none)]


class OfferingDraft(BaseModel):
    """An offering as typed or imported. Prices in 万元."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    kind: OfferingKind = OfferingKind.SOLUTION
    description: Prose = ""
    scenarios: ScenarioCodes = []
    industries: IndustryCodes = []
    price_min: Amount = None
    price_max: Amount = None
    first_kind: OptionalFirstKind = None
    first_level: Level = ""
    first_year: Year = None
    first_document: Line = ""
    micro: bool = False

    @model_validator(mode="after")
    def _prices_in_order(self) -> Self:
        if self.price_min is not None and self.price_max is not None and self.price_min > self.price_max:
            raise PydanticCustomError("price_order", "price_max is below price_min", {"field": "price_max"})
        return self


class CaseDraft(BaseModel):
    """A case as typed or imported: background, solution, result. Amount in 万元."""

    model_config = ConfigDict(extra="forbid")

    title: Title
    customer: Line = ""
    customer_public: bool = False
    industry_code: OptionalIndustryCode = None
    scenarios: ScenarioCodes = []
    background: Prose = ""
    solution: Prose = ""
    result: Prose = ""
    amount: Amount = None
    year: Year = None


class Caption(BaseModel):
    """What is said about a file, and whether everybody may see it."""

    model_config = ConfigDict(extra="forbid")

    caption: Address = ""
    public: bool = False
