"""The lexicon is a sheet that people edit: every row must be sound, and nothing may be said twice or against itself."""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from matchmaker.matching.tables import comparable
from matchmaker.matching.vocabulary import FILES

FOLDER = Path(str(FILES))
HAN = re.compile("[\u4e00-\u9fff]")
HEADER = ["concept", "term", "weight", "side", "note"]
CONCEPTS = {row["concept"]: row for row in csv.DictReader((FOLDER / "concepts.csv").open(encoding="utf-8"))}
TERM_FILES = sorted(path for path in FOLDER.glob("*.csv") if path.name not in ("concepts.csv", "noise.csv"))
SCENARIOS = [f"scenario:2025-{number:02d}" for number in range(1, 41)]
DIVISIONS = [f"industry:C{number}" for number in range(13, 44)]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EVERY = [(path.name, row) for path in TERM_FILES for row in rows(path)]


@pytest.mark.parametrize("path", TERM_FILES, ids=lambda path: path.stem)
def test_every_file_has_the_same_columns_and_no_empty_cell(path):
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == HEADER
    assert [row for row in rows(path) if not all(row.values()) or None in row] == []


def test_every_row_is_sound():
    wrong = [
        (file, row)
        for file, row in EVERY
        if row["concept"] not in CONCEPTS
        or row["side"] not in ("both", "need", "provider")
        or not (-1 <= float(row["weight"]) <= 1 and float(row["weight"]) != 0)
        or row["term"] != row["term"].strip()
        or not 1 <= len(comparable(row["term"])) <= 32
    ]
    assert wrong == []


def test_no_term_is_given_twice_for_one_concept():
    seen = Counter((row["concept"], comparable(row["term"])) for _, row in EVERY)
    assert [key for key, times in seen.items() if times > 1] == []


def test_every_concept_has_a_name_in_both_languages_and_a_known_parent():
    nameless = [
        row
        for row in CONCEPTS.values()
        if not row["name_zh"] or not row["name_en"] or HAN.search(row["name_en"])
    ]
    strange = [row for row in CONCEPTS.values() if row["parent"] and row["parent"] not in CONCEPTS]
    assert (nameless, strange) == ([], [])


def test_names_are_not_shared_within_a_family():
    names = Counter((row["concept"].partition(":")[0], row["name_zh"]) for row in CONCEPTS.values())
    assert [name for name, times in names.items() if times > 1] == []


def test_every_scenario_and_division_is_well_covered():
    terms = Counter(row["concept"] for _, row in EVERY if float(row["weight"]) > 0)
    assert [concept for concept in SCENARIOS if terms[concept] < 150] == []
    assert [concept for concept in DIVISIONS if terms[concept] < 40] == []
    assert [concept for concept in CONCEPTS if not concept.startswith("stage:") and terms[concept] < 3] == []


def test_every_scenario_belongs_to_one_of_eight_stages():
    stages = Counter(CONCEPTS[scenario]["parent"] for scenario in SCENARIOS)
    assert (
        sum(stages.values()) == 40
        and len(stages) == 8
        and all(stage.startswith("stage:") for stage in stages)
    )


def test_single_characters_are_never_more_than_a_hint():
    assert [row for _, row in EVERY if len(row["term"]) == 1 and float(row["weight"]) > 0.4] == []


def test_a_term_that_means_everything_means_nothing():
    meanings = defaultdict(set)
    for _, row in EVERY:
        if row["concept"].startswith("scenario:") and float(row["weight"]) > 0.5:
            meanings[comparable(row["term"])].add(row["concept"])
    assert {term: found for term, found in meanings.items() if len(found) > 4} == {}


def test_cues_of_noise_are_sound():
    cues = rows(FOLDER / "noise.csv")
    kinds = Counter(row["kind"] for row in cues)
    assert set(kinds) == {"history", "honour", "capacity", "contact", "boast"} and min(kinds.values()) >= 15
    assert [row for row in cues if not 0 < float(row["weight"]) <= 1] == []
    assert len({row["cue"] for row in cues}) == len(cues)
