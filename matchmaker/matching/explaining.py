"""Why a document stands where it stands: shared terms with their shares, exact quotations, and what is missing."""

import itertools
from dataclasses import dataclass, field
from itertools import pairwise

from . import keys as kinds_of_terms
from . import occurrences, queries, reading
from .documents import Document
from .index import Index
from .occurrences import Place
from .ranking import STANDARD, Match, shares
from .signals import Signals

SPEAKING = 1 << kinds_of_terms.CONCEPT | 1 << kinds_of_terms.WORD
MOST_MISSING = 5
WORTH_ASKING = 0.1
WORTH_HINTING = 0.05
UNASKABLE = ("stage", "industry")


@dataclass(frozen=True)
class Term:
    """A shared term in words for people; `share` of the score, all shares of an explanation together with its signals make 1.

    `kind`: concept, trade, word, character or title. The quotations are exact, in reading order, each once.
    """

    term: str
    kind: str
    share: float
    quotes_query: tuple[str, ...] = ()
    quotes_document: tuple[str, ...] = ()
    concept: str = ""


@dataclass(frozen=True)
class Signal:
    """A stated fact (industry, region, kind) and its share of the score."""

    name: str
    share: float


@dataclass(frozen=True)
class Passage:
    """Characters `start` to `end` of one field of the document, as it was written, and the term they speak of."""

    field: str
    start: int
    end: int
    text: str
    term: str


@dataclass(frozen=True)
class Explanation:
    """Terms and signals, heaviest first; what the query speaks of and the document does not; passages in reading order."""

    terms: list[Term] = field(default_factory=list)
    signals: list[Signal] = field(default_factory=list)
    missing: list[Term] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


def explain(
    index: Index, query: Document, document: Document, match: Match, signals: Signals = STANDARD
) -> Explanation:
    """Explain one match of `rank`. `document` is the text that was indexed; about 1 ms for texts of 200 characters."""
    return explain_many(index, query, [(document, match)], signals)[0]


def explain_many(
    index: Index, query: Document, pairs: list[tuple[Document, Match]], signals: Signals = STANDARD
) -> list[Explanation]:
    """`explain` for several matches of one query, which is read once."""
    vector = queries.vectors(index, [query])[0]
    asked = occurrences.places(query, index.vocabulary, SPEAKING, set(vector.keys.tolist()))
    counted = counts(index, [document for document, _ in pairs])
    return [
        explanation(index, query, document, match, vector, asked, contributions(own, match, vector, signals))
        for (document, match), own in zip(pairs, counted, strict=True)
    ]


def counts(index: Index, documents: list[Document]) -> list[dict[int, float]]:
    """Key → dampened count of each document, as the index has it."""
    keys, rows, numbers, weights = reading.gathered(documents, index.vocabulary)
    pairs = list(zip(keys[numbers].tolist(), weights.tolist(), strict=True))
    return [dict(pairs[start:end]) for start, end in pairwise(rows.tolist())]


def explanation(
    index: Index,
    query: Document,
    document: Document,
    match: Match,
    vector,
    asked: list[Place],
    weighed: dict[int, float],
) -> Explanation:
    """One explanation from a prepared query and its occurrences."""
    offered = occurrences.places(document, index.vocabulary, SPEAKING, weighed)
    whole = sum(match.parts.values()) or 1.0
    terms = named(
        index, query, document, {key: value / whole for key, value in weighed.items()}, asked, offered
    )
    facts = [
        Signal(name, value / whole)
        for name, value in match.parts.items()
        if name not in kinds_of_terms.KINDS and value > 0
    ]
    return Explanation(
        terms,
        sorted(facts, key=lambda fact: -fact.share),
        missing(index, query, asked, vector, offered),
        passages(index, document, offered, terms),
    )


def contributions(own: dict[int, float], match: Match, vector, signals: Signals) -> dict[int, float]:
    """Key → part of the score, for the terms both sides have; each block adds up to its part of the match."""
    asked = zip(vector.keys.tolist(), vector.weights.tolist(), strict=True)
    return scaled({key: weight * own[key] for key, weight in asked if key in own}, match, signals)


def scaled(found: dict[int, float], match: Match, signals: Signals) -> dict[int, float]:
    """Products brought to the size that each block has in the score."""
    sums = [0.0] * len(kinds_of_terms.KINDS)
    for key, value in found.items():
        sums[key >> 61] += value
    factors = [
        match.parts.get(name, 0.0) / total if total else 0.0
        for name, total in zip(kinds_of_terms.KINDS, sums, strict=True)
    ]
    active = [bool(share) for share in shares(signals)]
    return {key: value * factors[key >> 61] for key, value in found.items() if active[key >> 61]}


def named(
    index: Index,
    query: Document,
    document: Document,
    weighed: dict[int, float],
    asked: list[Place],
    offered: list[Place],
) -> list[Term]:
    """The contributions as terms for people; characters and pairs that stand for no word are told as one."""
    here, there = by_key(asked), by_key(offered)
    terms: list[Term] = []
    loose: dict[str, dict[int, float]] = {"character": {}, "title": {}}
    for key, share in weighed.items():
        kind = kinds_of_terms.KINDS[key >> 61]
        if kind in loose:
            loose[kind][key] = share
        else:
            terms.append(
                term_of(
                    index,
                    key,
                    kind,
                    share,
                    quotes(query, here.get(key, [])),
                    quotes(document, there.get(key, [])),
                )
            )
    terms += [alike(query, kind, some) for kind, some in loose.items() if some]
    return sorted(terms, key=lambda term: (-term.share, term.term))


