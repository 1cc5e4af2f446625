"""Speed of the ranking engine beside scikit-learn with jieba and bm25s, in one run on this machine.

    python -m benchmarks.matching [--providers 100000] [--needs 10000]

Texts are resampled from the sample region's profiles, clause by clause, to 200 characters each, so that words and their
frequencies are those of the trade. Peers that need long are measured on a share of the work and scaled; the output says so.
"""

import argparse
import gc
import random
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

SAMPLE = Path(__file__).parents[1] / "matchmaker" / "sample" / "data"
LENGTH = 200


def clauses() -> list[str]:
    """Clauses of the sample region's texts."""
    text = "\n".join(file.read_text("utf-8") for file in sorted(SAMPLE.rglob("*.jsonl")))
    found = re.findall(r"[一-鿿A-Za-z0-9]{4,40}", text)
    if len(found) < 1000:
        raise SystemExit("the sample region has too few texts to resample")
    return sorted(set(found))


def texts(count: int, length: int, seed: int) -> list[str]:
    """Resampled texts."""
    source, pieces = random.Random(seed), clauses()
    return [",".join(source.choices(pieces, k=length // 8))[:length] for _ in range(count)]


def seconds(act: Callable[[], object], times: int = 1) -> float:
    """Median wall time."""
    taken = []
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def say(name: str, took: float, note: str = "") -> None:
    print(f"{name:64} {took:10.4f} s  {note}", flush=True)


def indexing(supply: list[str]):
    """Index with all features and with words alone, beside TfidfVectorizer with jieba on a tenth."""
    import jieba
    from sklearn.feature_extraction.text import TfidfVectorizer

    from matchmaker.matching.documents import Document
    from matchmaker.matching.index import Index
    from matchmaker.matching.ranking import rank
    from matchmaker.matching.vocabulary import Vocabulary

    documents = [Document(f"{n:06}", (("profile", text),), side="provider") for n, text in enumerate(supply)]
    vocabulary = Vocabulary.standard()
    rank(Index.build(documents[:50], vocabulary), documents[0])
    jieba.setLogLevel(60)
    jieba.dt.tmp_dir = tempfile.mkdtemp()
    jieba.initialize()
    tenth = supply[: max(1, len(supply) // 10)]
    peer = 10 * seconds(
        lambda: TfidfVectorizer(tokenizer=jieba.lcut, token_pattern=None).fit(tenth).transform(tenth[:1])
    )
    say("index: TfidfVectorizer with jieba, words alone", peer, "measured on a tenth, times ten; one core")
    words = seconds(lambda: Index.build(documents, vocabulary, kinds=4), 3)
    say("index: words alone", words, f"{peer / words:.0f} times faster")
    every = seconds(lambda: Index.build(documents, vocabulary), 3)
    say("index: words, characters, concepts", every, f"{peer / every:.0f} times faster")
    return documents, Index.build(documents, vocabulary)


def one_query(documents, index, asked: list[str]) -> None:
    """One need: top 20 with ten explanations; an update; bm25s top 20 without explanation."""
    from matchmaker.matching.documents import Document
    from matchmaker.matching.explaining import explain_many
    from matchmaker.matching.ranking import rank

    by_id = {document.id: document for document in documents}
    needs = [Document("q", (("title", text[:15]), ("description", text)), side="need") for text in asked]

    def full(need) -> None:
        matches = rank(index, need, top=20)
        explain_many(index, need, [(by_id[match.id], match) for match in matches[:10]])

    full(needs[0])
    ranked = [seconds(lambda need=need: rank(index, need, top=20)) for need in needs]
    told = [seconds(lambda need=need: full(need)) for need in needs]
    say("one need: top 20", statistics.median(ranked))
    say(
        "one need: top 20 and ten explanations",
        statistics.median(told),
        f"95 %: {np.percentile(told, 95):.4f} s",
    )
    say("one profile changed: updated()", seconds(lambda: index.updated([documents[0]]), 3))
    bm25(documents, asked)


def bm25(documents, asked: list[str]) -> None:
    """bm25s on jieba's words, if it is installed."""
    try:
        import bm25s
    except ImportError:
        print("bm25s is not installed; `uv sync --group bench`")
        return
    import rjieba

    cut = rjieba.Jieba()
    supply = [
        [word for word in cut.cut(document.fields[0][1], hmm=False) if len(word) > 1]
        for document in documents
    ]
    retriever = bm25s.BM25(backend="numba")
    retriever.index(supply, show_progress=False)
    queries = [[word for word in cut.cut(text, hmm=False) if len(word) > 1] for text in asked]
    retriever.retrieve(queries[:1], k=20, show_progress=False)
    taken = [
        seconds(lambda query=query: retriever.retrieve([query], k=20, show_progress=False, n_threads=1))
        for query in queries
    ]
    say(
        "one need: bm25s (numba) top 20, words alone, no explanation",
        statistics.median(taken),
        "tokens ready made",
    )


def all_pairs(supply: list[str], documents, asked: list[str]) -> None:
    """All needs against all providers on words: ours beside scikit-learn's cosine in blocks with argpartition."""
    from matchmaker.matching.batches import rank_many
    from matchmaker.matching.documents import Document
    from matchmaker.matching.index import Index
    from matchmaker.matching.signals import Signals
    from matchmaker.matching.vocabulary import Vocabulary

    index = Index.build(documents, Vocabulary.standard(), kinds=4)
    needs = [Document(f"q{n}", (("description", text),), side="need") for n, text in enumerate(asked)]
    words = Signals(concept=0, character=0, title=0, trade=0)
    ours = seconds(lambda: rank_many(index, needs, top=20, signals=words))
    peer = blocks(index, asked)
    say(
        "all pairs: scikit-learn cosine in blocks, argpartition, words",
        peer,
        "on the same words; a tenth of the needs, times ten",
    )
    say("all pairs: words", ours, f"{peer / ours:.1f} times faster")
    every = Index.build(documents, Vocabulary.standard())
    tenth = needs[: max(1, len(needs) // 10)]
    say(
        "all pairs: all features",
        10 * seconds(lambda: rank_many(every, tenth, top=20)),
        "a tenth of the needs, times ten",
    )


def blocks(index, asked: list[str]) -> float:
    """scikit-learn on the matrix of our own word weights, queries of 500."""
    from scipy import sparse
    from sklearn.metrics.pairwise import cosine_similarity

    part = index.segments[0].postings
    matrix = sparse.csc_array(
        (part.counts, part.places, part.starts), shape=(len(index.ids), len(part.keys))
    ).tocsr()
    weighted = (matrix @ sparse.diags_array(index.idf[0])).tocsr().astype(np.float32)
    some = weighted[: max(1, len(asked) // 10)]

    def act() -> None:
        for start in range(0, some.shape[0], 500):
            scores = cosine_similarity(some[start : start + 500], weighted, dense_output=True)
            np.argpartition(-scores, 20, axis=1)[:, :20]

    return 10 * seconds(act)


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--providers", type=int, default=100_000)
    parser.add_argument("--needs", type=int, default=10_000)
    chosen = parser.parse_args()
    supply, asked = texts(chosen.providers, LENGTH, 1), texts(chosen.needs, 100, 2)
    documents, index = indexing(supply)
    one_query(documents, index, asked[:30])
    all_pairs(supply, documents, asked)
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024:.2f} GiB, peers included"
    )


if __name__ == "__main__":
    main()
