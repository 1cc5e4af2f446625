"""A test client that inspects every page it fetches, as a browser and a screen reader would."""

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

NEEDS_LABEL = {"input", "select", "textarea"}
NO_LABEL = {"hidden", "submit", "button", "checkbox", "radio"}


class Page(HTMLParser):
    """What the inspection wants to know of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.h1: list[str] = []
        self.title = ""
        self.language = ""
        self.labels: set[str] = set()
        self.fields: list[dict[str, str]] = []
        self.sins: list[str] = []
        self.links: list[str] = []
        self._inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._inside.append(tag)
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "h1":
            self.h1.append("")
        if tag == "label":
            self.labels.add(values.get("for", ""))
        if tag == "a":
            self.links.append(values.get("href", ""))
        if tag in NEEDS_LABEL and values.get("type", "") not in NO_LABEL:
            self.fields.append(values)
        self._look_for_sins(tag, values)

    def _look_for_sins(self, tag: str, values: dict[str, str]) -> None:
        if tag == "style" or "style" in values:
            self.sins.append(f"inline style on <{tag}>")
        if tag == "script" and "src" not in values:
            self.sins.append("inline script")
        self.sins += [f"{name} on <{tag}>" for name in values if name.startswith("on")]
        if tag == "img" and "alt" not in values:
            self.sins.append("picture without alt")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            while self._inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "title" in self._inside and "svg" not in self._inside:
            self.title += data
        if "h1" in self._inside:
            self.h1[-1] += data

    def faults(self) -> list[str]:
        """Everything that is wrong with the page; empty for a good one."""
        faults = list(self.sins)
        if len(self.h1) != 1:
            faults.append(f"{len(self.h1)} h1")
        elif not " ".join(self.title.split()).startswith(" ".join(self.h1[0].split())):
            faults.append(f"title {self.title!r} does not begin with h1 {self.h1[0]!r}")
        if self.language not in {"zh-CN", "en"}:
            faults.append(f"lang {self.language!r}")
        return faults + [
            f"no label for {field}"
            for field in self.fields
            if field.get("id") not in self.labels
            and "aria-label" not in field
            and "aria-labelledby" not in field
        ]


class Client(FlaskClient):
    """Fails the test that fetched a page with a fault."""

    def open(self, *args: Any, **options: Any) -> TestResponse:
        """Fetch, inspect, return."""
        response = super().open(*args, **options)
        text = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        if "<html" in text:
            faults = Page(text).faults()
            assert not faults, f"{response.request.path}: {faults}"
        return response
