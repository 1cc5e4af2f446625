"""The text index: documents as TF-IDF rows, block by block."""

import numpy as np
from scipy import sparse

from . import terms
from .documents import Document
from .vocabulary import Vocabulary

SATURATION = 1.2


class Block:
    """One kind of terms: `matrix` (documents × terms, rows of length 1), `idf` (terms)."""

    def __init__(self, counts: list[dict[str, float]]):
        self.columns = {term: i for i, term in enumerate(sorted({t for row in counts for t in row}))}
        matrix = self.dampened(counts)
        frequency = np.bincount(matrix.indices, minlength=len(self.columns))
        self.idf = np.log((1 + len(counts)) / (1 + frequency)) + 1
        self.matrix = self.unit(matrix)

    def dampened(self, counts: list[dict[str, float]]) -> sparse.csr_array:
        """BM25's saturation of counts; terms that no document has are left out, counter-signs fall away."""
        data, indices, ends = [], [], [0]
        for row in counts:
            known = [(self.columns[t], w) for t, w in row.items() if w > 0 and t in self.columns]
            indices += [column for column, _ in known]
            data += [w / (w + SATURATION) for _, w in known]
            ends.append(len(data))
        return sparse.csr_array((np.array(data, float), np.array(indices, int), ends), shape=(len(counts), len(self.columns)))

    def unit(self, matrix: sparse.csr_array) -> sparse.csr_array:
        """Weighted by idf, rows of length one."""
        weighted = matrix.multiply(self.idf).tocsr() if len(self.columns) else matrix
        lengths = np.sqrt(weighted.multiply(weighted).sum(axis=1))
        return sparse.diags_array(1 / np.maximum(lengths, 1e-12)).tocsr() @ weighted

    def query(self, views: list[tuple[float, dict[str, float]]]) -> np.ndarray:
        """Query vector of length ≤ 1 from weighted views, each brought to length one: (terms,). Empty views pass their share on."""
        rows = [(share, self.unit(self.dampened([counts])).toarray()[0]) for share, counts in views]
        rows = [(share, row) for share, row in rows if row.any()]
        whole = sum(share for share, _ in rows) or 1.0
        return sum((share / whole * row for share, row in rows), np.zeros(len(self.columns)))

    def cosines(self, views: list[tuple[float, dict[str, float]]]) -> np.ndarray:
        """Weighted cosines of a query's views with every document: (documents,)."""
        return self.matrix @ self.query(views) if len(self.columns) else np.zeros(self.matrix.shape[0])


class Index:
    """Documents ready to be ranked."""

    def __init__(self, documents: list[Document], vocabulary: Vocabulary, counts: dict[str, dict]):
        self.documents, self.vocabulary, self.counts = documents, vocabulary, counts
        self.ids = [document.id for document in documents]
        self.blocks = {kind: Block([counts[i][kind] for i in self.ids]) for kind in terms.KINDS}

    @classmethod
    def build(cls, documents, vocabulary: Vocabulary) -> "Index":
        """Index of all documents."""
        documents = list(documents)
        return cls(documents, vocabulary, {d.id: terms.of(d, vocabulary) for d in documents})

    def updated(self, changed=(), removed=()) -> "Index":
        """A new index with some documents changed or added and some removed."""
        changed = {d.id: d for d in changed}
        gone = set(removed) | set(changed)
        kept = [d for d in self.documents if d.id not in gone]
        counts = self.counts | {i: terms.of(d, self.vocabulary) for i, d in changed.items()}
        return Index([*kept, *changed.values()], self.vocabulary, counts)
