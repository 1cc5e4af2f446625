"""Who acts for the provider."""

from matchmaker.accounts.representing import Party
from matchmaker.web import guards
from matchmaker.web import people as shared
from matchmaker.web.provider import blueprint as bp


@bp.get("/people")
@guards.as_provider
def people(provider):
    """The people and the open invitations."""
    return shared.show(_party(provider))


@bp.post("/people")
@guards.as_provider
def invite_person(provider):
    """Invite somebody."""
    return shared.invite(_party(provider))


@bp.post("/people/invitations/<uuid:invitation_id>/withdraw")
@guards.as_provider
def withdraw_invitation(provider, invitation_id):
    """Take an invitation back."""
    return shared.withdraw(_party(provider), invitation_id)


@bp.post("/people/<uuid:representation_id>/end")
@guards.as_provider
def end_representation(provider, representation_id):
    """Somebody acts for the provider no longer."""
    return shared.end(_party(provider), representation_id)


def _party(provider) -> Party:
    return Party(provider.name, provider_id=provider.id)
