"""The official codes with their names, handed to the reader from above."""

from dataclasses import dataclass, field
from functools import cached_property

from matchmaker.sheets import tidy

_TAILS = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "自治县",
    "地区",
    "省",
    "市",
    "区",
    "县",
    "盟",
    "旗",
)


@dataclass(frozen=True)
class Codes:
    """Each a dict from code to Chinese name; regions are six-digit GB/T 2260 codes."""

    industries: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    scenarios: dict[str, str] = field(default_factory=dict)

    @cached_property
    def industry_names(self) -> list[tuple[str, str]]:
        """(name without blanks, code), longest name first."""
        return by_length(self.industries)

    @cached_property
    def scenario_names(self) -> list[tuple[str, str]]:
        return by_length({code: name for code, name in self.scenarios.items() if code[-1:].isdigit()})

    @cached_property
    def region_names(self) -> dict[str, list[str]]:
        """Name, and name without 省/市/区/县 where two characters or more remain → codes of that name."""
        names: dict[str, list[str]] = {}
        for code, name in self.regions.items():
            for variant in {name, short_region(name)}:
                names.setdefault(variant, []).append(code)
        return names

    @cached_property
    def region_lengths(self) -> list[int]:
        return sorted({len(name) for name in self.region_names}, reverse=True)


def by_length(names: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(
        ((tidy.compact(name), code) for code, name in names.items()), key=lambda pair: -len(pair[0])
    )


def short_region(name: str) -> str:
    for tail in _TAILS:
        if name.endswith(tail) and len(name) - len(tail) >= 2:
            return name[: -len(tail)]
    return name
