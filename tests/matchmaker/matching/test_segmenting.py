"""Words are those of jieba without guessing."""

import tempfile

import jieba
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.matching import dictionary, reading, segmenting
from matchmaker.matching.characters import SEGMENTED, classes

jieba.setLogLevel(60)
jieba.dt.tmp_dir = tempfile.mkdtemp()
TEXTS = (
    "我们是做聚乳酸切片的研究生命起源于大海",
    "南京市长江大桥t恤aa制3d打印5g+工业互联网abc123中国科学技术大学",
    "结合成分子时他来到了网易杭研大厦工信处女干事每月经过下属科室",
    "c++c#iso9001v2.0减速机%-_.&",
    "一",
    "乾隆年间龘靐齉",
)


def cut(text: str) -> list[str]:
    """The cut of one run of characters."""
    codes = reading.codes(text)
    best, following = np.empty(len(codes) + 1), np.empty(len(codes) + 1, np.int32)
    segmenting.route(codes, 0, len(codes), dictionary.dictionary(), best, following)
    found, place = [], 0
    while place < len(codes):
        found.append(text[place : following[place]])
        place = following[place]
    return found


def single(words):
    """Words as jieba's route gives them: its joining of single letters undone."""
    return [
        piece
        for word in words
        for piece in (list(word) if word.isascii() and not jieba.dt.FREQ.get(word) else [word])
    ]


def test_known_texts_are_cut_as_jieba_cuts_them():
    for text in TEXTS:
        assert cut(text) == single(jieba.lcut(text, HMM=False))


PIECES = [
    word
    for word in dictionary.read()[0][::400]
    if all(classes()[ord(character)] & SEGMENTED for character in word)
]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, *"abc123+#%.-_&的一在有"]), min_size=1, max_size=30), st.integers(0, 3)
)
def test_any_text_is_cut_as_jieba_cuts_it(pieces, skipped):
    text = "".join(pieces)[skipped:] or "一"
    assert single(cut(text)) == single(jieba.lcut(text, HMM=False))
