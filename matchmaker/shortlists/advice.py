"""What would help a need to be matched: questions to its owner, scenarios and an industry that its words speak of."""

from dataclasses import dataclass, replace

from sqlmodel import Session

from demands.needs import Need
from matchmaker.classifications.names import codes
from matchmaker.matching.triage import Question, assess
from matchmaker.shortlists import documents

LIKELY = 0.3
CLEAR = 0.6


@dataclass(frozen=True)
class Advice:
    """`vague`: hardly matchable as it is. Codes are suggestions that the need does not carry yet."""

    vague: bool
    questions: tuple[Question, ...]
    scenario_codes: tuple[str, ...]
    industry_code: str

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.vague or self.questions or self.scenario_codes or self.industry_code)


def advise(session: Session, need: Need) -> Advice:
    """Advice from the words alone: what the owner has chosen already must not speak for itself. About 1 ms."""
    told = assess(documents.of_need(replace(need, scenario_codes=())))
    offered = codes(session)
    scenarios = [code for code, weight in told.scenarios if weight >= LIKELY and code in offered.scenarios]
    questions = tuple(
        one for one in told.questions if one.code != "which-scenario" or not need.scenario_codes
    )
    return Advice(
        vague=told.vague and not need.scenario_codes,
        questions=questions if told.vague or not need.scenario_codes else (),
        scenario_codes=tuple(code for code in scenarios if code not in need.scenario_codes)
        if not need.scenario_codes
        else (),
        industry_code=_industry(need, told.industries),
    )


def _industry(need: Need, likely: tuple[tuple[str, float], ...]) -> str:
    """The division the words clearly speak of, if the need names another and the words do not speak of that one at all."""
    divisions = {code[:3] for code, _weight in likely}
    clear = [code[:3] for code, weight in likely if weight >= CLEAR]
    return clear[0] if clear and need.industry_code[:3] not in divisions else ""
