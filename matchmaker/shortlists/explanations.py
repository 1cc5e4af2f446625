"""Why a provider suits a need: shared terms, exact passages of its profile, what is missing, how the score is made."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from demands.needs import Need
from matchmaker.classifications.names import codes
from matchmaker.matching.documents import Document
from matchmaker.matching.explaining import Explanation, explain
from matchmaker.shortlists import documents, store
from matchmaker.shortlists.candidates import Candidate, Sought, candidates_for
from matchmaker.shortlists.highlighting import Piece, pieces

SAID = 3
"""Terms named as the reasons of one row of a ranking."""


@dataclass(frozen=True)
class Quotation:
    """A field of the provider's profile with the passages that speak to the need marked."""

    field: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Explained:
    """One provider, the engine's explanation of its place, and the quotations of its profile."""

    candidate: Candidate
    explanation: Explanation
    quotations: list[Quotation]


def explained(session: Session, need: Need, provider_id: uuid.UUID) -> Explained | None:
    """Why this listed provider suits `need`; `None` when it is not listed, is the need's own firm, or has nothing in common."""
    found = candidates_for(session, need, Sought(only=frozenset({provider_id})), top=1)
    if not found:
        return None
    explanation = _explain(session, need, found)[0]
    return Explained(found[0], explanation, _quotations(found[0].document, explanation))


def reasons(session: Session, need: Need, ranked: Sequence[Candidate]) -> dict[uuid.UUID, list[str]]:
    """Provider → the terms that count most, most first, for a table of a ranking."""
    explanations = _explain(session, need, ranked)
    return {one.card.id: _heaviest(told) for one, told in zip(ranked, explanations, strict=True)}


def _explain(session: Session, need: Need, ranked: Sequence[Candidate]) -> list[Explanation]:
    index, query = store.providers(session).index, documents.of_need(need, codes(session))
    return [explain(index, query, one.document, one.match) for one in ranked]


def _heaviest(explanation: Explanation) -> list[str]:
    terms = sorted(explanation.terms, key=lambda term: -term.share)
    return list(dict.fromkeys(term.term for term in terms))[:SAID]


def _quotations(document: Document, explanation: Explanation) -> list[Quotation]:
    found = []
    for name, text in document.fields:
        spans = [(passage.start, passage.end) for passage in explanation.passages if passage.field == name]
        if spans:
            found.append(Quotation(name, pieces(text, spans)))
    return found
