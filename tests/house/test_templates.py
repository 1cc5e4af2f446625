"""Templates: each one is used, none carries code or style of its own."""

import re
from pathlib import Path

TOP = Path(__file__).parents[2] / "matchmaker" / "web"
TEMPLATES = TOP / "templates"


def _names():
    return {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html")}


def _text():
    sources = [*TOP.rglob("*.py"), *TEMPLATES.rglob("*.html")]
    return "\n".join(path.read_text(encoding="utf-8") for path in sources)


def test_every_template_is_used():
    text = _text()
    assert sorted(name for name in _names() if f'"{name}"' not in text and f"'{name}'" not in text) == []


def test_no_template_holds_script_or_style():
    sinners = []
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", text):
            sinners.append(path.name)
    assert sinners == []


def test_no_template_switches_escaping_off():
    sinners = [
        path.name
        for path in TEMPLATES.rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape", path.read_text(encoding="utf-8"))
    ]
    assert sinners == []


def test_every_icon_exists_and_is_used():
    text = _text()
    icons = {path.stem for path in (TEMPLATES / "icons").glob("*.svg")}
    asked = set(re.findall(r'icon\("([a-z0-9-]+)"\)', text))
    assert asked - icons == set()


def test_every_post_form_carries_the_token():
    sinners = []
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for form in re.findall(r'<form[^>]*method="post".*?</form>', text, re.S):
            if "csrf" not in form:
                sinners.append(path.name)
    assert sinners == []
