"""Provider types, scenarios and the small choices, by official code, name or loose word."""

import difflib
import re

from matchmaker.sheets import tidy
from matchmaker.sheets.book import Cell
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.values import tables
from matchmaker.sheets.values.outcome import Note, Outcome, faulty, remarked

_SEPARATORS = re.compile(r"[,;|\\\n]+|(?<![A-Za-z])/|、")
_FILLER = re.compile(r"(?:系统|平台|改造|建设|升级|应用|项目|场景|等|类|及|和|方向|的)+")
_SCENARIO_CODE = re.compile(r"(?<!\d)(20\d{2})[-.]?(\d{2})(?!\d)")

CHOICES = {
    "traits": (("小快轻准", "nimble"), ("链主", "chain_leader"), ("综合", "comprehensive"), ("专业", "specialised"),
               ("单项", "specialised")),
    "tier": (("领航", "leading"), ("卓越", "excellent"), ("先进", "advanced"), ("基础", "basic"), ("无", "none"),
             ("未", "none"), ("否", "none")),
    "cooperation": (("总承包", "turnkey"), ("总包", "turnkey"), ("交钥匙", "turnkey"), ("EPC", "turnkey"),
                    ("联合", "joint"), ("共同", "joint"), ("合作开发", "joint"), ("产学研", "joint"),
                    ("委托", "commissioned"), ("定制", "commissioned"), ("外包", "commissioned"),
                    ("购买", "purchase"), ("采购", "purchase"), ("引进", "purchase"), ("转让", "purchase"),
                    ("咨询", "consulting"), ("诊断", "consulting"), ("不限", "open"), ("面议", "open"),
                    ("均可", "open"), ("都可", "open"), ("待定", "open"), ("其他", "open")),
    "side": (("需求", "factory"), ("需方", "factory"), ("工厂", "factory"), ("制造企业", "factory"),
             ("供应", "provider"), ("供方", "provider"), ("供给", "provider"), ("服务商", "provider"),
             ("服务方", "provider"), ("服务机构", "provider"), ("解决方案", "provider"), ("集成商", "provider"),
             ("甲方", "factory"), ("乙方", "provider"), ("企业", "factory")),
}  # fmt: skip
_MATURITY = {
    "规划": 1,
    "规范": 2,
    "集成": 3,
    "优化": 4,
    "引领": 5,
    "一级": 1,
    "二级": 2,
    "三级": 3,
    "四级": 4,
    "五级": 5,
}


def provider_type(cell: Cell, codes: Codes) -> Outcome:
    """One provider type code; ``""`` for an empty cell. Of several the first, with a remark."""
    text = tidy.compact(cell).lower()
    if not text or tidy.is_blank(text):
        return Outcome("")
    found = list(dict.fromkeys(_types(text, codes)))
    if not found:
        return faulty("", "type-unknown", typed=tidy.line(cell))
    return Outcome(found[0]) if len(found) == 1 else remarked(found[0], "type-several", typed=tidy.line(cell))


def _types(text: str, codes: Codes) -> list[str]:
    exact = {tidy.compact(name).lower(): code for code, name in codes.types.items()} | {
        c: c for c in codes.types
    }
    if text in exact:
        return [exact[text]]
    parts = [part for part in _SEPARATORS.split(text) if part]
    return [code for part in parts if (code := exact.get(part) or _type_word(part, codes))]


def _type_word(part: str, codes: Codes) -> str:
    return next((code for word, code in tables.type_names() if word in part and code in codes.types), "")


def scenarios(cell: Cell, codes: Codes) -> Outcome:
    """A list of scenario codes. Unknown words are remarks: scenarios are optional everywhere."""
    text = tidy.line(cell)
    if not text or tidy.is_blank(text):
        return Outcome([])
    found, rest = _scenarios_named(tidy.compact(cell), codes)
    unknown = []
    for part in filter(None, (piece.strip() for piece in _SEPARATORS.split(rest))):
        code = _scenario_like(part, codes)
        found += [code] if code else []
        unknown += [] if code or len(part) < 2 or _FILLER.fullmatch(part) else [part]
    notes = tuple(Note("scenario-unknown", {"typed": part}) for part in unknown)
    return Outcome(list(dict.fromkeys(found)), notes)


def _scenarios_named(text: str, codes: Codes) -> tuple[list[str], str]:
    found = [
        f"{year}-{number}"
        for year, number in _SCENARIO_CODE.findall(text)
        if f"{year}-{number}" in codes.scenarios
    ]
    rest = _SCENARIO_CODE.sub(lambda m: "," if f"{m[1]}-{m[2]}" in codes.scenarios else m[0], text)
    for name, code in codes.scenario_names:
        if name in rest:
            found.append(code)
            rest = rest.replace(name, ",")
    return found, rest


def _scenario_like(part: str, codes: Codes) -> str:
    names = dict(codes.scenario_names)
    near = difflib.get_close_matches(part, names, n=1, cutoff=0.75)
    return names[near[0]] if near else ""


def choice(shape: str, cell: Cell) -> Outcome:
    """The first choice of ``CHOICES[shape]`` whose word stands in the cell; ``""`` with a remark for unknown words."""
    found = choices(shape, cell)
    text = tidy.line(cell)
    if found.value or not text:
        return Outcome(found.value[0] if found.value else "")
    return remarked("", f"{shape}-unknown", typed=text)


def choices(shape: str, cell: Cell) -> Outcome:
    text = tidy.compact(cell)
    return Outcome(list(dict.fromkeys(code for word, code in CHOICES[shape] if word in text)))


def maturity(cell: Cell) -> Outcome:
    """Level 1 to 5 of GB/T 39116, ``None`` without one."""
    text = tidy.compact(cell)
    if not text or tidy.is_blank(text) or text.startswith(("未", "没")):
        return Outcome(None)
    match = re.search(r"(?<!\d)([1-5])(?:\.0)?(?!\d)", text)
    level = int(match[1]) if match else next((n for word, n in _MATURITY.items() if word in text), None)
    return Outcome(level) if level else remarked(None, "maturity-unknown", typed=text)


def words(cell: Cell) -> Outcome:
    """A list of words with any separator."""
    parts = re.split(r"[、,;/|\s]+", tidy.line(cell))
    return Outcome([part for part in dict.fromkeys(parts) if part and not tidy.is_blank(part)])


def yes(cell: Cell) -> bool | None:
    """是/否 and their kin; ``None`` when it is neither."""
    text = tidy.compact(cell).lower()
    if text in {"是", "有", "√", "✓", "✔", "☑", "y", "yes", "true", "1", "对", "同意"}:
        return True
    return (
        False
        if text in {"否", "无", "×", "✗", "☐", "n", "no", "false", "0", "没有", "不", "不同意"}
        else None
    )
