"""Every value we keep has words for people."""

import pytest

from demands import models as demands
from matchmaker.events import models as events
from matchmaker.mail import models as mail
from matchmaker.meetings import models as meetings
from matchmaker.outcomes import models as outcomes
from matchmaker.web.words import WORDS
from providers import models as providers

KINDS = {
    "demand_status": demands.DemandStatus,
    "event_kind": events.EventKind,
    "event_status": events.EventStatus,
    "request_mode": events.RequestMode,
    "scheduling_mode": events.SchedulingMode,
    "who_asks": events.WhoAsks,
    "fixed_tables": events.FixedTables,
    "event_phase": events.PhaseKind,
    "side": events.Side,
    "participant_status": events.ParticipantStatus,
    "request_status": meetings.RequestStatus,
    "asked_by": meetings.AskedBy,
    "wish": meetings.Wish,
    "meeting_status": meetings.MeetingStatus,
    "run_status": meetings.RunStatus,
    "run_mode": meetings.RunMode,
    "feedback_answer": meetings.Answer,
    "outcome_stage": outcomes.Stage,
    "letter_status": mail.LetterStatus,
    "membership_status": providers.MembershipStatus,
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_has_words(kind):
    assert {str(value) for value in KINDS[kind]} - set(WORDS[kind]) == set()
