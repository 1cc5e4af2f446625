"""A blueprint for one audience: its party's id stands in every address and is never seen by the views."""

from typing import Any

from flask import Blueprint, g


def audience(
    name: str, import_name: str, prefix: str = "", party: str = "", *, mark: bool = False
) -> Blueprint:
    """The blueprint `name` under `/<prefix>/<uuid:party>/`; without `party` simply under `/<prefix>`.

    `url_for("factory.home")` inside the audience keeps the party; from elsewhere name it: `factory_id=…`.
    `mark` makes an audience without a party show its own navigation.
    """
    url_prefix = f"/{prefix}" if prefix else None
    blueprint = Blueprint(
        name, import_name, url_prefix=f"{url_prefix}/<uuid:{party}>" if party else url_prefix
    )
    if party:
        _carry(blueprint, party)
    elif mark:
        blueprint.before_request(lambda: _mark(name))
    return blueprint


def _mark(name: str) -> None:
    g.audience = name


def _carry(blueprint: Blueprint, party: str) -> None:
    @blueprint.url_value_preprocessor
    def take(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        g.audience = blueprint.name
        g.party_ids = {party: (values or {}).pop(party, None)}

    @blueprint.url_defaults
    def put(_endpoint: str, values: dict[str, Any]) -> None:
        if party not in values and party in g.get("party_ids", {}):
            values[party] = g.party_ids[party]
