"""The kinds of field that inputs are made of; each cleans first and checks afterwards.

Faults are pydantic's, with a `type` of their own, so that forms and imports can word them.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, StringConstraints, TypeAdapter
from pydantic_core import PydanticCustomError
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from providers import text

LONGEST = 5_000
_URL = TypeAdapter(HttpUrl)


def _credit_code(value: str) -> str:
    try:
        return uscc.validate(value)
    except ValidationError:
        raise PydanticCustomError("credit_code", "not a unified social credit code") from None


def _website(value: str) -> str:
    if not value:
        return ""
    address = (
        value if "://" in value or value.lower().startswith(("javascript:", "data:")) else f"http://{value}"
    )
    try:
        return str(_URL.validate_python(address))
    except ValueError:
        raise PydanticCustomError("website", "not a web address beginning with http or https") from None


def codes(value: Any) -> list[str]:
    """Codes from a list or from one text with blanks between, without doubles, in order."""
    parts = value if isinstance(value, Iterable) and not isinstance(value, str) else str(value or "").split()
    return sorted({text.line(part) for part in parts} - {""})


def _upper(value: Any) -> str:
    return text.line(value).replace(" ", "").upper()


def blank_is_none(value: Any) -> Any:
    """`None` for a text with nothing in it."""
    return None if isinstance(value, str) and not value.strip() else value


def _line(length: int) -> Any:
    return Annotated[str, StringConstraints(max_length=length), BeforeValidator(text.line)]


def _required(length: int) -> Any:
    return Annotated[str, StringConstraints(min_length=1, max_length=length), BeforeValidator(text.line)]


Name = _required(100)
Title = _required(120)
PoolName = _required(60)
Short = _line(60)
Line = _line(100)
Address = _line(200)
Grade = _line(10)
Level = _line(20)
Prose = Annotated[str, StringConstraints(max_length=LONGEST), BeforeValidator(text.prose)]

CreditCode = Annotated[str, BeforeValidator(_upper), AfterValidator(_credit_code)]
Website = Annotated[
    str, StringConstraints(max_length=290), BeforeValidator(text.line), AfterValidator(_website)
]
Region = Annotated[str, StringConstraints(pattern=r"^\d{6}$"), BeforeValidator(_upper)]

TypeCode = Annotated[str, StringConstraints(pattern=r"^[a-z_]{2,20}$"), BeforeValidator(text.line)]
IndustryCode = Annotated[str, StringConstraints(pattern=r"^C\d{2,4}$"), BeforeValidator(_upper)]
OptionalIndustryCode = Annotated[IndustryCode | None, BeforeValidator(blank_is_none)]
DivisionCode = Annotated[str, StringConstraints(pattern=r"^C\d{2}$")]
ScenarioCode = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$")]
IndustryCodes = Annotated[list[IndustryCode], BeforeValidator(codes), Field(max_length=60)]
DivisionCodes = Annotated[list[DivisionCode], BeforeValidator(codes), Field(max_length=31)]
ScenarioCodes = Annotated[list[ScenarioCode], BeforeValidator(codes), Field(max_length=60)]
_Money = Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 10, decimal_places=2, allow_inf_nan=False)]
Amount = Annotated[_Money | None, BeforeValidator(blank_is_none)]
Count = Annotated[Annotated[int, Field(ge=0, le=2_000_000)] | None, BeforeValidator(blank_is_none)]
Year = Annotated[Annotated[int, Field(ge=1800, le=2200)] | None, BeforeValidator(blank_is_none)]
