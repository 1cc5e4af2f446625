"""The record of one firm over all events: how often it came, met, was missing, and what came of it."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session, col, func, select

from demands.models import Factory
from matchmaker.events.firms import Firm, side_of
from matchmaker.events.models import Participant, Side
from matchmaker.figures.counts import UNDER_CONTRACT
from matchmaker.meetings.models import Answer, Feedback, Meeting, MeetingRequest, MeetingStatus
from matchmaker.outcomes.models import Outcome

OTHER = {Side.FACTORY: Side.PROVIDER, Side.PROVIDER: Side.FACTORY}


@dataclass(frozen=True)
class Record:
    """`missed` are the meetings this firm itself did not come to; `praised` those whose partner sees a cooperation
    possible; `answered` those whose partner gave feedback at all. Money in 万元."""

    events: int
    held: int
    missed: int
    answered: int
    praised: int
    signed: int
    amount: Decimal

    @property
    def reliability(self) -> float | None:
        """Share of its meetings the firm came to, 0 … 1; `None` without any."""
        total = self.held + self.missed
        return self.held / total if total else None


def of_firm(session: Session, firm: Firm) -> Record:
    """The record of a factory or provider; four queries."""
    states, answers = _states(session, firm), _answers(session, firm)
    own = {f"{side_of(firm)}_absent", MeetingStatus.BOTH_ABSENT}
    signed, amount = _contracts(session, firm)
    came = select(func.count()).select_from(Participant).where(
        _mine(firm), col(Participant.checked_in_at).is_not(None)
    )
    return Record(
        events=session.exec(came).one(),
        held=states[MeetingStatus.HELD],
        missed=sum(states[status] for status in own),
        answered=sum(answers.values()),
        praised=answers[Answer.COOPERATION_POSSIBLE],
        signed=signed,
        amount=amount,
    )


def _mine(firm: Firm) -> object:
    return (Participant.factory_id if isinstance(firm, Factory) else Participant.provider_id) == firm.id


def _meetings(query, firm: Firm):  # type: ignore[no-untyped-def]
    seat = getattr(MeetingRequest, f"{side_of(firm)}_participant_id")
    query = query.join(MeetingRequest, MeetingRequest.id == Meeting.request_id)
    return query.join(Participant, Participant.id == seat).where(_mine(firm))


def _states(session: Session, firm: Firm) -> Counter[str]:
    query = _meetings(select(Meeting.status, func.count()).select_from(Meeting), firm)
    return Counter(dict(session.exec(query.group_by(Meeting.status)).all()))


def _answers(session: Session, firm: Firm) -> Counter[str]:
    """What the partners said of meetings with this firm."""
    query = select(Feedback.answer, func.count()).select_from(Feedback).join(Meeting, Meeting.id == Feedback.meeting_id)
    query = _meetings(query, firm).where(Feedback.side == OTHER[side_of(firm)])
    return Counter(dict(session.exec(query.group_by(Feedback.answer)).all()))


def _contracts(session: Session, firm: Firm) -> tuple[int, Decimal]:
    mine = Outcome.factory_id if isinstance(firm, Factory) else Outcome.provider_id
    query = select(Outcome.amount).where(mine == firm.id, col(Outcome.stage).in_(UNDER_CONTRACT))
    amounts = session.exec(query).all()
    return len(amounts), sum((amount or Decimal() for amount in amounts), Decimal())
