"""What a firm says about itself."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, EmailStr

from providers import text
from providers.inputs.fields import (
    Address,
    Amount,
    Count,
    CreditCode,
    Grade,
    IndustryCodes,
    Line,
    Name,
    Prose,
    Region,
    ScenarioCodes,
    Short,
    TypeCode,
    Website,
    Year,
    codes,
)
from providers.models import Trait

Email = Annotated[EmailStr | None, BeforeValidator(lambda value: text.line(value) or None)]
Traits = Annotated[list[Trait], BeforeValidator(codes)]


class ProviderProfile(BaseModel):
    """The profile as typed or imported, cleaned. Money in 万元; codes are checked for their form only.

    Raises pydantic's `ValidationError` on construction; its `loc[0]` is the field's name.
    """

    model_config = ConfigDict(extra="forbid")

    name: Name
    credit_code: CreditCode
    provider_type: TypeCode
    traits: Traits = []
    region_code: Region
    industries: IndustryCodes = []
    scenarios: ScenarioCodes = []
    address: Address = ""
    website: Website = ""
    legal_person: Short = ""
    founded_year: Year = None
    revenue: Amount = None
    staff: Count = None
    honours: Prose = ""
    qualification: Line = ""
    qualification_grade: Grade = ""
    summary: Prose = ""
    team: Prose = ""
    customers: Prose = ""
    discount: Prose = ""
    contact_name: Short = ""
    contact_position: Short = ""
    contact_phone: Short = ""
    contact_email: Email = None
    truth_confirmed: bool = False
