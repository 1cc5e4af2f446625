"""The ranking once more, as plainly as it can be said, slow and with strings: what the engine must agree with."""

import itertools
import math
import re
import tempfile
import unicodedata
from collections import Counter
from functools import lru_cache

import jieba

from matchmaker.matching import signals as facts
from matchmaker.matching.characters import traditional
from matchmaker.matching.roots import roots
from matchmaker.matching.signals import Signals

jieba.setLogLevel(60)
jieba.dt.tmp_dir = tempfile.mkdtemp()
FIELDS = {"title": 1.5, "name": 0.5, "cases": 0.8}
SIMPLE = traditional()
WORD = re.compile(r"[一-龥]{2,}|.*[a-z].*")


def fold(text):
    folded = [unicodedata.normalize("NFKC", c).lower() for c in text]
    folded = [f if len(f) == 1 else c for f, c in zip(folded, text, strict=True)]
    return "".join(
        SIMPLE.get(c, c)
        for c in folded
        if unicodedata.category(c) not in ("Cf", "Cc", "Cs", "Co", "Mn") or c in "\n\r\t"
    )


def bare(term):
    return re.sub(r"[ \t\-_/·]", "", fold(term))


@lru_cache
def rows(vocabulary):
    """(bare term, concept, weight, side, root?) of all rows, with parents."""
    own = {(bare(e.term), e.concept): (e.weight, e.side, False) for e in vocabulary.entries}
    for (term, concept), (weight, side, _) in sorted(own.items(), key=lambda item: -item[1][0]):
        parent = vocabulary.parents.get(concept)
        if parent and weight > 0:
            own.setdefault((term, parent), (weight / 4, side, False))
    return [(t, c, *rest) for (t, c), rest in own.items()] + [
        (bare(e.term), e.concept, e.weight, "both", True) for e in roots(vocabulary.entries)
    ]


def mentions(sentence, side, vocabulary):
    """(row, weight) of each mention: longest first at each place, hidden mentions left out."""
    taken, found = {}, []
    for start in range(len(sentence)):
        here = []
        for row in rows(vocabulary):
            shape = r"[ \t\-_/·]*".join(map(re.escape, row[0]))
            match = re.match(shape, sentence[start:])
            if match and alone(sentence, start, start + match.end()) and row[3] in ("both", side or row[3]):
                here.append((start + match.end(), row))
        for end, row in sorted(here, key=lambda pair: -pair[0]):
            family = row[1].split(":")[0]
            if row[4] or taken.get(family, (0, 0))[1] <= start or taken[family] == (start, end):
                taken |= {} if row[4] else {family: (start, end)}
                found.append(row)
    return found


def alone(text, start, end):
    def kind(c):
        return "" if not c.isascii() else "d" if c.isdigit() else "l" if c.isalpha() else ""

    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (kind(text[start]) and kind(before)) and not (
        kind(text[end - 1]) and kind(after) == kind(text[end - 1])
    )


def counts(document, vocabulary, power):
    """(kind, term) → count."""
    found, seen, parts = Counter(), [], []
    for name, text in document.fields:
        for sentence in re.split(r"[。;!?\n\r]|\.(?= )", fold(text)):
            if sentence:
                noise = sum(cue.weight for cue in vocabulary.cues if fold(cue.cue) in sentence)
                parts.append((name, sentence, min(1, max(0.2, 1 - noise))))
    clearest = max((clear for _, _, clear in parts), default=1)
    for name, sentence, clear in parts:
        weight = FIELDS.get(name, 1.0) * clear / clearest
        for kind, factor in (("character", weight), *([("title", 1 / clearest)] if name == "title" else [])):
            for c in sentence:
                found[kind, c] += factor * (c.isalnum() and not c.isascii())
            for a, b in itertools.pairwise(sentence):
                found[kind, a + b] += factor * (a.isalnum() and b.isalnum())
        for word in jieba.lcut(sentence, HMM=False):
            found["word", word] += weight * bool(WORD.fullmatch(word))
        seen += [(row, weight) for row in mentions(sentence, document.side, vocabulary)]
    return settled(found, concept_counts(seen, document), power)


def concept_counts(seen, document):
    repeats, outright, found = Counter(), 0.0, Counter()
    for row, weight in seen:
        repeats[row] += 1
        if not row[4] and row[1].startswith("scenario"):
            outright += max(0, weight * row[2] / repeats[row] ** 2)
    density = (outright + 2) / (sum(len(fold(text)) for _, text in document.fields) / 100 + 0.5)
    trust = min(1, max(0, (density - 1.8) / 0.8, (outright - 1) / 2))
    repeats.clear()
    for row, weight in seen:
        repeats[row] += 1
        factor = (trust if repeats[row] == 1 else 0) if row[4] else 1 / repeats[row] ** 2
        found[row[1]] += weight * row[2] * factor
    for concept in document.concepts:
        found[concept] += 4
    return found


def settled(found, concepts, power):
    diffuse = sum(max(0, w) for c, w in concepts.items() if c.startswith("scenario")) / 20
    own = {
        ("concept", c): max(0, w - diffuse) ** power for c, w in concepts.items() if c.startswith("scenario")
    }
    rest = {key: w / (w + 1.2) for key, w in found.items() if w > 0}
    trade = {
        ("trade", c): w / (w + 1.2) for c, w in concepts.items() if not c.startswith("scenario") and w > 0
    }
    return {key: w for key, w in (own | rest | trade).items() if w > 0}


def unit(row, idf, kind):
    values = {key: w * idf[key] for key, w in row.items() if key[0] == kind and key in idf}
    length = math.sqrt(sum(w * w for w in values.values()))
    length = max(length, 4.0) if kind == "concept" else length
    return {key: w / length for key, w in values.items()} if length else {}


def score(query, document, docs, idf, vocabulary, signals):
    """Score of one pair."""
    title = query.heading()
    rest = any(text.strip() for name, text in query.fields if name not in ("title", "name"))
    whole = counts(query, vocabulary, 2.0)
    head = counts(type(query)("t", (("title", title),), side=query.side), vocabulary, 2.0)
    text = total = 0
    for kind in ("concept", "character", "word", "title", "trade"):
        views = [unit(whole, idf, kind)]
        if title.strip() and rest and kind not in ("concept", "trade"):
            views = [view for view in (unit(head, idf, kind), views[0]) if view]
        row = unit(docs[document.id], idf, kind)
        cosine = sum(sum(w * row.get(key, 0) for key, w in view.items()) for view in views) / max(
            1, len(views)
        )
        text += getattr(signals, kind) * cosine
        total += getattr(signals, kind)
    told = facts.stated(query, document)
    lift = sum(getattr(signals, name) * told[name] for name in facts.asked(query))
    return text / total * (1 + lift) / (1 + sum(getattr(signals, name) for name in facts.asked(query)))


def rank(documents, query, vocabulary, signals=Signals()):
    """[(id, score)], best first."""
    docs = {d.id: counts(d, vocabulary, 0.6) for d in documents}
    frequency = Counter(key for row in docs.values() for key in row)
    idf = {key: math.log((1 + len(docs)) / (1 + n)) + 1 for key, n in frequency.items()}
    found = [(d.id, score(query, d, docs, idf, vocabulary, signals)) for d in documents]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))
