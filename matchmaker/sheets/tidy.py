"""Cells as text: what a person would read in the cell, without the invisible and the accidental."""

import datetime
import re
import unicodedata

from matchmaker.sheets.book import Cell

_INVISIBLE = {"Cc", "Cf", "Cs", "Cn"}
_ASIDE = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_ORDINAL = re.compile(r"^(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[.、．\s]\s*(?=\D)")
_BLANKS = ("/", "-", "—", "--", "——", "\\", "无", "暂无", "none", "null", "n/a", "na", "nan")


def text(cell: Cell) -> str:
    """The cell as its reader sees it: whole numbers without ``.0``, dates as 2027-03-31, lines kept."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, int | float):
        return _number(cell)
    if isinstance(cell, datetime.datetime):
        return str(cell.date() if cell.time() == datetime.time() else cell.replace(microsecond=0))
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return _visible(cell).strip()


def line(cell: Cell) -> str:
    """One line: compatibility forms folded (full-width digits, blanks), runs of blanks made one."""
    return " ".join(unicodedata.normalize("NFKC", text(cell)).split())


def compact(cell: Cell) -> str:
    """``line`` without any blank."""
    return "".join(line(cell).split())


def is_blank(value: str) -> bool:
    """Empty, or one of the marks people put into a cell that they have nothing for."""
    return not value.strip() or value.strip().lower() in _BLANKS


def header(cell: Cell) -> str:
    """A column name made comparable: no blanks, asides, numbering, stars and colons; lower case."""
    name = _ASIDE.sub("", compact(cell))
    name = _ORDINAL.sub("", re.sub(r"[*★☆:·\"'“”]", "", name))
    return name.strip("-_/、.").lower()


def aside(cell: Cell) -> str:
    """What stands in brackets in a column name, e.g. ``万元``."""
    return " ".join(part[1:-1] for part in _ASIDE.findall(compact(cell)))


def _number(value: float) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return repr(value)


def _visible(value: str) -> str:
    unified = (
        value.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\t", " ")
        .replace("\xa0", " ")
        .replace("_x000D_", "")
    )
    if unified.replace(
        "\n", ""
    ).isprintable():  # nearly always, and ten times faster than looking at each one
        return unified
    return "".join(c for c in unified if c == "\n" or unicodedata.category(c) not in _INVISIBLE)
