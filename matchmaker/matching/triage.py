"""Is a need clear enough to be matched? Which scenario and industry does it speak of, and what should be asked?"""

from collections import Counter
from dataclasses import dataclass

from . import occurrences, reading
from .documents import Document
from .vocabulary import Vocabulary

SHORT = 20
MOST_QUESTIONS = 3
WORTH_NAMING = 0.15
CLEAR_EVIDENCE = 1.2


@dataclass(frozen=True)
class Question:
    """What would help: `code` says which question, `params` the words to put in.

    Codes: say-more (text too short), which-scenario (two or more are equally likely: `choices`), what-trouble (nothing of
    the trade recognised), which-product (no industry stated or recognised), what-goal (no figure and no date).
    """

    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Triage:
    """`vague`: not matchable as it is. Scenarios and industries as (code, weight), weights of each list add up to one."""

    vague: bool
    questions: tuple[Question, ...]
    scenarios: tuple[tuple[str, float], ...]
    industries: tuple[tuple[str, float], ...]


def assess(query: Document, vocabulary: Vocabulary | None = None) -> Triage:
    """Triage of one need; about 1 ms."""
    vocabulary = vocabulary or Vocabulary.standard()
    evidence = concept_counts(query, vocabulary)
    scenarios, industries = likely(evidence, "scenario"), likely(evidence, "industry")
    text = " ".join(text for _, text in query.fields)
    strongest = max(
        (weight for concept, weight in evidence.items() if concept.startswith("scenario:")), default=0.0
    )
    vague = strongest < CLEAR_EVIDENCE
    asked = (
        questions(text, strongest, scenarios, industries, query, vocabulary)
        if vague or undecided(scenarios)
        else ()
    )
    return Triage(vague, asked[:MOST_QUESTIONS], scenarios, industries)


def concept_counts(query: Document, vocabulary: Vocabulary) -> dict[str, float]:
    """Concept → evidence in the need, as the ranking counts it."""
    keys, _, numbers, counts = reading.gathered([query], vocabulary, 1, power=1.0)
    names = occurrences.concepts_by_key(vocabulary)
    found = Counter()
    for number, count in zip(numbers.tolist(), counts.tolist(), strict=True):
        found[names.get(int(keys[number]), "")] += count
    return dict(found)


def likely(evidence: dict[str, float], family: str) -> tuple[tuple[str, float], ...]:
    """The likely codes of a family, likeliest first, at most three, each with at least 15 % of the evidence."""
    some = {
        concept.partition(":")[2]: weight
        for concept, weight in evidence.items()
        if concept.startswith(f"{family}:")
    }
    whole = sum(some.values()) or 1.0
    best = sorted(
        ((code, weight / whole) for code, weight in some.items()), key=lambda pair: (-pair[1], pair[0])
    )[:3]
    kept = [(code, weight) for code, weight in best if weight >= WORTH_NAMING]
    share = sum(weight for _, weight in kept) or 1.0
    return tuple((code, weight / share) for code, weight in kept)


def undecided(scenarios: tuple[tuple[str, float], ...]) -> bool:
    """Whether the first two scenarios are about equally likely."""
    return len(scenarios) > 1 and scenarios[1][1] > 0.8 * scenarios[0][1]


def questions(
    text: str, strongest: float, scenarios, industries, query: Document, vocabulary: Vocabulary
) -> tuple[Question, ...]:
    """The questions that would help most, most helpful first."""
    choices = "、".join(vocabulary.name(f"scenario:{code}") for code, _ in scenarios[:3])
    wanted = (
        (len(text.strip()) < SHORT, Question("say-more")),
        (not scenarios or strongest < CLEAR_EVIDENCE / 2, Question("what-trouble")),
        (len(scenarios) > 1, Question("which-scenario", (("choices", choices),))),
        (not query.industries and not industries, Question("which-product")),
        (not any(character.isdigit() for character in text), Question("what-goal")),
    )
    return tuple(question for needed, question in wanted if needed)
