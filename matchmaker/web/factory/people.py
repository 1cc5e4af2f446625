"""Who acts for the factory."""

from matchmaker.accounts.representing import Party
from matchmaker.web import guards
from matchmaker.web import people as shared
from matchmaker.web.factory import blueprint as bp


@bp.get("/people")
@guards.as_factory
def people(factory):
    """The people and the open invitations."""
    return shared.show(_party(factory))


@bp.post("/people")
@guards.as_factory
def invite_person(factory):
    """Invite somebody."""
    return shared.invite(_party(factory))


@bp.post("/people/invitations/<uuid:invitation_id>/withdraw")
@guards.as_factory
def withdraw_invitation(factory, invitation_id):
    """Take an invitation back."""
    return shared.withdraw(_party(factory), invitation_id)


@bp.post("/people/<uuid:representation_id>/end")
@guards.as_factory
def end_representation(factory, representation_id):
    """Somebody acts for the factory no longer."""
    return shared.end(_party(factory), representation_id)


def _party(factory) -> Party:
    return Party(factory.name, factory_id=factory.id)
