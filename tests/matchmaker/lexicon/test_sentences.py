"""Single sentences of both sides, two for each scenario: does the lexicon know what they speak of? (Measured: see docs/lexicon.md.)"""

from pathlib import Path

import pytest

from matchmaker.matching import triage
from matchmaker.matching.documents import Document

CORPUS = Path(__file__).parent / "corpus"

# Product in a workshop's words → division, where a wrong neighbour would be plausible.
PRODUCTS = [
    ("C13", "收购油菜籽压榨成菜籽油"),
    ("C14", "速冻饺子和汤圆"),
    ("C15", "高粱酿的清香型白酒"),
    ("C16", "卷烟厂的制丝车间"),
    ("C17", "色织衬衫面料织造"),
    ("C18", "冲锋衣和滑雪服缝制"),
    ("C19", "女式高跟鞋注塑鞋底"),
    ("C20", "毛竹筷子和竹砧板"),
    ("C21", "实木餐桌椅喷漆"),
    ("C22", "生活用纸抄纸复卷"),
    ("C23", "不干胶标签柔版印刷"),
    ("C24", "毛绒公仔和积木"),
    ("C25", "焦炉推焦装煤"),
    ("C26", "钛白粉和水性涂料"),
    ("C27", "中药饮片炮制切制"),
    ("C28", "涤纶POY纺丝卷绕"),
    ("C29", "汽车密封条炼胶挤出"),
    ("C30", "浮法玻璃熔窑锡槽"),
    ("C31", "螺纹钢连铸连轧"),
    ("C32", "铜杆上引连铸"),
    ("C33", "螺栓冷镦搓丝"),
    ("C34", "离心泵叶轮加工装配"),
    ("C35", "注塑模具型腔电火花加工"),
    ("C36", "汽车座椅滑轨焊接"),
    ("C37", "散货船分段建造"),
    ("C38", "磷酸铁锂电芯卷绕注液"),
    ("C39", "线路板沉铜蚀刻"),
    ("C40", "压力变送器标定"),
    ("C41", "晴雨伞和伞骨"),
    ("C42", "废塑料清洗造粒"),
    ("C43", "变压器修理、电机修理和轧辊修复"),
]


def read(text: str, side: str = "need") -> triage.Triage:
    return triage.assess(Document("text", (("description", text),), side=side))


@pytest.mark.parametrize(("file", "side"), [("sentences.tsv", "need"), ("offers.tsv", "provider")])
def test_most_sentences_are_understood_at_first_or_among_the_first_three(file, side):
    lines = [line.split("\t") for line in (CORPUS / file).read_text("utf-8").splitlines()]
    found = [(code, [likely for likely, _ in read(text, side).scenarios]) for code, text in lines]
    assert len(found) == 80 and len({code for code, _ in found}) == 40
    assert sum(codes[:1] == [code] for code, codes in found) >= 64
    assert sum(code in codes for code, codes in found) >= 66


@pytest.mark.parametrize(("division", "text"), PRODUCTS, ids=[division for division, _ in PRODUCTS])
def test_a_product_tells_its_division(division, text):
    assert read(text).industries[0][0] == division


def test_talk_of_no_trade_is_asked_about():
    found = read("我老公想离婚,孩子两岁能判给我吗,房子是婚前父母买的")
    assert found.vague and found.questions


def test_a_long_text_of_another_trade_weighs_next_to_nothing():
    statute = (
        "夫妻一方要求离婚的,可以由有关组织进行调解或者直接向人民法院提起离婚诉讼。人民法院审理离婚案件,应当进行调解;"
        "如果感情确已破裂,调解无效的,应当准予离婚。离婚后,父母对于子女仍有抚养、教育、保护的权利和义务。"
    )
    assert read(statute).vague and read(statute * 3).vague
