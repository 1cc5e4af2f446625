"""What an office says about a pool."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from providers.inputs.fields import DivisionCodes, PoolName, Prose, Region


class PoolDraft(BaseModel):
    """A pool as its office describes it. `publicity_days` 1–60, `min_years` 0–50."""

    model_config = ConfigDict(extra="forbid")

    name: PoolName
    region_code: Region
    description: Prose = ""
    conditions: Prose = ""
    industries: DivisionCodes = []
    accepting: bool = True
    min_years: Annotated[int, Field(ge=0, le=50)] = 3
    publicity_days: Annotated[int, Field(ge=1, le=60)] = 7
    position: Annotated[int, Field(ge=0, le=9_999)] = 0
