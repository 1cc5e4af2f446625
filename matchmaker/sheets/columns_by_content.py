"""What a column holds, judged by its cells alone."""

import re
from itertools import islice
from statistics import median

from matchmaker.sheets import fields, tidy
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.fields import Field, Kind
from matchmaker.sheets.reading import Sheet
from matchmaker.sheets.values import credit, industries, names, phones, regions, small

_FIRM = re.compile(
    r"(?:公司|厂|集团|合作社|研究院|研究所|中心|事务所|工作室|大学|学院|有限|股份)[(（]?[^(（]{0,8}[)）]?\d{0,3}$"
)
_LOOK_AT_CELLS = 60
_CHECKED_SHAPES = {"type", "industries", "scenarios", "tier", "side", "region"}
_LONG_TEXT = 30


def agrees(sheet: Sheet, column: int, field: Field, codes: Codes | None) -> bool:
    """Whether the cells can be what the column's name promises.

    企业类型 may mean the kind of provider or 民营/国有, 类型 anything: a column of which hardly a cell can be read
    as promised is left to the person instead of turning every row into a fault.
    """
    texts = _texts(sheet, column)
    if codes is None or field.shape not in _CHECKED_SHAPES or not texts:
        return True
    return _share(field.shape, texts, codes) >= 0.2


def guesses(sheet: Sheet, column: int, kind: Kind, codes: Codes | None) -> list[tuple[str, float]]:
    """(field, confidence up to 0.75) for a column whose name says nothing."""
    texts = _texts(sheet, column)
    if not texts:
        return []
    found = [(key, 0.75 * share) for key, share in _shares(texts, codes or Codes()).items() if share >= 0.6]
    if not found and median(map(len, texts)) >= _LONG_TEXT:
        found = [("problem" if kind == "demand" else "summary", 0.6)]
    return [(key, confidence) for key, confidence in found if key in fields.of(kind)]


def _texts(sheet: Sheet, column: int) -> list[str]:
    texts = (tidy.line(row.cell(column)) for row in sheet.rows)
    return list(islice((text for text in texts if not tidy.is_blank(text)), _LOOK_AT_CELLS))


def _shares(texts: list[str], codes: Codes) -> dict[str, float]:
    shares = {
        "credit_code": _part(texts, credit.looks_like),
        "contact_phone": _part(texts, phones.looks_like),
        "contact_email": _part(texts, small.looks_like_email),
        "website": _part(texts, lambda text: text.startswith(("http://", "https://", "www."))),
        "name": _part(texts, lambda text: bool(_FIRM.search(text)) and len(text) <= 60),
    }
    short = median(map(len, texts)) < _LONG_TEXT
    if codes.industries and short:
        shares |= {"industries": _share("industries", texts, codes) * (1 - shares["name"])}
        shares |= {"region": _share("region", texts, codes) if max(map(len, texts)) <= 12 else 0.0}
        shares |= {
            "provider_type": _share("type", texts, codes) * (1 - shares["name"]),
            "scenarios": _share("scenarios", texts, codes),
        }
    return shares


def _share(shape: str, texts: list[str], codes: Codes) -> float:
    readers = {
        "type": lambda text: not names.provider_type(text, codes).fault,
        "industries": lambda text: not industries.read(text, codes).fault,
        "region": lambda text: _names_a_region(text, codes),
        "scenarios": lambda text: bool(names.scenarios(text, codes).value),
        "tier": lambda text: bool(names.choices("tier", text).value),
        "side": lambda text: bool(names.choices("side", text).value),
    }
    return _part(texts, readers[shape])


def _names_a_region(text: str, codes: Codes) -> bool:
    """A county that several cities have is a region too; its city may stand in the column beside."""
    fault = regions.read(text, codes).fault
    return fault is None or fault.code == "region-ambiguous"


def _part(texts: list[str], is_one) -> float:
    return sum(bool(is_one(text)) for text in texts) / len(texts)
