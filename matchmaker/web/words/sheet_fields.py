"""What the columns of a sheet may hold, in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, tuple[Any, str]]] = {
    "sheet_field": {
        key: (words, "")
        for key, words in {
            "id": _l("编号"),
            "number": _l("序号"),
            "faults": _l("需要改正的地方"),
            "name": _l("企业名称"),
            "credit_code": _l("统一社会信用代码"),
            "provider_type": _l("服务商类型"),
            "traits": _l("特点（小快轻准、链主等）"),
            "region": _l("所在地区"),
            "industries": _l("行业"),
            "scenarios": _l("智能制造场景"),
            "address": _l("地址"),
            "website": _l("网址"),
            "legal_person": _l("法定代表人"),
            "founded_year": _l("成立年份"),
            "revenue": _l("上年营业收入"),
            "staff": _l("员工人数"),
            "honours": _l("资质荣誉"),
            "qualification": _l("服务能力等级"),
            "summary": _l("主要能力简介"),
            "offerings": _l("主要产品和解决方案"),
            "cases": _l("典型案例"),
            "team": _l("团队"),
            "customers": _l("服务过的企业"),
            "discount": _l("优惠承诺"),
            "contact_name": _l("联系人"),
            "contact_position": _l("联系人职务"),
            "contact_phone": _l("联系电话"),
            "contact_email": _l("电子邮箱"),
            "note": _l("备注"),
            "title": _l("需求名称"),
            "problem": _l("主要问题（需求描述）"),
            "key_points": _l("技术关键"),
            "goal": _l("预期目标"),
            "keywords": _l("关键词"),
            "budget": _l("预算"),
            "budget_min": _l("预算下限"),
            "budget_max": _l("预算上限"),
            "own_funds": _l("自有资金"),
            "wished": _l("期望完成时间"),
            "cooperation": _l("合作方式"),
            "delivery_form": _l("交付形式"),
            "wished_partners": _l("希望合作的单位"),
            "challenges": _l("主要困难"),
            "tier": _l("智能工厂现有等级"),
            "target_tier": _l("智能工厂目标等级"),
            "maturity": _l("成熟度等级"),
            "profile": _l("企业简介"),
            "confidential": _l("保密内容"),
        }.items()
    }
}
