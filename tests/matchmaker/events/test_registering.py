from datetime import timedelta

import pytest

from matchmaker.accounts.models import Representation
from matchmaker.events import attendance, planning, queries, registering
from matchmaker.events.drafts import PhasePlan, Registration
from matchmaker.events.errors import (
    AlreadyDecided,
    AlreadyRegistered,
    CodeUnknown,
    ConsentMissing,
    EventFull,
    NotApproved,
    NotOpen,
    NotYourTopic,
)
from matchmaker.events.models import PhaseKind
from matchmaker.journal import Actor, introduce
from matchmaker.mail import outbox
from tests import event_makers as make
from tests import makers

NOW = make.NOW
YES = Registration(consent=True)


@pytest.fixture
def event(session):
    return make.event(session, makers.office(session))


def kinds(session):
    return sorted(letter.kind for letter in outbox.letters(session))


def test_a_firm_applies_and_is_approved_and_told(session, event):
    firm = make.factory(session)
    participant = registering.apply(session, event, firm, YES, now=NOW)
    assert participant.status == "applied" and kinds(session) == []
    registering.approve(session, event, participant, now=NOW)
    assert participant.status == "approved"
    (letter,) = outbox.letters(session)
    assert (letter.kind, letter.to) == ("registration-approved", firm.contact_email)


def test_an_invited_firm_is_approved_when_it_says_yes(session, event):
    firm = make.provider(session)
    registering.invite(session, event, firm, now=NOW)
    with pytest.raises(AlreadyRegistered):
        registering.invite(session, event, firm, now=NOW)
    participant = registering.apply(session, event, firm, YES, now=NOW)
    assert participant.status == "approved"
    assert kinds(session) == ["event-invitation", "registration-approved"]


def test_letters_go_to_those_who_act_for_the_firm(session, event):
    firm = make.factory(session)
    people = [makers.account(session, email=f"{n}@plant.example", language="en") for n in "ab"]
    for person in people:
        session.add(Representation(account_id=person.id, factory_id=firm.id, created_at=NOW))
    session.flush()
    registering.invite(session, event, firm, now=NOW)
    letters = outbox.letters(session)
    assert {letter.to for letter in letters} == {"a@plant.example", "b@plant.example"}
    assert letters[0].subject == "Invitation to 装备制造供需对接会"


def test_inviting_many_skips_those_who_are_there(session, event):
    firms = [make.provider(session, name) for name in ("甲", "乙", "丙")]
    make.participant(session, event, firms[0])
    assert registering.invite_all(session, event, firms, now=NOW) == 2
    assert registering.invite_all(session, event, firms, now=NOW) == 0


def test_without_consent_nobody_is_registered(session, event):
    with pytest.raises(ConsentMissing):
        registering.apply(session, event, make.factory(session), Registration(), now=NOW)


def test_a_firm_registers_once(session, event):
    firm = make.factory(session)
    registering.apply(session, event, firm, YES, now=NOW)
    with pytest.raises(AlreadyRegistered):
        registering.apply(session, event, firm, YES, now=NOW)


def test_registration_closes_by_phase_and_by_status_but_not_for_the_invited(session, event):
    plan = PhasePlan(kind=PhaseKind.REGISTRATION, starts_at=NOW, ends_at=NOW + timedelta(days=1))
    planning.set_phases(session, event, [plan])
    invited = make.factory(session, "受邀厂")
    registering.invite(session, event, invited, now=NOW)
    with pytest.raises(NotOpen):
        registering.apply(session, event, make.factory(session), YES, now=NOW + timedelta(days=1))
    planning.close_registration(session, event)
    with pytest.raises(NotOpen):
        registering.apply(session, event, make.factory(session), YES, now=NOW)
    assert registering.apply(session, event, invited, YES, now=NOW + timedelta(days=2)).status == "approved"
    assert make.participant(session, event, make.factory(session, "代报名")).status == "approved"


def test_a_draft_takes_nobody_and_invites_nobody(session):
    event = make.event(session, makers.office(session), opened=False)
    firm = make.factory(session)
    for act in (registering.invite, lambda s, e, f, now: registering.apply(s, e, f, YES, now=now)):
        with pytest.raises(NotOpen):
            act(session, event, firm, now=NOW)


def test_a_full_side_refuses_approval_unless_the_organiser_insists(session):
    event = make.event(session, makers.office(session), factory_limit=1)
    make.participant(session, event, make.factory(session, "甲厂"))
    late = registering.apply(session, event, make.factory(session, "乙厂"), YES, now=NOW)
    with pytest.raises(EventFull) as refused:
        registering.approve(session, event, late, now=NOW)
    assert refused.value.limit == 1
    registering.approve(session, event, late, now=NOW, beyond_limit=True)
    provider = registering.apply(session, event, make.provider(session), YES, now=NOW)
    registering.approve(session, event, provider, now=NOW)
    assert queries.status_counts(session, event) == {("factory", "approved"): 2, ("provider", "approved"): 1}


