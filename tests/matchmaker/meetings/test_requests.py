from datetime import timedelta

import pytest

from matchmaker.events import planning, registering
from matchmaker.events.drafts import PhasePlan, Registration
from matchmaker.events.models import PhaseKind
from matchmaker.mail import outbox
from matchmaker.meetings import asking, contacts, leaving, queries, requests
from matchmaker.meetings.errors import (
    AlreadyAsked,
    MayNotAsk,
    MeetingOver,
    NotPending,
    NotTakingPart,
    NotYours,
    OwnFirm,
    RequestsClosed,
    SaidNo,
    TooManyOpen,
    WrongNeed,
)
from matchmaker.meetings.models import Wish
from tests import event_makers as make
from tests import makers

NOW = make.NOW


def ask(session, event, asker, guest, demand_id=None, **more):
    return requests.ask(session, event, asker=asker, guest=guest, demand_id=demand_id, now=NOW, **more)


def letters(session):
    """(kind, to), without those about the registration."""
    return [(one.kind, one.to[0]) for one in outbox.letters(session) if not one.kind.startswith("registration")]


def test_a_request_that_is_accepted_becomes_an_unscheduled_meeting(session, event, pair):
    plant, firm = pair
    request = ask(session, event, plant, firm, message="想谈排产")
    assert (request.status, request.factory_said, request.provider_said) == ("pending", "yes", None)
    assert queries.waiting_for(session, firm) == 1 and queries.waiting_for(session, plant) == 0
    requests.accept(session, event, request, "provider", message="好的", wish=Wish.MUST, now=NOW)
    row = queries.request_for(session, firm, request.id)
    assert (row.request.status, row.meeting.status, row.request.provider_wish) == ("accepted", "unscheduled", "must")
    assert sorted(letters(session)) == [("request-accepted", "f"), ("request-received", "p")]


def test_who_asked_cannot_accept_for_the_other_side(session, event, pair):
    request = ask(session, event, *pair)
    with pytest.raises(NotYours):
        requests.accept(session, event, request, "factory", now=NOW)


def test_declining_ends_it_and_tells_the_one_that_asked(session, event, pair):
    request = ask(session, event, *pair)
    requests.decline(session, event, request, "provider", message="这次没有空", now=NOW)
    assert request.status == "declined"
    assert ("request-declined", "f") in letters(session)
    with pytest.raises(NotPending) as refused:
        requests.accept(session, event, request, "provider", now=NOW)
    assert refused.value.status == "declined"


def test_one_no_rules_the_pair_out_unless_the_one_that_said_it_asks(session, event, pair):
    plant, firm = pair
    requests.decline(session, event, ask(session, event, plant, firm), "provider", now=NOW)
    with pytest.raises(SaidNo):
        ask(session, event, plant, firm)
    with pytest.raises(SaidNo):
        requests.propose(session, event, factory=plant, provider=firm, demand_id=None, now=NOW)
    assert ask(session, event, firm, plant).status == "pending"


def test_the_unit_is_need_and_provider(session, event, pair):
    plant, firm = pair
    owner = session.get_one(make.Factory, plant.factory_id)
    needs = [make.need(session, owner, title) for title in ("排产", "质检")]
    for need in needs:
        assert ask(session, event, plant, firm, need.id).demand_id == need.id
    assert ask(session, event, plant, firm).demand_id is None
    for need_id in (needs[0].id, None):
        session.commit()
        with pytest.raises(AlreadyAsked):
            ask(session, event, plant, firm, need_id)
        session.rollback()
    requests.decline(session, event, queries.requests_for(session, plant)[0].request, "provider", now=NOW)
    assert len(queries.requests_for(session, firm, statuses=["pending"])) == 2


def test_asking_back_is_a_yes(session, event, pair):
    plant, firm = pair
    ask(session, event, plant, firm)
    request = ask(session, event, firm, plant)
    assert request.status == "accepted" and len(queries.requests_for(session, plant)) == 1


