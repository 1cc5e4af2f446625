"""From the record of a row to the inputs of the acts: what a provider, a factory and a need are made of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from demands.inputs import DemandDraft, FactoryProfile
from matchmaker.sheets.rows import Record
from matchmaker.sheets.values.money import Budget
from matchmaker.sheets.values.outcome import Note
from providers.inputs import CaseDraft, OfferingDraft, ProviderProfile

Draft = TypeVar("Draft", bound=BaseModel)

LONGEST_TITLE = 100
_LINES = {"budget_text": 100, "wished_text": 100}
# Without these a record is still worth having: what cannot be used is left out with a remark.
_OPTIONAL = {
    "website", "founded_year", "revenue", "staff", "legal_person", "qualification", "address", "contact_name",
    "contact_position", "contact_phone", "contact_email", "maturity", "own_funds", "delivery_form",
    "wished_partners", "keywords", "challenges", "scenario_codes", "scenarios", "traits", "honours", "team",
    "customers", "discount", "profile", "confidential",
}  # fmt: skip
_SHEET_FIELDS = {
    "region_code": "region", "industry_code": "industries", "scenario_codes": "scenarios", "budget_min": "budget",
    "budget_max": "budget", "budget_text": "budget", "wished_on": "wished", "wished_text": "wished",
}  # fmt: skip


@dataclass
class Made(Generic[Draft]):
    """A draft, or the faults that forbid it: (field of the sheet, note). `remarks`: what was left out or changed."""

    draft: Draft | None = None
    faults: list[tuple[str, Note]] = field(default_factory=list)
    remarks: list[tuple[str, Note]] = field(default_factory=list)


def provider_profile(record: Record, known: dict[str, Any] | None = None) -> Made[ProviderProfile]:
    """The profile of a row; over `known`, the present values of a registered firm, where the row says something."""
    values = record.values
    said = {key: values[key] for key in ProviderProfile.model_fields if values.get(key) not in (None, "", [])}
    said |= {"region_code": values.get("region")} if values.get("region") else {}
    if len(str(said.get("qualification", ""))) > LONGEST_TITLE:
        said["honours"] = _joined([said.get("honours"), said.pop("qualification")])
    return _made(ProviderProfile, (known or {}) | said)


def offering(record: Record) -> OfferingDraft | None:
    """The offerings column as one offering: its first line is the title, all of it the description."""
    text = str(record.values.get("offerings") or "")
    return OfferingDraft(title=_first_line(text, 60), description=text[:5_000]) if text else None


def case(record: Record) -> CaseDraft | None:
    """The cases column as one case."""
    text = str(record.values.get("cases") or "")
    return CaseDraft(title=_first_line(text, 60), solution=text[:5_000]) if text else None


def factory_profile(record: Record, known: dict[str, Any] | None = None) -> Made[FactoryProfile]:
    """The firm of a need's row; what is `known` of it already stays, empty fields are filled."""
    values = record.values
    said = {key: values[key] for key in FactoryProfile.model_fields if values.get(key) not in (None, "", [])}
    industries = list(values.get("industries") or [])
    said |= {"region_code": values.get("region") or "", "industry_code": industries[0] if industries else ""}
    kept = {key: value for key, value in (known or {}).items() if value not in (None, "", "none")}
    return _made(FactoryProfile, said | kept)


def need(record: Record) -> Made[DemandDraft]:
    """The need of a row. A title too long goes into the description too; private remarks into the confidential part."""
    values, remarks = record.values, []
    title, problem = str(values.get("title") or ""), str(values.get("problem") or "")
    if len(title) > LONGEST_TITLE:
        # Three dots, because the cleaning of names makes three of an ellipsis.
        problem, title = _joined([title, problem]), title[: LONGEST_TITLE - 3] + "..."
        remarks.append(("title", Note("title-shortened")))
    if not problem:
        problem = title
        remarks.append(("problem", Note("problem-from-title")))
    made = _made(DemandDraft, _need_values(record, title, problem))
    made.remarks = remarks + made.remarks
    return made


def _need_values(record: Record, title: str, problem: str) -> dict[str, Any]:
    values = record.values
    plain = ("key_points", "goal", "delivery_form", "wished_partners", "own_funds")
    low, high, text = _budget(values)
    wished, industries = values["wished"], list(values.get("industries") or [])
    return {
        "title": title, "problem": problem,
        **{key: values[key] for key in plain if values.get(key)},
        "keywords": [word[:30] for word in values.get("keywords") or []][:5],
        "challenges": [word[:50] for word in values.get("challenges") or []][:20],
        "industry_code": industries[0] if industries else "",
        "scenario_codes": list(values.get("scenarios") or [])[:10],
        "budget_min": low, "budget_max": high, "budget_text": text[:100],
        "wished_on": wished.on, "wished_text": wished.text[:100],
        "cooperation": values.get("cooperation") or "open",
        "target_tier": values.get("target_tier") or "none",
        "confidential": _private(record),
    }  # fmt: skip


def _budget(values: dict[str, Any]) -> tuple[Decimal | None, Decimal | None, str]:
    """One column of its own, or one for the lower and one for the upper bound."""
    whole, least, most = (values[key] for key in ("budget", "budget_min", "budget_max"))
    low = least.low if least.low is not None else least.high
    high = most.high if most.high is not None else most.low
    bounds = Budget(whole.low if low is None else low, whole.high if high is None else high, whole.text)
    text = whole.text or "-".join(part.text for part in (least, most) if part.text)
    if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
        return bounds.high, bounds.low, text
    return bounds.low, bounds.high, text


def _private(record: Record) -> str:
    """Remarks of the sheet, and contact data that no field takes: for the owner and those who are let in."""
    unclear = [remark.value for remark in record.remarks if remark.code.startswith("phone-")]
    return _joined([record.values.get("confidential"), record.values.get("note"), *unclear])


def _joined(parts: Iterable[Any]) -> str:
    return "\n".join(str(part) for part in parts if part)


def _first_line(text: str, longest: int) -> str:
    line = text.split("\n", 1)[0].strip()
    cut = next((line.index(mark) for mark in "。;;" if 4 <= line.find(mark) <= longest), longest)
    return line[:cut].strip() or text.strip()[:longest]


def _made(model: type[Draft], values: dict[str, Any]) -> Made[Draft]:
    """Tries; leaves out optional values that are refused and tries again; else tells every fault."""
    try:
        return Made(model(**values))
    except ValidationError as problem:
        wrong = {str(error["loc"][0]) if error["loc"] else "": error for error in problem.errors()}
    notes = [(_SHEET_FIELDS.get(name, name) or "problem", _note(error)) for name, error in wrong.items()]
    if not set(wrong) <= _OPTIONAL:
        return Made(faults=[pair for pair in notes if pair[0] not in _OPTIONAL])
    left = {name: value for name, value in values.items() if name not in wrong}
    return Made(model(**left), remarks=[(key, Note("left-out", note.params)) for key, note in notes])


def _note(error: Any) -> Note:
    context = {name: str(value) for name, value in error.get("ctx", {}).items()}
    return Note("input", {"type": error["type"], **context})
