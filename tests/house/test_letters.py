"""Every letter, in each language, as it goes out: change one and the snapshot shows it (`python -m scripts.letters`)."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from matchmaker.mail.letters import compose

TEMPLATES = Path(__file__).parents[2] / "matchmaker" / "mail" / "templates"
SNAPSHOTS = Path(__file__).parent / "letters"
KINDS = sorted({path.name.split(".")[0] for path in TEMPLATES.glob("*.txt")})

# What letters repeat line by line.
LISTS = {"times": [("<time>", "<table>"), ("<later>", "<other table>")]}


def context_of(kind: str, language: str) -> dict[str, object]:
    source = (TEMPLATES / f"{kind}.{language}.txt").read_text(encoding="utf-8")
    names = meta.find_undeclared_variables(Environment(autoescape=True).parse(source))
    return {name: LISTS.get(name, f"<{name}>") for name in names}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_letter_reads_as_it_did(kind, language):
    subject, body = compose(kind, language, context_of(kind, language))
    file = SNAPSHOTS / f"{kind}.{language}.txt"
    assert f"{subject}\n\n{body}" == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_both_languages_tell_the_same_facts(kind):
    assert context_of(kind, "zh").keys() == context_of(kind, "en").keys()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_letter_lacks_a_subject(language):
    for kind in KINDS:
        subject, body = compose(kind, language, context_of(kind, language))
        assert 2 <= len(re.sub(r"<\w+>", "", subject)) <= 120 and len(body) > 20


def test_user_text_cannot_add_a_header_or_a_line_to_the_subject():
    subject, _body = compose(
        "invitation", "zh", {"party": "甲\r\nBcc: all@x.example", "inviter": "乙", "address": "x"}
    )
    assert "\n" not in subject and "\r" not in subject
