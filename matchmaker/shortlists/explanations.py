"""Why a provider suits a need: shared terms, exact passages of its profile, what is missing, how the score is made."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session

from demands.needs import Need
from matchmaker.matching.documents import Document
from matchmaker.matching.explaining import Explanation, Term, explain_many
from matchmaker.shortlists import documents, store
from matchmaker.shortlists.candidates import Candidate, Sought, candidates_for
from matchmaker.shortlists.highlighting import Piece, pieces
from matchmaker.shortlists.registers import Card

SAID = 3
"""Terms named as the reasons of one row of a ranking."""
WORTH_A_LINE = 0.01
"""Smaller shares are told together."""
TELLING = ("concept", "trade", "word")


@dataclass(frozen=True)
class Line:
    """One reason: `kind` is a kind of term or signal, or `rest`; `share` of the score. All lines add up to 1."""

    kind: str
    term: str
    share: float
    need_says: tuple[str, ...] = ()
    provider_says: tuple[str, ...] = ()
    concept: str = ""
    need_ticked: bool = False
    provider_ticked: bool = False


@dataclass(frozen=True)
class Quotation:
    """A field of the provider's profile with the passages that speak to the need marked."""

    field: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Explained:
    """One provider, the lines that make up its score, what the need asks and it does not show, and its own words."""

    need: Need
    candidate: Candidate
    lines: list[Line]
    missing: list[Term]
    quotations: list[Quotation]


def explained(session: Session, need: Need, provider_id: uuid.UUID) -> Explained | None:
    """Why this listed provider suits `need`; `None` when it is not listed, is the need's own firm, or has nothing in common."""
    found = candidates_for(session, need, Sought(only=frozenset({provider_id})), top=1)
    if not found:
        return None
    explanation = _explain(session, need, found)[0]
    lines = [_with_ticks(line, need, found[0].card) for line in _lines(explanation)]
    shared = {line.concept for line in lines}
    missing = [term for term in explanation.missing if term.concept not in shared]
    return Explained(need, found[0], lines, missing, _quotations(found[0].document, explanation))


def reasons(session: Session, need: Need, ranked: Sequence[Candidate]) -> dict[uuid.UUID, list[str]]:
    """Provider → the terms that count most, most first, for a table of a ranking."""
    explanations = _explain(session, need, ranked)
    return {one.card.id: _heaviest(told) for one, told in zip(ranked, explanations, strict=True)}


def _explain(session: Session, need: Need, ranked: Sequence[Candidate]) -> list[Explanation]:
    index, query = store.providers(session).index, documents.of_need(need)
    return explain_many(index, query, [(one.document, one.match) for one in ranked])


def _heaviest(explanation: Explanation) -> list[str]:
    """Concepts and words; mere likeness of characters says nothing to a reader."""
    telling = [term.term for term in explanation.terms if term.kind in TELLING and _says_something(term)]
    return list(dict.fromkeys(telling))[:SAID]


def _lines(explanation: Explanation) -> list[Line]:
    """Terms and signals by weight, and at the end one line for all that is too small to be told."""
    told = [term for term in explanation.terms if _says_something(term)]
    lines = [_line(one) for one in told]
    lines += [Line(signal.name, "", signal.share) for signal in explanation.signals if signal.share > 0]
    rest = sum(term.share for term in explanation.terms) - sum(term.share for term in told)
    tail = [Line("rest", "", rest)] if rest > 0 else []
    return sorted(lines, key=lambda line: -line.share) + tail


def _line(term: Term) -> Line:
    return Line(
        term.kind,
        term.term,
        term.share,
        _words(term.quotes_query),
        _words(term.quotes_document),
        term.concept,
    )


def _with_ticks(line: Line, need: Need, card: Card) -> Line:
    """Notes which side has chosen the scenario of the line, for where it has no words for it."""
    kind, _colon, code = line.concept.partition(":")
    if kind != "scenario":
        return line
    return replace(line, need_ticked=code in need.scenario_codes, provider_ticked=code in card.scenarios)


def _words(quotes: Sequence[str]) -> tuple[str, ...]:
    """Quotations that can be read: a single character hints at something to the engine, and at nothing to a person."""
    return tuple(quote for quote in quotes if len(quote.strip()) > 1)


def _says_something(term: Term) -> bool:
    """Whether a term is worth a line: stages are only the headings that scenarios stand under."""
    return term.share >= WORTH_A_LINE and not term.concept.startswith("stage:")


def _quotations(document: Document, explanation: Explanation) -> list[Quotation]:
    found = []
    for name, text in document.fields:
        spans = [
            (passage.start, passage.end)
            for passage in explanation.passages
            if passage.field == name and len(passage.text) > 1
        ]
        if spans:
            found.append(Quotation(name, pieces(text, spans)))
    return found
