"""The words people read for the values we keep, and the tone (colour) they are shown in.

Each module holds `WORDS: dict[kind, dict[value, (words, tone)]]`; kinds are unique over all modules.
Tones are Tabler's: `secondary` nothing yet, `blue` under way, `yellow` wants attention, `green` good, `red` bad, `azure`, `purple`.
"""

from typing import Any

from matchmaker.web.words import (
    accounts,
    demands,
    events,
    meetings,
    outcomes,
    providers,
    sheet_fields,
    sheets,
)

_MODULES = (accounts, demands, providers, events, meetings, outcomes, sheets, sheet_fields)
WORDS: dict[str, dict[str, tuple[Any, str]]] = {
    kind: words for module in _MODULES for kind, words in module.WORDS.items()
}


def word(kind: str, value: Any) -> str:
    """The words for a value, e.g. `word("demand_status", "draft")` → 草稿; the value itself when unknown."""
    return str(WORDS[kind].get(str(value), (value, ""))[0]) if value not in (None, "") else ""


def tone(kind: str, value: Any) -> str:
    """The tone of a value."""
    return WORDS[kind].get(str(value), ("", "secondary"))[1]


def choices(kind: str, *, blank: Any = None) -> list[tuple[str, Any]]:
    """(value, words) for a select field; `blank` adds an empty first choice with these words."""
    pairs = [(value, words) for value, (words, _) in WORDS[kind].items()]
    return pairs if blank is None else [("", blank), *pairs]