def term_of(
    index: Index, key: int, kind: str, share: float, asked: tuple[str, ...], offered: tuple[str, ...]
) -> Term:
    """A concept under its name, a word as it is written."""
    concept = occurrences.concepts_by_key(index.vocabulary).get(key, "")
    name = index.vocabulary.name(concept) if concept else (asked or offered or ("",))[0]
    return Term(name, kind, share, asked, offered, concept)


def by_key(places: list[Place]) -> dict[int, list[Place]]:
    """Occurrences by term; where a concept is named outright, its mere hints are left out."""
    found: dict[int, list[Place]] = {}
    for place in places:
        found.setdefault(place.key, []).append(place)
    return {key: [one for one in some if not one.root] or some for key, some in found.items()}


def quotes(document: Document, places: list[Place]) -> tuple[str, ...]:
    """The words at these places, each once; pairs of a chain of hints are joined to what was written."""
    return tuple(dict.fromkeys(dict(document.fields)[name][start:end] for name, start, end in spans(places)))


def spans(places: list[Place]) -> list[tuple[str, int, int]]:
    """Places of one term with overlaps melted: (field, start, end) in reading order."""
    found: list[tuple[str, int, int]] = []
    for place in places:
        if found and found[-1][0] == place.field and place.start < found[-1][2]:
            found[-1] = (place.field, found[-1][1], max(found[-1][2], place.end))
        else:
            found.append((place.field, place.start, place.end))
    return found


def alike(query: Document, kind: str, shared: dict[int, float]) -> Term:
    """All shared characters as one term, named by the longest stretch of the query whose pairs the document has too."""
    heaviest = max(shared, key=lambda key: (shared[key], key))
    text = occurrences.folded(
        "\n".join(text for name, text in query.fields if kind != "title" or name == "title")
    )
    stretches = "".join(
        b if joined else f"\0{b}" for b, joined in chained(text, shared, heaviest >> 61)
    ).split("\0")
    term = max(stretches, key=len) or kinds_of_terms.told(heaviest)
    return Term(term if len(term) > 1 else kinds_of_terms.told(heaviest), kind, sum(shared.values()))


def chained(text: str, shared: dict[int, float], kind: int) -> list[tuple[str, bool]]:
    """Each character and whether it makes a shared pair with the one before."""
    pairs = itertools.pairwise(text)
    return [(text[:1], False)] + [(b, kinds_of_terms.characters(a + b, kind) in shared) for a, b in pairs]


def missing(index: Index, query: Document, asked: list[Place], vector, offered: list[Place]) -> list[Term]:
    """Concepts that weigh in the query and that the document does not show, heaviest first, at most five."""
    shown = {place.key for place in offered if not place.root}
    outright = by_key(
        [
            place
            for place in asked
            if not place.root and place.key >> 61 in (kinds_of_terms.CONCEPT, kinds_of_terms.TRADE)
        ]
    )
    weights = dict(zip(vector.keys.tolist(), vector.weights.tolist(), strict=True))
    heaviest = {
        kind: max((w for k, w in weights.items() if k >> 61 == kind), default=0.0)
        for kind in (0, kinds_of_terms.TRADE)
    }
    wanted = [
        (weights.get(key, 0.0) / (heaviest[key >> 61] or 1.0), key) for key in outright if key not in shown
    ]
    wanted = [
        (weight, key)
        for weight, key in sorted(wanted, key=lambda pair: (-pair[0], pair[1]))
        if weight >= WORTH_ASKING
    ]
    terms = [
        term_of(index, key, kinds_of_terms.KINDS[key >> 61], 0.0, quotes(query, outright[key]), ())
        for _, key in wanted
    ]
    return [term for term in terms if family(term) not in UNASKABLE][:MOST_MISSING]


def family(term: Term) -> str:
    """`scenario`, `technology` …; stages are headings of scenarios, industries are told by the signal."""
    return term.concept.partition(":")[0]


def passages(index: Index, document: Document, offered: list[Place], terms: list[Term]) -> list[Passage]:
    """Where the document speaks of the named concepts; mere hints only for a concept that weighs and is not named outright."""
    texts, found = dict(document.fields), []
    named_terms = {term.concept: term for term in terms if term.concept and family(term) != "stage"}
    concepts = occurrences.concepts_by_key(index.vocabulary)
    for key, some in by_key(offered).items():
        term = named_terms.get(concepts.get(key, ""))
        if term and (not some[0].root or term.share >= WORTH_HINTING):
            found += [
                Passage(name, start, end, texts[name][start:end], term.term)
                for name, start, end in spans(some)
            ]
    order = {name: nth for nth, name in enumerate(texts)}
    return sorted(found, key=lambda passage: (order[passage.field], passage.start, -passage.end))
