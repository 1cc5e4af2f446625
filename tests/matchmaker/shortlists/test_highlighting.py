from hypothesis import given
from hypothesis import strategies as st

from matchmaker.shortlists.highlighting import Piece, merged, pieces


def test_marks_keep_their_surroundings_and_leave_out_the_rest():
    text = "甲" * 50 + "排产" + "乙" * 50
    assert pieces(text, [(50, 52)], around=3) == [
        Piece(""),
        Piece("甲甲甲"),
        Piece("排产", True),
        Piece("乙乙乙"),
        Piece(""),
    ]


def test_neighbouring_marks_share_a_window():
    assert pieces("排产软件支持插单", [(0, 2), (6, 8)], around=5) == [
        Piece("排产", True),
        Piece("软件支持"),
        Piece("插单", True),
    ]


def test_overlapping_marks_become_one():
    assert merged([(3, 5), (0, 2), (4, 8), (8, 9)]) == [(0, 2), (3, 9)]


def test_no_mark_no_quotation():
    assert pieces("排产软件", []) == []


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=6))
def test_pieces_are_exact_and_every_mark_is_there(text, spans):
    cut = pieces(text, spans, around=4)
    at = 0
    for piece in cut:
        if not piece.omission:
            at = text.index(piece.text, at) + len(piece.text)
    wanted = {i for start, end in spans for i in range(max(0, start), min(len(text), end))}
    assert sum(len(piece.text) for piece in cut if piece.marked) == len(wanted)
