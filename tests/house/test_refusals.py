"""Every refusal has a sentence for people; `test_translations` sees to the other language."""

import inspect
from importlib import import_module

from matchmaker.web import refusals

PACKAGES = (
    "demands",
    "providers",
    *(
        f"matchmaker.{room}"
        for room in (
            "accounts",
            "classifications",
            "events",
            "imports",
            "mail",
            "meetings",
            "outcomes",
            "sheets",
            "shortlists",
        )
    ),
)


def _refusals():
    found = []
    for package in PACKAGES:
        module = import_module(f"{package}.errors")
        found += [
            thing
            for _name, thing in inspect.getmembers(module, inspect.isclass)
            if issubclass(thing, module.Refusal)
            and thing is not module.Refusal
            and thing.__module__ == module.__name__
        ]
    return found


def test_every_refusal_has_a_sentence():
    assert [f"{one.__module__}.{one.__name__}" for one in _refusals() if one not in refusals.SENTENCES] == []


def test_every_refusal_is_answered_by_the_application():
    assert [one.__name__ for one in _refusals() if not issubclass(one, refusals.BASES)] == []
