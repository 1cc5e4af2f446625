"""The wording of letters: plain-text templates, one per kind and language, the subject in the first line."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def _environment() -> Environment:
    # Plain text: nothing to escape. StrictUndefined, so that a letter with a hole in it is never sent.
    loader = PackageLoader("matchmaker.mail", "templates")
    return Environment(loader=loader, undefined=StrictUndefined, trim_blocks=True, autoescape=False)  # noqa: S701


def compose(kind: str, language: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and body of a letter of `kind`.

    The template is `templates/<kind>.<language>.txt`, Chinese where the language has none; raises
    `jinja2.UndefinedError` when the context lacks a value it uses. Control characters of user text are
    dropped, so that no value can add a header or a line of its own to the subject.
    """
    names = [f"{kind}.{language}.txt", f"{kind}.zh.txt"]
    text = (
        _environment().select_template(names).render({key: _clean(value) for key, value in context.items()})
    )
    subject, _, body = text.partition("\n")
    return " ".join(subject.split())[:200], body.strip() + "\n"


def _clean(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return "".join(character for character in value if character.isprintable() or character == "\n")
