"""What may be written into a factory or a need: the checks every form and every import goes through."""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError
from stdnum.cn import uscc

from demands import cleaning
from demands.models import Cooperation, Tier

DESCRIPTION_LIMIT = 5_000
"""Characters of the three parts of a description together. Forms ask for less (see `FORM_DESCRIPTION_LIMIT`)."""
FORM_DESCRIPTION_LIMIT = 1_500
MOST_SCENARIOS = 10

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,}")
_PHONE = re.compile(r"[0-9+()（）\-转 /,，;；]{5,40}")


def _cleaned(clean):
    return BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value)


def _credit_code(value: str) -> str:
    if not uscc.is_valid(value.upper()):
        raise PydanticCustomError("credit_code", "credit code is not 18 characters or fails its check digit")
    return value.upper()


def _shaped(pattern: re.Pattern[str], kind: str):
    def check(value: str) -> str:
        if value and not pattern.fullmatch(value):
            raise PydanticCustomError(kind, "has not the right shape")
        return value

    return AfterValidator(check)


def Line(limit: int):
    return Annotated[str, _cleaned(cleaning.line), Field(max_length=limit)]


def Body(limit: int):
    return Annotated[str, _cleaned(cleaning.text), Field(max_length=limit)]


def Code(pattern: str, kind: str):
    return Annotated[str, _cleaned(cleaning.code), _shaped(re.compile(pattern), kind)]


Money = Annotated[Decimal, Field(ge=0, lt=10_000_000_000, max_digits=12, decimal_places=2)]
Industry = Code(r"[A-Z]\d{2,4}", "industry_code")
Scenario = Code(r"\d{4}-\d{2}", "scenario_code")
Region = Code(r"\d{6}", "region_code")
Keyword = Annotated[str, _cleaned(cleaning.line), Field(min_length=1, max_length=30)]


class FactoryProfile(BaseModel):
    """The fields of a factory. Raises pydantic's `ValidationError`; every error names its field."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Annotated[str, _cleaned(cleaning.line), Field(min_length=2, max_length=100)]
    credit_code: Annotated[str, _cleaned(cleaning.code), AfterValidator(_credit_code)]
    region_code: Annotated[Region, Field(min_length=6)]
    industry_code: Annotated[Industry, Field(min_length=3)]
    tier: Tier = Tier.none
    maturity: Annotated[int, Field(ge=1, le=5)] | None = None
    revenue: Money | None = None
    staff: Annotated[int, Field(ge=0, le=2_000_000)] | None = None
    profile: Body(5_000) = ""
    address: Line(200) = ""
    contact_name: Line(50) = ""
    contact_position: Line(50) = ""
    contact_phone: Annotated[str, _cleaned(cleaning.line), _shaped(_PHONE, "phone")] = ""
    contact_email: Annotated[
        str, _cleaned(cleaning.code), Field(max_length=254), _shaped(_EMAIL, "email")
    ] = ""


class DemandDraft(BaseModel):
    """The fields of a need, as an owner types them or a sheet brings them. Raises `ValidationError`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, _cleaned(cleaning.line), Field(min_length=2, max_length=100)]
    problem: Body(DESCRIPTION_LIMIT) = ""
    key_points: Body(DESCRIPTION_LIMIT) = ""
    goal: Body(DESCRIPTION_LIMIT) = ""
    keywords: Annotated[list[Keyword], Field(max_length=5)] = []
    industry_code: Industry = ""
    scenario_codes: Annotated[list[Scenario], Field(max_length=MOST_SCENARIOS)] = []
    budget_min: Money | None = None
    budget_max: Money | None = None
    budget_text: Line(100) = ""
    wished_on: date | None = None
    wished_text: Line(100) = ""
    own_funds: Money | None = None
    cooperation: Cooperation = Cooperation.open
    delivery_form: Line(200) = ""
    wished_partners: Line(200) = ""
    challenges: Annotated[list[Line(50)], Field(max_length=20)] = []
    target_tier: Tier = Tier.none
    confidential: Body(5_000) = ""

    @model_validator(mode="after")
    def _description_is_bounded(self) -> Self:
        if len(self.problem) + len(self.key_points) + len(self.goal) > DESCRIPTION_LIMIT:
            raise PydanticCustomError(
                "description_too_long", "description is too long", {"limit": DESCRIPTION_LIMIT}
            )
        return self

    @model_validator(mode="after")
    def _budget_is_ordered(self) -> Self:
        if self.budget_min is not None and self.budget_max is not None and self.budget_min > self.budget_max:
            raise PydanticCustomError("budget_order", "the lower bound is above the upper bound")
        return self
