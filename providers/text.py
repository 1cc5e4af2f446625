"""Cleaning of typed text before it is kept."""

import re
import unicodedata

# Folded with the rest, a Chinese sentence would lose its own punctuation.
_FOLDED = re.compile("[^，；：？！（）～、。]+")
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_BLANK_LINES = re.compile(r"\n{3,}")


def fold(value: str) -> str:
    """The NFKC form, but Chinese punctuation stays as it is: `ＭＥＳ（二期）` becomes `MES（二期）`."""
    return _FOLDED.sub(lambda run: unicodedata.normalize("NFKC", run.group()), value)


def line(value: object) -> str:
    """One line: folded, without control or invisible characters, single blanks, stripped."""
    return " ".join(_visible(fold(_text(value)), keep="").split())


def prose(value: object) -> str:
    """Several lines: folded, invisible characters gone, line ends kept, at most one empty line in a row."""
    text = _text(value).replace("\r\n", "\n").replace("\r", "\n")
    text = _visible(fold(text), keep="\n")
    lines = [part.rstrip() for part in text.split("\n")]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _visible(value: str, *, keep: str) -> str:
    return "".join(_character(character, keep) for character in value)


def _character(character: str, keep: str) -> str:
    if character in keep:
        return character
    if character in "\t\n\v\f\r\u2028\u2029":
        return " "
    return "" if unicodedata.category(character) in _HIDDEN else character
