from datetime import date, timedelta

import pytest

from providers import pools, queries, standing
from providers.errors import AppealPending, DateInPast, NoAppeal, NotInThisState, ReasonMissing
from tests import makers

BY = "省经信厅"


@pytest.fixture
def pool(session):
    return makers.pool(session)


@pytest.fixture
def member(session, pool):
    return lambda status: makers.membership(session, makers.provider(session), pool, status=status)


def test_warned_firm_stays_listed_until_removed(session, now, member):
    membership = member("admitted")
    standing.warn(session, membership, "电话打不通", date(2026, 12, 24), by=BY, now=now)
    assert (membership.status, membership.reason, membership.rectify_by) == (
        "warned",
        "电话打不通",
        date(2026, 12, 24),
    )
    assert queries.listed_provider(session, membership.provider_id)
    standing.remove(session, membership, "材料不实", by=BY, now=now)
    assert queries.listed_provider(session, membership.provider_id) is None


def test_warning_needs_a_reason_and_a_day_ahead(session, now, member):
    membership = member("admitted")
    with pytest.raises(ReasonMissing):
        standing.warn(session, membership, "", date(2026, 12, 24), by=BY, now=now)
    with pytest.raises(DateInPast):
        standing.warn(session, membership, "x", date(2026, 11, 1), by=BY, now=now)


def test_overdue_names_those_whose_day_has_passed(session, member):
    membership = member("warned")
    member("admitted")
    due = membership.rectify_by
    assert queries.overdue(session, "340000", due) == ([], 0)
    rows, total = queries.overdue(session, "340000", due + timedelta(days=1))
    assert ([row[0].id for row in rows], total) == ([membership.id], 1)
    assert queries.overdue(session, "330000", due + timedelta(days=1)) == ([], 0)


def test_lifting_and_renewing_end_a_warning(session, now, member):
    lifted, renewed = member("warned"), member("warned")
    standing.lift_warning(session, lifted, by=BY, now=now)
    standing.renew(session, renewed, by=BY, now=now + timedelta(days=365))
    assert (lifted.status, lifted.rectify_by) == ("admitted", None)
    assert (renewed.status, renewed.rectify_by, renewed.reviewed_year) == ("admitted", None, 2027)


def test_yearly_review_list(session, now, member):
    membership = member("admitted")
    member("applied")
    assert queries.due_for_review(session, "340000", 2026) == ([], 0)
    rows, total = queries.due_for_review(session, "340000", 2027)
    assert ([row[0].id for row in rows], total) == ([membership.id], 1)
    standing.renew(session, membership, by=BY, now=now + timedelta(days=365))
    assert queries.due_for_review(session, "340000", 2027) == ([], 0)


def test_stars(session, now, member):
    membership = member("warned")
    standing.rate(session, membership, 4, by=BY, now=now)
    assert (membership.stars, membership.status, membership.reason) == (4, "warned", "两个月联系不上")
    with pytest.raises(ValueError, match="6"):
        standing.rate(session, membership, 6, by=BY, now=now)
    with pytest.raises(NotInThisState):
        standing.rate(session, member("applied"), 3, by=BY, now=now)


@pytest.mark.parametrize(("status", "back"), [("refused", "prechecked"), ("removed", "admitted")])
def test_appeal_upheld(session, now, member, status, back):
    membership = member(status)
    standing.appeal(session, membership, "我们有证明", by="李二", now=now)
    assert membership.status == status
    with pytest.raises(AppealPending):
        standing.appeal(session, membership, "再说一次", by="李二", now=now)
    assert queries.queue_sizes(session, "340000")["appeal"] == 1
    standing.uphold(session, membership, "证明有效", by=BY, now=now)
    assert (membership.status, membership.appeal_status) == (back, "upheld")
    assert queries.queue_sizes(session, "340000")["appeal"] == 0


def test_appeal_rejected_keeps_the_decision_and_its_reason(session, now, member):
    membership = member("removed")
    standing.appeal(session, membership, "不服", by="李二", now=now)
    standing.reject(session, membership, "证据确凿", by=BY, now=now)
    kept = (membership.status, membership.reason, membership.appeal_status, membership.appeal_answer)
    assert kept == ("removed", "材料不实", "rejected", "证据确凿")
    with pytest.raises(NoAppeal):
        standing.uphold(session, membership, "", by=BY, now=now)


def test_second_removal_may_be_appealed_again(session, now, member):
    membership = member("removed")
    standing.appeal(session, membership, "不服", by="李二", now=now)
    standing.uphold(session, membership, "有理", by=BY, now=now)
    standing.remove(session, membership, "又犯", by=BY, now=now)
    standing.appeal(session, membership, "还是不服", by="李二", now=now)
    assert membership.appeal_status == "open"


@pytest.mark.parametrize("status", ["applied", "admitted", "withdrawn", "returned"])
def test_only_refusal_and_removal_can_be_appealed(session, now, member, status):
    with pytest.raises(NotInThisState):
        standing.appeal(session, member(status), "不服", by="李二", now=now)


def test_new_application_clears_the_old_appeal(session, now, member, pool):
    membership = member("refused")
    standing.appeal(session, membership, "不服", by="李二", now=now)
    provider = queries.provider_by_id(session, membership.provider_id)
    pools.apply(session, pool, provider, "重新申请", by="李二", now=now)
    assert (membership.appeal_status, membership.appeal_text) == ("none", "")