def test_two_organisers_decide_once(session, event):
    participant = registering.apply(session, event, make.factory(session), YES, now=NOW)
    registering.decline(session, event, participant, reason="不在邀请范围", now=NOW)
    with pytest.raises(AlreadyDecided) as refused:
        registering.approve(session, event, participant, now=NOW)
    assert refused.value.status == "declined"
    (letter,) = outbox.letters(session)
    assert "不在邀请范围" in letter.body


def test_a_firm_brings_its_own_public_needs_only(session, event):
    plant, other = make.factory(session, "甲厂"), make.factory(session, "乙厂")
    mine, foreign = make.need(session, plant), make.need(session, other, "别家的需求")
    participant = registering.apply(session, event, plant, Registration(consent=True, demand_ids=[mine.id]), now=NOW)
    assert [topic.title for topic in queries.topics_of(session, participant)] == ["车间排产全靠人工"]
    with pytest.raises(NotYourTopic):
        wish = Registration(consent=True, demand_ids=[foreign.id])
        registering.amend(session, event, participant, wish, now=NOW)


def test_unavailable_slots_of_another_event_do_not_count(session, event):
    other = make.event(session, makers.office(session))
    own, foreign = queries.slots_of(session, event)[2], queries.slots_of(session, other)[0]
    wish = Registration(consent=True, unavailable_slot_ids=[own.id, foreign.id])
    participant = registering.apply(session, event, make.factory(session), wish, now=NOW)
    assert queries.unavailable(session, event) == {participant.id: {own.id}}
    assert queries.unavailable(session, other) == {}


def test_named_delegates_raise_the_number_of_delegates(session, event):
    wish = Registration(consent=True, delegates=1, delegate_names=["王工", "李工"])
    assert registering.apply(session, event, make.factory(session), wish, now=NOW).delegates == 2


def test_the_first_scan_counts_and_the_second_is_told_when_it_was(session, event):
    participant = make.participant(session, event, make.factory(session))
    introduce(session, Actor("服务台 小王"))
    code = participant.code.lower()
    typed = f" {code[:4]}-{code[4:8]} {code[8:]} ".replace("0", "o").replace("1", "l")
    first = attendance.check_in_by_code(session, event, typed, now=NOW)
    introduce(session, Actor("服务台 小李"))
    second = attendance.check_in_by_code(session, event, participant.code, now=NOW + timedelta(minutes=3))
    assert (first.first, second.first) == (True, False)
    assert (second.at, second.by) == (NOW, "服务台 小王")
    attendance.undo(session, participant)
    assert queries.present_counts(session, event) == {"factory": 0, "provider": 0}


def test_codes_of_other_events_and_of_firms_not_approved_are_refused(session, event):
    other = make.event(session, makers.office(session))
    stranger = make.participant(session, other, make.factory(session))
    with pytest.raises(CodeUnknown):
        attendance.check_in_by_code(session, event, stranger.code, now=NOW)
    applied = registering.apply(session, event, make.provider(session), YES, now=NOW)
    with pytest.raises(NotApproved):
        attendance.check_in_by_code(session, event, applied.code, now=NOW)


def test_codes_are_long_and_never_the_same(session, event):
    plants, firms = make.sides(session, event, 3, 3)
    codes = {one.code for one in (*plants, *firms)}
    assert len(codes) == 6 and all(len(code) == 12 for code in codes)


def test_the_desk_is_open_to_helpers_and_to_the_region_s_offices(session, event):
    helper, stranger = makers.account(session), makers.account(session)
    province, _ = makers.organiser(session, "340000")
    elsewhere, _ = makers.organiser(session, "350000")
    planning.give_desk_duty(session, event, helper, now=NOW)
    planning.give_desk_duty(session, event, helper, now=NOW)
    seen = [queries.event_at_desk(session, who, event.id) is not None for who in (helper, province, stranger, elsewhere)]
    assert seen == [True, True, False, False]
    ((duty, _),) = queries.desk_of(session, event)
    planning.end_desk_duty(session, duty)
    assert queries.event_at_desk(session, helper, event.id) is None


def test_lists_are_narrowed_by_side_status_and_name(session, event):
    make.sides(session, event, 2, 1)
    registering.apply(session, event, make.factory(session, "百分_厂%"), YES, now=NOW)
    names = [one.firm.name for one in queries.attendees(session, event, side="factory")]
    assert sorted(names) == ["工厂0", "工厂1", "百分_厂%"]
    assert [one.firm.name for one in queries.attendees(session, event, words="分_厂%")] == ["百分_厂%"]
    assert queries.count_attendees(session, event, words="_") == 1
    assert queries.count_attendees(session, event, statuses=["approved"]) == 3
