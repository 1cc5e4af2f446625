"""Chinese words by jieba's dictionary, without guessing of unknown words (HMM off)."""

import re
import tempfile
from functools import lru_cache

PIECE = 200
BREAK = re.compile(r"[^一-鿿0-9a-z+#]+")
SPEAKING = re.compile(r"[一-鿿]{2,}|[0-9a-z+#]*[a-z][0-9a-z+#]*")


@lru_cache(maxsize=1)
def segmenter():
    """jieba's tokenizer with a private cache folder; a shared one can be poisoned by another user."""
    import jieba

    jieba.setLogLevel(60)
    jieba.dt.tmp_dir = tempfile.mkdtemp(prefix="jieba-")
    return jieba.dt


def words(text: str) -> list[str]:
    """Words of two or more characters and Latin words of a folded text, in order."""
    pieces = (part for run in BREAK.split(text) for part in chunks(run))
    return [word for piece in pieces for word in segmenter().cut(piece, HMM=False) if SPEAKING.fullmatch(word)]


def chunks(run: str) -> list[str]:
    """At most 200 characters each: segmentation takes quadratic memory on unbroken text."""
    return [run[start : start + PIECE] for start in range(0, len(run), PIECE)]
