"""Finds which cells of an .xlsx file hold formulas, because only their last computed value is taken."""

import posixpath
import re
import zipfile
from html import unescape

_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_FORMULA = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f\b')


def of_workbook(archive: zipfile.ZipFile) -> dict[str, list[tuple[int, int]]]:
    """Worksheet name → (row, column) of each formula, both from 1. Empty where the file says it differently."""
    targets = _targets(archive)
    found: dict[str, list[tuple[int, int]]] = {}
    for tag in _SHEET.findall(_text(archive, "xl/workbook.xml")):
        name, relation = _attribute(tag, "name"), _attribute(tag, r"\w+:id")
        part = targets.get(relation, "")
        if part in archive.namelist():
            found[name] = [_place(match) for match in _FORMULA.findall(archive.read(part))]
    return found


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    tags = _RELATION.findall(_text(archive, "xl/_rels/workbook.xml.rels"))
    return {_attribute(tag, "Id"): _part(_attribute(tag, "Target")) for tag in tags}


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath("xl/" + target)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace") if name in archive.namelist() else ""


def _attribute(tag: str, name: str) -> str:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return unescape(match.group(1)) if match else ""


def _place(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789").decode()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]), column
