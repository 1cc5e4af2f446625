"""A small trade of its own for the tests: a vocabulary and some firms, independent of the shipped lexicon."""

from matchmaker.matching.documents import Document
from matchmaker.matching.vocabulary import Cue, Entry, Vocabulary

NAMES = {
    "scenario:2025-09": ("车间智能排产", "Intelligent shop-floor scheduling"),
    "scenario:2025-24": ("在线智能检测", "Intelligent in-line inspection"),
    "scenario:2025-29": ("设备维修维护", "Equipment maintenance and repair"),
    "technology:erp": ("企业资源计划", "Enterprise resource planning"),
    "stage:2025-D": ("生产管理", "Production management"),
    "industry:C34": ("通用设备制造业", "General equipment"),
}
VOCABULARY = Vocabulary(
    (
        Entry("scenario:2025-09", "插单", 1.0),
        Entry("scenario:2025-09", "排单", 1.0, "need"),
        Entry("scenario:2025-09", "APS", 1.0),
        Entry("scenario:2025-09", "有限产能排程", 1.0),
        Entry("scenario:2025-09", "设备排程", 0.8),
        Entry("scenario:2025-24", "漏检", 1.0),
        Entry("scenario:2025-24", "视觉检测", 1.0),
        Entry("scenario:2025-29", "设备", 0.3),
        Entry("scenario:2025-29", "设备保养", 1.0),
        Entry("scenario:2025-29", "设备排程", -0.5),
        Entry("scenario:2025-29", "维修派工", 1.0, "provider"),
        Entry("technology:erp", "ERP", 1.0),
        Entry("technology:erp", "OPC UA", 0.5),
        Entry("industry:C34", "减速机", 0.8),
    ),
    NAMES,
    (Cue("始建于", "history", 0.5), Cue("荣获", "honour", 0.6), Cue("先进单位", "honour", 0.4)),
    {"scenario:2025-09": "stage:2025-D"},
)


def provider(name: str, text: str, *industries: str, title: str = "", **rest) -> Document:
    """A provider."""
    fields = (("title", title), ("profile", text)) if title else (("profile", text),)
    return Document(name, fields, industries, side="provider", **rest)


def need(title: str, text: str = "", *industries: str, **rest) -> Document:
    """A need."""
    return Document("need", (("title", title), ("description", text)), industries, side="need", **rest)


PROVIDERS = (
    provider(
        "a",
        "我们做APS有限产能排程,插单以后自动重排,对接ERP。",
        "C34",
        title="排产系统",
        region="340100",
        kind="software",
    ),
    provider(
        "b",
        "机器视觉检测漏检率低,相机和光源成套供货。荣获市先进单位。",
        "C39",
        region="340200",
        kind="equipment",
    ),
    provider("c", "设备保养、点检、维修派工一本账,备件剩几个看得见。", "C34", "C341", region="340102"),
    provider("d", "公司始建于1998年,荣获先进单位称号。减速机厂的设备排程,设备联网,OPC-UA采集。", "C35"),
    provider("e", "法律咨询、劳动仲裁、合同审查。", region="310000", kind="finance"),
    provider("f", "", title="空的"),
    provider("g", "减速機設備保養與ＡＰＳ排程😀,APS就是APS。视觉检测、视觉检测", "C34"),
)
NEEDS = (
    need(
        "天天插单,排单半天",
        "减速机厂,急单一来全乱,想让电脑排。要能对接ERP。",
        "C34",
        region="340100",
        kind="software",
    ),
    need("漏检", "外观不良靠人眼看,漏检多。我厂始建于1998年,荣获先进单位。", "C39"),
    need("设备保养没底账", "", "C341"),
    need("劳动合同", "公司拖欠工资怎么办"),
    Document("need", (("description", "设备排程和设备保养都要"),)),
    Document("need", (("title", "排"),)),
    Document(
        "need",
        (("title", "OPC UA 采集"), ("description", "mes、opcua 都行 opc  ua")),
        ("C35",),
        concepts=("scenario:2025-29",),
    ),
)
