"""Words for what came of the meetings."""

from flask_babel import lazy_gettext as _l

WORDS = {
    "stage": {
        "none": (_l("无意向"), "secondary"),
        "in_touch": (_l("保持联系"), "blue"),
        "visit": (_l("现场考察"), "azure"),
        "quotation": (_l("方案/报价"), "purple"),
        "signed": (_l("签约"), "green"),
        "accepted": (_l("验收"), "green"),
    },
}
