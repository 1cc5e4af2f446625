"""Who may act for whom, and how people are invited."""

from datetime import timedelta

import pytest
from sqlmodel import select

from matchmaker.accounts import queries, representing
from matchmaker.accounts.errors import (
    AlreadyMember,
    InvitationForSomebodyElse,
    InvitationNotValid,
    LastManager,
)
from matchmaker.accounts.models import Invitation, OfficeMember, OfficeRole
from matchmaker.accounts.representing import Party
from matchmaker.mail.models import Letter
from tests import makers
from tests.makers import NOW


def _invite(session, office, email="new@firm.example", role="viewer"):
    inviter = makers.account(session)
    party = Party(office.name, office_id=office.id, role=role)
    representing.invite(session, inviter, party, email=email, address="https://x/{token}", now=NOW)
    letter = session.exec(select(Letter).where(Letter.to == email).order_by(Letter.key)).all()[-1]
    return letter.body.split("https://x/")[1].split()[0]


def test_an_invitation_brings_the_role_it_was_written_with(session):
    office = makers.office(session)
    secret = _invite(session, office)
    guest = makers.account(session, email="new@firm.example")
    representing.accept(session, guest, representing.invitation_of(session, secret, now=NOW), now=NOW)
    found, member = queries.office_of(session, guest, office.id)
    assert (found.id, member.role) == (office.id, OfficeRole.VIEWER)


def test_an_invitation_works_once(session):
    office = makers.office(session)
    secret = _invite(session, office)
    guest = makers.account(session, email="new@firm.example")
    invitation = representing.invitation_of(session, secret, now=NOW)
    representing.accept(session, guest, invitation, now=NOW)
    session.delete(session.exec(select(OfficeMember).where(OfficeMember.account_id == guest.id)).one())
    session.flush()
    with pytest.raises(InvitationNotValid):
        representing.accept(session, guest, invitation, now=NOW)
    with pytest.raises(InvitationNotValid):
        representing.invitation_of(session, secret, now=NOW)


def test_an_invitation_is_worth_nothing_to_somebody_else(session):
    secret = _invite(session, makers.office(session))
    other = makers.account(session, email="other@firm.example")
    with pytest.raises(InvitationForSomebodyElse):
        representing.accept(session, other, representing.invitation_of(session, secret, now=NOW), now=NOW)


def test_an_invitation_runs_out_after_a_week_and_can_be_taken_back(session):
    office = makers.office(session)
    secret = _invite(session, office)
    with pytest.raises(InvitationNotValid):
        representing.invitation_of(session, secret, now=NOW + timedelta(days=7))
    row = session.exec(select(Invitation)).one()
    other = makers.office(session)
    representing.withdraw_invitation(session, Party("", office_id=other.id), row.id, now=NOW)
    assert representing.invitation_of(session, secret, now=NOW).id == row.id
    representing.withdraw_invitation(session, Party("", office_id=office.id), row.id, now=NOW)
    with pytest.raises(InvitationNotValid):
        representing.invitation_of(session, secret, now=NOW)


def test_a_second_invitation_replaces_the_first(session):
    office = makers.office(session)
    first = _invite(session, office)
    _invite(session, office)
    session.expire_all()
    rows = session.exec(select(Invitation).where(Invitation.revoked_at.is_(None))).all()
    assert len(rows) == 1
    with pytest.raises(InvitationNotValid):
        representing.invitation_of(session, first, now=NOW)


def test_nobody_joins_twice_and_the_last_manager_stays(session):
    person, office = makers.organiser(session)
    with pytest.raises(AlreadyMember):
        representing.join_office(session, person, office.id, now=NOW)
    viewer = makers.account(session)
    representing.join_office(session, viewer, office.id, role=OfficeRole.VIEWER, now=NOW)
    manager = queries.office_of(session, person, office.id)[1]
    with pytest.raises(LastManager):
        representing.leave_office(session, manager)
    representing.leave_office(session, queries.office_of(session, viewer, office.id)[1])
    assert queries.office_of(session, viewer, office.id) is None


def test_an_office_is_seen_by_its_people_only(session):
    _person, office = makers.organiser(session)
    stranger, _other = makers.organiser(session, region_code="340100")
    assert queries.office_of(session, stranger, office.id) is None
