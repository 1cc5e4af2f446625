"""Letters to a firm about what its office decided, and the office's label in histories."""

import uuid

from flask import url_for

from matchmaker.events import firms
from matchmaker.mail import outbox
from matchmaker.web import signed_in, work


def by(office) -> str:
    """Who decides, as histories name it: the office and the person."""
    return f"{office.name} {signed_in.account().name}"


def about_membership(provider, pool, membership, decision: str) -> None:
    """Write to everybody who acts for the provider; `decision` in words."""
    address = url_for("provider.pool", provider_id=provider.id, pool_id=pool.id)
    context = {"pool": pool.name, "decision": decision, "reason": membership.reason}
    _write(provider, "membership-decided", context, address)


def about_need(factory, demand, decision: str, reason: str) -> None:
    """Write to everybody who acts for the factory; `decision` in words."""
    address = url_for("factory.demand", factory_id=factory.id, demand_id=demand.id)
    _write(factory, "need-decided", {"need": demand.title, "decision": decision, "reason": reason}, address)


def _write(firm, kind: str, context: dict, path: str) -> None:
    occasion = uuid.uuid4()  # the same decision may be taken again next month
    for person in firms.addressees(work.session(), firm):
        outbox.write(
            work.session(),
            to=person.email,
            kind=kind,
            language=person.language,
            context={**context, "firm": firm.name, "address": work.absolute(path)},
            key=f"{kind}:{occasion}:{person.email}"[:200],
            now=work.now(),
        )
