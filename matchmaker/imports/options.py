"""What a person decides about an import beside its columns."""

import uuid
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Stage = Literal["applied", "prechecked", "admitted"]


class Options(BaseModel):
    """`region`, `industry`, `provider_type`: for rows that say nothing. `existing`: what happens to firms that are
    registered already. `pool_id`, `stage`: where imported providers arrive. `arrive`: where needs arrive."""

    model_config = ConfigDict(extra="forbid")

    region: str = Field(default="", pattern=r"^(\d{6})?$")
    industry: str = Field(default="", pattern=r"^([A-Z]\d{2,4})?$")
    provider_type: str = Field(default="", pattern=r"^[a-z_]{0,20}$")
    existing: Literal["skip", "update"] = "skip"
    pool_id: uuid.UUID | None = None
    stage: Stage = "applied"
    arrive: Literal["draft", "submitted"] = "submitted"