def test_a_need_that_is_not_the_factory_s_own_or_not_public_is_refused(session, event, pair):
    plant, firm = pair
    stranger = make.need(session, make.factory(session, "别家"))
    with pytest.raises(WrongNeed):
        ask(session, event, plant, firm, stranger.id)
    with pytest.raises(WrongNeed):
        ask(session, event, firm, plant, firm.id)


def test_only_approved_firms_of_this_event_meet(session, event, pair):
    plant, _firm = pair
    applied = registering.apply(session, event, make.provider(session, "待审"), Registration(consent=True), now=NOW)
    other = make.event(session, makers.office(session))
    elsewhere = make.participant(session, other, make.provider(session, "别处"))
    for guest in (applied, elsewhere):
        with pytest.raises(NotTakingPart):
            ask(session, event, plant, guest)
    with pytest.raises(MayNotAsk):
        ask(session, event, plant, plant)


def test_one_company_does_not_meet_itself(session, event):
    plant = make.participant(session, event, make.factory(session, "双面公司"))
    code = session.get_one(make.Factory, plant.factory_id).credit_code
    firm = make.participant(session, event, make.provider(session, "双面公司", credit_code=code))
    with pytest.raises(OwnFirm):
        ask(session, event, plant, firm)


@pytest.mark.parametrize(("who", "factory", "provider"), [
    ("both", True, True), ("factories", True, False), ("providers", False, True), ("organiser", False, False)])
def test_the_event_says_which_side_asks(session, who, factory, provider):
    event = make.event(session, makers.office(session), who_asks=who)
    plants, firms = make.sides(session, event, 2, 2)
    for asker, guest, allowed in ((plants[0], firms[0], factory), (firms[1], plants[1], provider)):
        if allowed:
            assert ask(session, event, asker, guest).status == "pending"
        else:
            with pytest.raises(MayNotAsk):
                ask(session, event, asker, guest)


def test_outside_of_the_phase_only_the_organiser_proposes(session, event, pair):
    plant, firm = pair
    plan = PhasePlan(kind=PhaseKind.REQUESTS, starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=2))
    planning.set_phases(session, event, [plan])
    with pytest.raises(RequestsClosed):
        ask(session, event, plant, firm)
    proposal = requests.propose(session, event, factory=plant, provider=firm, demand_id=None, score=0.7, now=NOW)
    assert (proposal.status, proposal.factory_said, proposal.provider_said) == ("pending", None, None)
    assert proposal.expires_at == plan.ends_at


def test_a_proposal_needs_both_yes(session, event, pair):
    plant, firm = pair
    proposal = requests.propose(session, event, factory=plant, provider=firm, demand_id=None, now=NOW)
    requests.accept(session, event, proposal, "factory", now=NOW)
    assert proposal.status == "pending" and queries.request_for(session, plant, proposal.id).meeting is None
    requests.accept(session, event, proposal, "provider", now=NOW)
    assert proposal.status == "accepted"


def test_where_requests_count_at_once_no_answer_is_needed(session):
    event = make.event(session, makers.office(session), request_mode="at_once")
    (plants, firms) = make.sides(session, event, 1, 1)
    request = ask(session, event, plants[0], firms[0])
    assert request.status == "accepted" and letters(session) == [("request-accepted", "p")]


def test_an_unanswered_request_expires_and_cannot_be_accepted_any_more(session, event, pair):
    request = ask(session, event, *pair)
    late = NOW + timedelta(hours=72)
    with pytest.raises(NotPending):
        requests.accept(session, event, request, "provider", now=late)
    assert requests.expire_due(session, now=late - timedelta(seconds=1)) == 0
    assert requests.expire_due(session, now=late) == 1
    session.refresh(request)
    assert request.status == "expired"
    requests.put_back(session, event, request, now=late)
    requests.accept(session, event, request, "provider", now=late)
    assert request.status == "accepted"


def test_too_many_unanswered_requests_are_refused(session, event, monkeypatch):
    monkeypatch.setattr(asking, "MOST_OPEN", 2)
    plants, firms = make.sides(session, event, 1, 3)
    for firm in firms[:2]:
        ask(session, event, plants[0], firm)
    with pytest.raises(TooManyOpen):
        ask(session, event, plants[0], firms[2])


