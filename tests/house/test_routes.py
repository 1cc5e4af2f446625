"""Every page is behind exactly one guard, changes are POST, and addresses look alike."""

import re

from matchmaker.web import guards

GUARDS = {name for name in dir(guards) if name.startswith("as_")}
# Rules whose endpoint has no guard because it is no view of ours.
FOREIGN = {"static"}


def _rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in FOREIGN]


def _guards_of(view):
    """All guards around a view, from the outside in."""
    found = []
    while view is not None:
        if "guard" in vars(view):
            found.append(view.guard)
        view = getattr(view, "__wrapped__", None)
    # functools.wraps copies the mark outwards, so only changes count
    return [name for number, name in enumerate(found) if number == 0 or name != found[number - 1]]


def test_every_view_has_exactly_one_guard(app):
    wrong = {rule.endpoint: _guards_of(app.view_functions[rule.endpoint]) for rule in _rules(app)}
    assert {
        endpoint: names for endpoint, names in wrong.items() if len(names) != 1 or names[0] not in GUARDS
    } == {}


def test_an_audience_is_behind_its_own_guard(app):
    own = {
        "factory": "as_factory",
        "provider": "as_provider",
        "organiser": "as_organiser",
        "desk": "as_desk",
        "admin": "as_administrator",
    }
    wrong = []
    for rule in _rules(app):
        audience = rule.endpoint.split(".")[0]
        guard = _guards_of(app.view_functions[rule.endpoint])[0]
        if audience in own and guard != own[audience]:
            wrong.append((rule.endpoint, guard))
    assert wrong == []


def test_no_address_both_shows_and_changes(app):
    both = [
        rule.endpoint
        for rule in _rules(app)
        if "GET" in rule.methods and rule.methods & {"POST", "PUT", "PATCH", "DELETE"}
    ]
    assert both == []


def test_addresses_are_kebab_case(app):
    words = [word for rule in _rules(app) for word in re.sub(r"<[^>]*>", "", rule.rule).split("/") if word]
    assert [
        word for word in words if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)?|\.[a-z]+", word)
    ] == []


def test_ids_in_addresses_cannot_be_guessed(app):
    numbers = [
        rule.rule
        for rule in _rules(app)
        if "<int:" in rule.rule and not re.search(r"<int:(number|row|step|column)", rule.rule)
    ]
    assert numbers == []
