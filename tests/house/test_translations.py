"""The English switch covers every page: no sentence without its English, and none that lost a value on the way."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

TOP = Path(__file__).parents[2]
ENGLISH = TOP / "matchmaker" / "web" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
CHINESE = re.compile(r"[㐀-鿿]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


@pytest.fixture(scope="module")
def sentences(tmp_path_factory) -> Catalog:
    """Every sentence that the code and the templates ask for."""
    file = tmp_path_factory.mktemp("sentences") / "messages.pot"
    command = [
        Path(sys.executable).parent / "pybabel",
        "-q",
        "extract",
        "-F",
        "babel.cfg",
        "-k",
        "_l",
        "-o",
        file,
        ".",
    ]
    subprocess.run(command, cwd=TOP, check=True)
    return read_po(file.open("rb"))


@pytest.fixture(scope="module")
def english() -> Catalog:
    """The catalogue that is shipped."""
    return read_po(ENGLISH.open("rb"))


def test_every_sentence_has_its_english(sentences, english):
    lacking = [
        one.id for one in sentences if one.id and not (english.get(one.id) and english.get(one.id).string)
    ]
    assert lacking == []


def test_the_catalogue_holds_nothing_that_nobody_asks_for(sentences, english):
    assert [one.id for one in english if one.id and one.id not in sentences] == []


def test_no_value_is_lost_in_translation(english):
    wrong = [
        one.id
        for one in english
        if one.id and sorted(PLACEHOLDER.findall(one.id)) != sorted(PLACEHOLDER.findall(one.string))
    ]
    assert wrong == []


def test_the_english_is_english(english):
    assert [one.string for one in english if one.id and CHINESE.search(one.string)] == []


def test_chinese_sentences_use_chinese_punctuation(sentences):
    """A half-width comma between two Chinese characters is a typing error in print."""
    wrong = [
        one.id
        for one in sentences
        if one.id and re.search(r"[㐀-鿿”’）》][,:;?!]|[(][㐀-鿿]|[㐀-鿿][)]", one.id)
    ]
    assert wrong == []


def test_no_chinese_stands_in_a_template_outside_of_the_catalogue():
    loose = []
    for path in (TOP / "matchmaker" / "web" / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", text, flags=re.S)
        loose += [(path.name, line.strip()) for line in text.splitlines() if CHINESE.search(line)]
    # The page for a database that does not answer cannot know the language, so it speaks both.
    assert [(name, line) for name, line in loose if name != "busy.html"] == []