def test_taking_back_a_request_and_cancelling_a_meeting(session, event, pair):
    plant, firm = pair
    request = ask(session, event, plant, firm)
    with pytest.raises(NotYours):
        requests.withdraw(session, event, request, "provider", now=NOW)
    requests.withdraw(session, event, request, "factory", now=NOW)
    assert request.status == "withdrawn"
    row = make.meeting(session, event, plant, firm)
    requests.withdraw(session, event, row.request, "provider", reason="临时出差", now=NOW)
    again = queries.request_in(session, event, row.request.id)
    assert (again.request.status, again.meeting.status, again.meeting.reason) == ("withdrawn", "cancelled", "临时出差")
    assert ("meeting-cancelled", "f") in letters(session)
    with pytest.raises(MeetingOver):
        requests.withdraw(session, event, again.request, "provider", now=NOW)


def test_contacts_open_with_both_yes_and_close_again(session, event, pair):
    plant, firm = pair
    request = ask(session, event, plant, firm)
    assert contacts.contact_for(session, request, "factory") is None
    assert contacts.contact_for(session, request, "provider") is None
    requests.accept(session, event, request, "provider", now=NOW)
    assert contacts.contact_for(session, request, "factory").name == "服务商0经理"
    assert contacts.contact_for(session, request, "provider").phone == "055100000001"
    registering.amend(session, event, firm, Registration(consent=True), now=NOW)
    firm.consent_at = None
    assert contacts.contact_for(session, request, "factory") is None
    firm.consent_at = NOW
    requests.withdraw(session, event, request, "factory", now=NOW)
    assert contacts.contact_for(session, request, "provider") is None


def test_a_firm_that_leaves_takes_its_requests_and_meetings_along(session, event):
    plants, firms = make.sides(session, event, 2, 2)
    make.meeting(session, event, plants[0], firms[0])
    ask(session, event, firms[1], plants[0])
    kept = make.meeting(session, event, plants[1], firms[1])
    assert leaving.withdraw(session, event, plants[0], reason="停产检修", now=NOW) == 1
    states = {row.request.status for row in queries.requests_for(session, plants[0])}
    assert states == {"withdrawn"}
    assert queries.request_in(session, event, kept.request.id).meeting.status == "unscheduled"
    assert letters(session).count(("meeting-cancelled", "p")) == 1


def test_calling_the_event_off_tells_everybody_who_would_have_come(session, event):
    make.sides(session, event, 2, 1)
    gone = make.participant(session, event, make.provider(session, "已退出"))
    leaving.withdraw(session, event, gone, now=NOW)
    assert leaving.cancel_event(session, event, reason="台风", now=NOW) == 3
    assert [kind for kind, _ in letters(session)].count("event-cancelled") == 3


def test_a_request_is_seen_by_its_two_sides_and_its_event_only(session, event):
    plants, firms = make.sides(session, event, 2, 2)
    request = ask(session, event, plants[0], firms[0])
    other = make.event(session, makers.office(session))
    seen = [queries.request_for(session, who, request.id) is not None for who in (*plants, *firms)]
    assert seen == [True, False, True, False]
    assert queries.request_in(session, other, request.id) is None
    assert queries.count_requests_in(session, event, words="工厂0") == 1
    assert queries.requests_in(session, event, words="工厂1") == []
    assert queries.request_counts(session, event)["pending"] == 1


def test_characters_that_nobody_sees_are_not_kept(session, event, pair):
    request = ask(session, event, *pair, message="想\x00谈\u200b排产\r\n请带样本")
    assert request.message == "想谈排产\n请带样本"
    requests.decline(session, event, request, "provider", message="没\x00空", now=NOW)
    assert request.answer == "没空"


def test_a_need_is_in_talks_once_its_first_meeting_is_agreed(session, event, pair):
    from demands.models import Factory

    plant, firm = pair
    need = make.need(session, session.get(Factory, plant.factory_id))
    request = requests.ask(session, event, asker=plant, guest=firm, demand_id=need.id, now=make.NOW)
    assert need.status == "published"
    requests.accept(session, event, request, "provider", now=make.NOW)
    assert need.status == "matching"
