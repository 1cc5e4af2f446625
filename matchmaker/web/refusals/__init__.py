"""A sentence for every refusal: what the rule is, and what the person can do now.

Each module holds `SENTENCES: dict[type[Exception], Callable[[exception], str]]`; the most special class wins.
"""

from collections.abc import Callable

from matchmaker.web.refusals import accounts, demands, events, imports, meetings, outcomes, providers, sheets

_MODULES = (accounts, demands, providers, events, meetings, outcomes, sheets, imports)
SENTENCES: dict[type[Exception], Callable[[Exception], str]] = {
    refusal: words for module in _MODULES for refusal, words in module.SENTENCES.items()
}
BASES = tuple(base for module in _MODULES for base in module.BASES)


def sentence(refusal: Exception) -> str:
    """The sentence for a refusal, in the language of the page."""
    for kind in type(refusal).__mro__:
        if kind in SENTENCES:
            return str(SENTENCES[kind](refusal))
    raise KeyError(type(refusal))
