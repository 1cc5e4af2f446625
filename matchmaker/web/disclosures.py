"""Telling a provider that it was let into the confidential part of a need."""

from flask import url_for

from demands.models import Demand, Factory
from matchmaker.accounts import queries
from matchmaker.mail import outbox
from matchmaker.shortlists.models import Disclosure
from matchmaker.web import work
from providers.models import Provider


def tell(row: Disclosure, factory: Factory, demand: Demand, provider: Provider) -> None:
    """Writes to everybody who acts for the provider, once for each time the door was opened."""
    address = work.absolute(url_for("provider.need", provider_id=provider.id, demand_id=demand.id))
    context = {"firm": factory.name, "title": demand.title, "provider": provider.name, "address": address}
    for email, language in queries.contact_emails(work.session(), provider_id=provider.id):
        outbox.write(
            work.session(),
            to=email,
            kind="confidential-opened",
            language=language,
            context=context,
            key=f"confidential-opened:{row.id}:{row.opened_at:%Y%m%d%H%M%S}:{email}",
            now=work.now(),
        )
