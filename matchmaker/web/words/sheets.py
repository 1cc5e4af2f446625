"""What is said about the cells, columns and files of a sheet."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from matchmaker.sheets.book import Remark
from matchmaker.sheets.rows import Fault
from matchmaker.web import fields

WORDS: dict[str, dict[str, tuple[Any, str]]] = {
    "import_status": {
        "waiting": (_l("待导入"), "yellow"),
        "imported": (_l("已导入"), "green"),
        "dropped": (_l("已放弃"), "secondary"),
    },
    "import_kind": {"provider": (_l("服务商"), "azure"), "demand": (_l("需求"), "purple")},
    "mapping_by": {
        "name": (_l("列名一致"), "green"),
        "group": (_l("列名一致"), "green"),
        "similar": (_l("列名相近，请核对"), "yellow"),
        "content": (_l("按内容判断，请核对"), "yellow"),
        "person": (_l("您指定的"), "blue"),
        "nothing": (_l("没有用上"), "secondary"),
    },
    "row_plan": {
        "new": (_l("新增"), "green"),
        "update": (_l("更新已有资料"), "blue"),
        "skip": (_l("已有，跳过"), "secondary"),
    },
}

# why a row is skipped
WHY: dict[str, Any] = {
    "registered": _l("已登记过"),
    "registered-elsewhere": _l("已登记，归其他地区管"),
    "need-there": _l("同名需求已有"),
}

# code of a fault or remark → its sentence; the parameters are those of the engine plus `value`, the cell itself
SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "name-missing": lambda p: _("没有企业名称"),
    "credit-code-missing": lambda p: _("没有统一社会信用代码"),
    "title-missing": lambda p: _("没有需求名称"),
    "problem-missing": lambda p: _("没有需求描述"),
    "region-missing": lambda p: _("没有写所在地区"),
    "industries-missing": lambda p: _("没有写所属行业"),
    "provider-type-missing": lambda p: _("没有写服务商类型"),
    "credit-rounded": lambda p: _(
        "统一社会信用代码被表格软件改成了“%(value)s”，后几位已丢失，请按文本格式重新填写", **p
    ),
    "credit-length": lambda p: _("统一社会信用代码“%(value)s”是 %(length)s 位，应为 18 位", **p),
    "credit-characters": lambda p: _("统一社会信用代码“%(value)s”里有不该出现的字符", **p),
    "credit-check-digit": lambda p: _("统一社会信用代码“%(value)s”校验位不对，请核对有没有写错", **p),
    "credit-corrected": lambda p: _(
        "统一社会信用代码里的字母 O、I 已当作数字 0、1（原文“%(value)s”），请核对", **p
    ),
    "repeated": lambda p: _("与第 %(first_row)s 行重复", **p),
    "industry-unknown": lambda p: _(
        "行业“%(typed)s”认不出，请填国民经济行业的名称或代码，例如“C34”或“通用设备制造业”", **p
    ),
    "industry-part-unknown": lambda p: _("行业里的“%(typed)s”认不出，其余已认出", **p),
    "industry-any": lambda p: _("行业写的是“%(value)s”，按不限行业处理", **p),
    "industry-several": lambda p: _("写了不止一个行业，以第一个为准", **p),
    "region-unknown": lambda p: _("地区“%(typed)s”认不出，请填省、市或县区的名称", **p),
    "region-ambiguous": lambda p: _("有几个地方都叫“%(typed)s”，请连同所在的市一起写", **p),
    "region-several": lambda p: _("写了不止一个地区（“%(typed)s”），按共同的上级地区处理", **p),
    "type-unknown": lambda p: _("服务商类型“%(typed)s”认不出", **p),
    "type-several": lambda p: _("写了不止一个类型（“%(typed)s”），以第一个为准", **p),
    "scenario-unknown": lambda p: _("场景“%(typed)s”认不出，没有采用", **p),
    "phone-rounded": lambda p: _("电话“%(typed)s”被表格软件改过，位数已丢失，按原文保留", **p),
    "phone-unclear": lambda p: _("电话“%(typed)s”不像电话号码，按原文保留", **p),
    "money-unclear": lambda p: _("金额“%(typed)s”看不出数目，按原文保留", **p),
    "money-foreign": lambda p: _("金额“%(typed)s”不是人民币，按原文保留", **p),
    "money-read-as-yuan": lambda p: _("金额“%(typed)s”数目很大又没有单位，按“元”理解，请核对", **p),
    "money-swapped": lambda p: _("金额“%(typed)s”前大后小，已对调", **p),
    "date-unclear": lambda p: _("时间“%(typed)s”看不出日期，按原文保留", **p),
    "date-month-unsure": lambda p: _("时间“%(typed)s”可能是 1 月也可能是 10 月，按 1 月理解，请核对", **p),
    "count-unclear": lambda p: _("人数“%(typed)s”看不出数目，没有采用", **p),
    "year-unclear": lambda p: _("年份“%(typed)s”看不出是哪一年，没有采用", **p),
    "email-unclear": lambda p: _("邮箱“%(typed)s”不像邮箱，没有采用", **p),
    "maturity-unknown": lambda p: _("成熟度“%(typed)s”认不出，没有采用", **p),
    "tier-unknown": lambda p: _("等级“%(typed)s”认不出，没有采用", **p),
    "cooperation-unknown": lambda p: _("合作方式“%(typed)s”认不出，按“不限”处理", **p),
    "side-unknown": lambda p: _("参会身份“%(typed)s”认不出", **p),
    "unreadable-characters": lambda p: _("有认不出的字，请打开原表核对"),
    "region-outside": lambda p: _("这家企业不在本单位管辖的地区，没有导入"),
    "out-of-sight": lambda p: _("不在本单位管辖的地区，又没有放进资源池，导入后本单位看不到这家企业"),
    "name-differs": lambda p: _("信用代码登记的是“%(known)s”，与表中名称不同，请核对", **p),
    "other-firm": lambda p: _("这一行的信用代码是别的企业的，只能导入本企业“%(known)s”的需求", **p),
    "title-shortened": lambda p: _("名称太长，已截短，全文放进了需求描述"),
    "problem-from-title": lambda p: _("没有需求描述，先用需求名称代替"),
    "left-out": lambda p: _("“%(value)s”格式不对，这一格没有采用", **p),
    "refused-AlreadyRegistered": lambda p: _("“%(value)s”刚刚被别人登记了", **p),
    "refused-CreditCodeTaken": lambda p: _("“%(value)s”刚刚被别人登记了", **p),
    "refused-ChangedMeanwhile": lambda p: _("“%(value)s”刚刚被别人改过，请重新导入这一行", **p),
    "refused-YearInFuture": lambda p: _("“%(value)s”的年份比今年还晚", **p),
    "refused-TooMany": lambda p: _("“%(value)s”的产品或案例已到上限", **p),
    "refused-Incomplete": lambda p: _("“%(value)s”缺少需求名称、描述或行业", **p),
}

REMARKS: dict[str, Callable[[dict[str, Any]], str]] = {
    "formulas": lambda p: _("表里有 %(count)s 个公式，取的是上次算出的结果", **p),
    "other-format": lambda p: _("文件名以 .%(ending)s 结尾，内容其实是 %(format)s，已按内容读取", **p),
    "cut-character": lambda p: _("文件末尾有半个字没有保存完整，请核对最后一行"),
    "open-quote": lambda p: _("有一个引号没有成对，最后几行可能连在了一起，请核对"),
    "unreadable-characters": lambda p: _("有认不出的字，请打开原表核对"),
}


def about_cell(fault: Fault) -> str:
    """What is the matter with a cell, without its place."""
    params = {"value": fault.value, **fault.params}
    if fault.code == "input":
        return fields.input_error({"type": params["type"], "ctx": params}).rstrip("。.")
    return SENTENCES[fault.code](params) if fault.code in SENTENCES else fault.code


def line(fault: Fault) -> str:
    """What is the matter and where: 第 12 行 C 列（联系电话）:…"""
    where = {"row": fault.row, "column": fault.column, "title": fault.title, "what": about_cell(fault)}
    if fault.column and fault.title:
        return _("第 %(row)s 行 %(column)s 列（%(title)s）：%(what)s", **where)
    return _("第 %(row)s 行：%(what)s", **where)


def about_file(remark: Remark) -> str:
    """A remark on the file as a whole, with the row it is about."""
    text = REMARKS[remark.code](remark.facts)
    return _("第 %(row)s 行：%(what)s", row=remark.row, what=text) if remark.row else text
