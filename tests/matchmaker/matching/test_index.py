"""An index that was changed, cut into shards, stored or mapped ranks exactly as one built afresh."""

import multiprocessing
import os
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matchmaker.matching import ranking, storing
from matchmaker.matching.index import Index
from matchmaker.matching.segment import Segment
from matchmaker.matching.vocabulary import Entry
from tests.matchmaker.matching.world import NEEDS, PROVIDERS, VOCABULARY, provider

WORDS = (
    "设备保养",
    "插单",
    "APS",
    "漏检",
    "视觉检测",
    "ERP",
    "减速机",
    "始建于1990年。",
    "拧螺丝",
    "法律",
    "corner",
    "😀",
    "的",
)


def told(index: Index) -> list:
    """Everything that the needs are told, to the last bit."""
    return [ranking.rank(index, need, top=50) for need in NEEDS]


def firms(seed: int, count: int) -> list:
    """Made up firms."""
    source = random.Random(seed)
    return [
        provider(
            f"{seed}-{number}",
            "".join(source.choices(WORDS, k=source.randint(0, 30))),
            source.choice(("C34", "C39")),
        )
        for number in range(count)
    ]


STEPS = st.lists(
    st.tuples(st.lists(st.integers(0, 14), max_size=4), st.lists(st.integers(0, 14), max_size=4)), max_size=9
)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_updates_equal_building_afresh(steps):
    index, held = Index.build(PROVIDERS, VOCABULARY), {firm.id: firm for firm in PROVIDERS}
    for nth, (changed, removed) in enumerate(steps):
        fresh = [
            provider(f"n{number}", "".join(random.Random(nth * 20 + number).choices(WORDS, k=9)), "C34")
            for number in changed
        ]
        gone = [f"n{number}" for number in removed] + ["b"] * (nth == 3)
        index = index.updated(fresh, [name for name in gone if name not in {firm.id for firm in fresh}])
        held = {name: firm for name, firm in held.items() if name not in gone} | {
            firm.id: firm for firm in fresh
        }
    assert told(index) == told(Index.build(held.values(), VOCABULARY))
    assert len(index) == len(held)
    assert all((name in index) == (name in held) for name in [*(f"n{i}" for i in range(15)), "a", "b"])


def test_many_small_updates_stay_few_segments():
    base = firms(1, 400)
    index = Index.build(base, VOCABULARY)
    for number in range(12):
        index = index.updated([provider("0-7", "设备保养" * number)])
    assert len(index.segments) <= 7
    assert told(index) == told(Index.build([*base, provider("0-7", "设备保养" * 11)], VOCABULARY))


def test_the_number_of_workers_does_not_change_the_files():
    some = firms(2, 3000)
    one, three = Segment.build(some, VOCABULARY, workers=1), Segment.build(some, VOCABULARY, workers=3)
    for a, b in zip(one.postings, three.postings, strict=True):
        np.testing.assert_array_equal(a, b)
    assert len(one.postings.keys) > 50


def test_a_stored_index_ranks_as_the_one_in_memory(tmp_path):
    index = Index.build(PROVIDERS, VOCABULARY)
    assert told(storing.save(index, tmp_path)) == told(storing.load(tmp_path, VOCABULARY)) == told(index)
    later = storing.load(tmp_path, VOCABULARY).updated([provider("h", "插单 APS")], ["b"])
    before = storing.version(tmp_path)
    storing.save(later, tmp_path)
    assert storing.version(tmp_path) != before
    assert told(storing.load(tmp_path, VOCABULARY)) == told(later)
    assert "b" not in storing.load(tmp_path, VOCABULARY)


def test_an_update_leaves_the_large_segment_where_it_is(tmp_path):
    index = storing.save(Index.build(firms(3, 300), VOCABULARY), tmp_path)
    kept = {home.name: home.stat().st_mtime_ns for home in (tmp_path / "segments").iterdir()}
    storing.save(index.updated([provider("new", "漏检")]), tmp_path)
    now = {home.name: home.stat().st_mtime_ns for home in (tmp_path / "segments").iterdir()}
    assert kept.items() < now.items()


def test_a_reader_keeps_what_it_has_mapped_while_another_is_written(tmp_path):
    storing.save(Index.build(firms(4, 50), VOCABULARY), tmp_path)
    reader = storing.load(tmp_path, VOCABULARY)
    before = told(reader)
    storing.save(Index.build(firms(5, 80), VOCABULARY), tmp_path)
    assert told(reader) == before
    assert len(storing.load(tmp_path, VOCABULARY)) == 80


@pytest.mark.parametrize("damage", ["nothing", "broken list", "other vocabulary", "segment lost"])
def test_what_cannot_be_read_is_said(tmp_path, damage):
    vocabulary = VOCABULARY
    if damage != "nothing":
        storing.save(Index.build(PROVIDERS, VOCABULARY), tmp_path)
    if damage == "broken list":
        (tmp_path / "current.json").write_text("{")
    if damage == "segment lost":
        next((tmp_path / "segments").glob("*/keys.npy")).unlink()
    if damage == "other vocabulary":
        vocabulary = VOCABULARY.extended([Entry("scenario:2025-09", "憋货", 1.0)])
    with pytest.raises(storing.Unreadable):
        storing.load(tmp_path, vocabulary)


def killed_at(step: int, folder) -> None:
    """Save, and die at the n-th time something reaches the disk."""
    sync, left = os.fsync, [step]

    def dying(descriptor):
        sync(descriptor)
        left[0] -= 1
        if not left[0]:
            os._exit(9)

    os.fsync = dying
    storing.save(Index.build(firms(6, 40), VOCABULARY), folder)
    os._exit(0)


def test_a_writer_killed_at_any_moment_leaves_the_old_index(tmp_path):
    old = storing.save(Index.build(PROVIDERS, VOCABULARY), tmp_path)
    fork, codes = multiprocessing.get_context("fork"), []
    for step in range(1, 12):
        writer = fork.Process(target=killed_at, args=(step, tmp_path))
        writer.start()
        writer.join()
        codes.append(writer.exitcode)
        if writer.exitcode == 9:
            assert told(storing.load(tmp_path, VOCABULARY)) == told(old)
    assert codes.count(9) >= 6
    assert codes[-1] == 0
    assert told(storing.load(tmp_path, VOCABULARY)) == told(Index.build(firms(6, 40), VOCABULARY))
    assert not list((tmp_path / "segments").glob("unfinished-*"))
