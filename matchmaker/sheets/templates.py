"""Empty sheets to fill in, with drop-downs, hints and an example, for those who begin from nothing."""

from collections.abc import Sequence

from matchmaker.sheets import fields, writing
from matchmaker.sheets.codes import Codes
from matchmaker.sheets.fields import Field, Kind
from matchmaker.sheets.writing import Column, Table

_LEFT_OUT = {"id", "number", "faults", "other", "note", "budget_min", "budget_max"}
_TITLES = {"provider": "服务商信息表", "demand": "企业需求表", "registration": "参会报名表"}
_HINTS = {
    "credit": "18 位，请按文本填写",
    "industries": "可填名称或代码，多个用顿号隔开，例如：C34、汽车制造业",
    "scenarios": "可填多个，用顿号隔开",
    "region": "例如：安徽省合肥市蜀山区",
    "budget": "例如：100-200、50万以内、面议",
    "date": "例如：2027-06-30、2027年6月、尽快",
    "phone": "手机或座机，座机请带区号",
    "money": "只填数字，单位万元",
    "words": "多个用顿号隔开",
    "email": "例如：zhang@example.com",
    "maturity": "1 到 5 级，没有评过可不填",
}
_CHOICES = {
    "tier": ("无", "基础级", "先进级", "卓越级", "领航级"),
    "maturity": ("1", "2", "3", "4", "5"),
    "cooperation": ("购买设备或软件", "总承包", "联合开发", "委托开发", "咨询诊断", "不限"),
    "side": ("需求方", "供应方"),
    "traits": ("小快轻准", "链主", "综合", "专业"),
}
_EXAMPLES = {
    "provider": {
        "name": "示例：某某智能科技有限公司", "credit_code": "（18 位信用代码）", "provider_type": "工业软件",
        "region": "安徽省合肥市", "industries": "C34、汽车制造业", "scenarios": "车间智能排产、生产进度跟踪",
        "summary": "做什么、给哪些行业做、做成了什么", "contact_name": "王某", "contact_phone": "（手机或座机）",
    },
    "demand": {
        "name": "示例：某某机械有限公司", "credit_code": "（18 位信用代码）", "title": "机加车间排产靠人工",
        "problem": "现在怎么做、哪里不顺、影响多大", "goal": "想做到什么程度", "region": "安徽省合肥市",
        "industries": "C34", "budget": "50-100", "wished": "2027年6月", "contact_name": "李某",
        "contact_phone": "（手机或座机）",
    },
    "registration": {
        "name": "示例：某某机械有限公司", "side": "需求方", "region": "安徽省合肥市", "delegates": "2",
        "topics": "想找车间排产和质量追溯的方案", "contact_name": "李某", "contact_phone": "（手机或座机）",
    },
}  # fmt: skip
_HOW_TO = (
    "红色列名必填，其余能填则填。",
    "列的顺序可以变，多余的列可以删，列名请尽量不改。",
    "示例一行不会导入，可以直接删掉。",
    "信用代码、电话请按文本填写，不要让表格软件改成科学计数法。",
    "一行一条；同一家企业有几条需求就写几行。",
)


def workbook(kind: Kind, codes: Codes) -> bytes:
    """The template of ``kind`` as .xlsx. The reader of this package takes it back without a question."""
    wanted = [field for field in fields.of(kind).values() if field.key not in _LEFT_OUT]
    columns = [_column(field, codes) for field in wanted]
    example = [_EXAMPLES[kind].get(field.key, "") for field in wanted]
    how_to = Table("填表说明", [Column("填表说明", 80)], [[line] for line in _HOW_TO])
    return writing.workbook([Table(_TITLES[kind], columns, [example]), how_to])


def _column(field: Field, codes: Codes) -> Column:
    width = 40 if field.shape == "text" and field.several else None
    return Column(field.label, width, _choices(field, codes), _HINTS.get(field.shape, ""), field.required)


def _choices(field: Field, codes: Codes) -> Sequence[str]:
    from_codes = {
        "type": list(codes.types.values()),
        "industries": [name for code, name in codes.industries.items() if len(code) == 3],
        "scenarios": [name for code, name in codes.scenarios.items() if code[-1:].isdigit()],
    }
    return from_codes.get(field.shape) or _CHOICES.get(field.shape, ())
