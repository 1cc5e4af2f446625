"""Words for the outcome ledger."""

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, tuple[object, str]]] = {
    "outcome_stage": {
        "none": (_l("无意向"), "secondary"),
        "in_touch": (_l("保持联系"), "blue"),
        "visit": (_l("现场考察"), "azure"),
        "quotation": (_l("方案/报价"), "yellow"),
        "signed": (_l("已签约"), "purple"),
        "accepted": (_l("已验收"), "green"),
    },
}
