"""Typed text made safe and alike before it is checked: widths folded, invisible characters gone."""

import re
import unicodedata

# Full-width letters and digits are typing accidents; full-width punctuation is how Chinese is written, and
# NFKC would also turn ① into 1 and ㎡ into m2. So long text gets only this table, and names get NFKC around it.
_FULL_WIDTH = {
    code: code - 0xFEE0
    for a, b in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ"))
    for code in range(ord(a), ord(b) + 1)
}
_KEPT_IN_NAMES = re.compile(r"[^，。：；！？（）]+")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def text(value: str) -> str:
    """Several lines: line ends unified, no control or invisible characters, no blank ends."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    kept = [_visible(unicodedata.normalize("NFC", line).translate(_FULL_WIDTH)).rstrip() for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def line(value: str) -> str:
    """One line: like `text`, NFKC but for Chinese punctuation, runs of blanks become one."""
    folded = _KEPT_IN_NAMES.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), re.sub(r"\s+", " ", value)
    )
    return " ".join(_visible(folded).split())


def code(value: str) -> str:
    """An official code or e-mail address: NFKC throughout, no blanks."""
    return "".join(_visible(unicodedata.normalize("NFKC", value)).split())


def _visible(value: str) -> str:
    return "".join(char for char in value if unicodedata.category(char) not in _UNSEEN)
