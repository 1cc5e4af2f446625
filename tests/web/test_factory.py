"""The factory's pages: profile, needs, and the steps of a need."""

import pytest

from demands import needs, queries
from demands.models import Demand, Factory
from matchmaker.db import open_session
from tests import makers

SECRET = "秘密配方七号"


@pytest.fixture
def factory(session, client):
    """A factory whose owner is signed in at `client`."""
    made = makers.factory(session)
    makers.sign_in(client, session, makers.owner(session, made))
    return made


@pytest.fixture
def look(engine):
    """Reads what is in the database now."""

    def read(act):
        with open_session(engine, writing=False) as fresh:
            return act(fresh)

    return read


def at(factory, path=""):
    return f"/factory/{factory.id}/{path}"


def profile(**changes):
    given = {
        "name": "合肥恒力机械有限公司", "region_code": "340100", "industry_code": "C34", "tier": "basic", "maturity": "2",
        "contact_name": "王工", "contact_phone": "0551-60001111", "version": "1",
    }  # fmt: skip
    return given | changes


def text(**changes):
    return {
        "title": "天天插单",
        "problem": "插单三四次,排单要半天",
        "industry_code": "C34",
        "cooperation": "open",
        "target_tier": "none",
    } | changes


def test_the_first_page_tells_a_newcomer_what_to_do(client, factory):
    page = client.get(at(factory)).text
    assert "从写第一条需求开始" in page and "企业资料还缺" in page


def test_profile_is_saved(client, factory, look):
    answer = client.post(
        at(factory, "profile"), data=profile(credit_code=factory.credit_code, staff="120", revenue="3500.5")
    )
    assert answer.status_code == 302
    saved = look(lambda s: s.get(Factory, factory.id))
    assert (saved.tier, saved.maturity, saved.staff, str(saved.revenue), saved.version) == (
        "basic",
        2,
        120,
        "3500.50",
        2,
    )


def test_a_bad_profile_comes_back_with_everything_typed(client, factory, look):
    answer = client.post(
        at(factory, "profile"),
        data=profile(credit_code="91340100000000001X", staff="很多", contact_email="nobody"),
    )
    assert answer.status_code == 422
    for kept in ("91340100000000001X", "很多", "nobody", "王工"):
        assert kept in answer.text
    assert look(lambda s: s.get(Factory, factory.id)).contact_name == ""


def test_a_profile_that_a_colleague_saved_first_is_not_overwritten_unseen(client, factory, look):
    first = profile(credit_code=factory.credit_code, address="甲路 1 号")
    assert client.post(at(factory, "profile"), data=first).status_code == 302
    late = client.post(at(factory, "profile"), data=first | {"address": "乙路 2 号"})
    assert late.status_code == 422 and "同事刚刚改过" in late.text and "乙路 2 号" in late.text
    assert look(lambda s: s.get(Factory, factory.id)).address == "甲路 1 号"


def test_somebody_elses_credit_code_is_refused_at_the_field(client, factory, session, look):
    other = makers.factory(session)
    session.commit()
    answer = client.post(at(factory, "profile"), data=profile(credit_code=other.credit_code))
    assert answer.status_code == 422 and "已经登记过" in answer.text and "王工" in answer.text
    assert look(lambda s: s.get(Factory, factory.id)).credit_code == factory.credit_code


def test_a_need_is_written_saved_and_handed_in(client, factory, look):
    answer = client.post(
        at(factory, "needs/new"), data=text(keywords="排产、交期,插单", scenario_codes=["2025-09"], save="1")
    )
    assert answer.status_code == 302
    (demand,) = look(lambda s: queries.demands_of(s, factory))
    assert (demand.status, demand.industry_code, demand.keywords) == (
        "draft",
        "C34",
        ["排产", "交期", "插单"],
    )
    answer = client.post(
        at(factory, f"needs/{demand.id}/edit"),
        data=text(title="改了名", version=str(demand.version), submit="1"),
    )
    assert answer.status_code == 302
    assert look(lambda s: s.get(Demand, demand.id)).status == "submitted"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "给需求起个名字"),
        ({"problem": "", "submit": "1"}, "写一写遇到的主要问题"),
        ({"problem": "字" * 800, "goal": "字" * 800}, "最多 1500 字"),
        ({"budget_min": "100", "budget_max": "50"}, "上限不能小于下限"),
        ({"budget_min": "一百"}, None),
        ({"wished_on": "明年"}, None),
        ({"keywords": "一、二、三、四、五、六"}, "最多 5 个"),
        ({"industry_code": "C99"}, None),
        ({"scenario_codes": ["2025-99"]}, None),
        ({"cooperation": "gift"}, None),
    ],
)
def test_a_faulty_need_comes_back_with_everything_typed(client, factory, look, changes, message):
    answer = client.post(at(factory, "needs/new"), data=text(delivery_form="整条产线") | changes)
    assert answer.status_code == 422 and "整条产线" in answer.text
    assert message is None or message in answer.text
    assert look(lambda s: queries.count_demands_of(s, factory)) == 0


def test_fields_that_are_not_in_the_form_change_nothing(client, factory, look):
    client.post(
        at(factory, "needs/new"), data=text(status="published", factory_id="x", published_at="2026-01-01")
    )
    (demand,) = look(lambda s: queries.demands_of(s, factory))
    assert demand.status == "draft" and demand.published_at is None


def test_the_edit_form_of_a_public_need_warns_before_and_sends_it_back(client, factory, session, look):
    demand = makers.demand(session, factory, status="published")
    session.commit()
    path = at(factory, f"needs/{demand.id}/edit")
    assert "要重新审核" in client.get(path).text
    typed = text(title=demand.title, problem=demand.problem, industry_code="C34", version=str(demand.version))
    client.post(path, data=typed | {"budget_text": "面议"})
    assert look(lambda s: s.get(Demand, demand.id)).status == "published"
    client.post(path, data=typed | {"version": str(demand.version + 1), "problem": "换了说法"})
    assert look(lambda s: s.get(Demand, demand.id)).status == "submitted"


def test_two_colleagues_edit_and_the_second_is_told(client, factory, session, look):
    demand = makers.demand(session, factory)
    session.commit()
    path = at(factory, f"needs/{demand.id}/edit")
    client.post(path, data=text(title="同事先改", version=str(demand.version)))
    late = client.post(path, data=text(title="我后改", version=str(demand.version)))
    assert late.status_code == 422 and "我后改" in late.text and "同事刚刚改过" in late.text
    assert look(lambda s: s.get(Demand, demand.id)).title == "同事先改"


STEPS = [
    ("draft", "submit", {}, "submitted"),
    ("submitted", "withdraw", {}, "draft"),
    ("published", "withdraw", {}, "draft"),
    ("published", "close", {"reason": "no_budget", "note": "明年再说"}, "closed"),
    ("published", "sign", {}, "signed"),
    ("signed", "begin-work", {}, "implementing"),
    ("signed", "fall-through", {}, "matching"),
    ("implementing", "accept", {}, "accepted"),
]


@pytest.mark.parametrize(("before", "step", "data", "after"), STEPS)
def test_each_step_is_one_button(client, factory, session, look, before, step, data, after):
    demand = makers.demand(session, factory, status=before)
    session.commit()
    assert client.post(at(factory, f"needs/{demand.id}/{step}"), data=data).status_code == 302
    assert look(lambda s: s.get(Demand, demand.id)).status == after
    assert client.get(at(factory, f"needs/{demand.id}")).status_code == 200


def test_a_step_that_is_not_possible_now_is_said_in_words(client, factory, session, look):
    demand = makers.demand(session, factory, status="accepted")
    session.commit()
    answer = client.post(at(factory, f"needs/{demand.id}/withdraw"))
    assert answer.status_code == 409 and "已验收" in answer.text
    assert look(lambda s: s.get(Demand, demand.id)).status == "accepted"


def test_closing_asks_for_a_reason(client, factory, session, look):
    demand = makers.demand(session, factory, status="published")
    session.commit()
    answer = client.post(at(factory, f"needs/{demand.id}/close"), data={"note": "不要了"})
    assert answer.status_code == 422 and "请选一个原因" in answer.text and "不要了" in answer.text
    assert look(lambda s: s.get(Demand, demand.id)).status == "published"


def test_a_copy_opens_in_the_form(client, factory, session):
    demand = makers.demand(session, factory, title="老需求", confidential=SECRET)
    session.commit()
    answer = client.post(at(factory, f"needs/{demand.id}/copy"))
    assert str(demand.id) not in answer.location and "老需求" in client.get(answer.location).text


def test_the_list_is_searched_filtered_and_paged(client, factory, session):
    for number in range(22):
        makers.demand(session, factory, title=f"第{number}条需求")
    makers.demand(session, factory, title="公开了的", status="published")
    session.commit()
    assert client.get(at(factory, "needs")).text.count('<th scope="row"') == 20
    assert client.get(at(factory, "needs?page=2")).text.count('<th scope="row"') == 3
    only = client.get(at(factory, "needs?status=published&q=公开")).text
    assert "公开了的" in only and "第1条" not in only
    assert "没有符合条件的需求" in client.get(at(factory, "needs?q=%25")).text


def test_another_factorys_needs_look_like_nothing(client, factory, session):
    theirs = makers.demand(
        session, makers.factory(session), title="别人的需求", status="published", confidential=SECRET
    )
    session.commit()
    missing = client.get(at(factory, f"needs/{factory.id}"))
    for path in ("", "/edit"):
        answer = client.get(at(factory, f"needs/{theirs.id}{path}"))
        assert answer.status_code == missing.status_code == 404 and SECRET not in answer.text
    for step in (
        "submit",
        "withdraw",
        "close",
        "copy",
        "sign",
        "begin-work",
        "accept",
        "fall-through",
        "edit",
    ):
        assert client.post(at(factory, f"needs/{theirs.id}/{step}"), data=text()).status_code == 404
    assert needs.one(session, theirs.id).title == "别人的需求"


def test_nobody_else_comes_in(client, factory, session, app):
    demand = makers.demand(session, factory, confidential=SECRET)
    stranger = app.test_client()
    makers.sign_in(stranger, session, makers.account(session))
    for path in ("", "profile", "needs", f"needs/{demand.id}", "people", "needs/export"):
        assert stranger.get(at(factory, path)).status_code == 404
        assert app.test_client().get(at(factory, path)).status_code == 302


def test_the_list_is_exported_without_the_confidential_part(client, factory, session):
    makers.demand(session, factory, title="=公式标题", confidential=SECRET)
    session.commit()
    answer = client.get(at(factory, "needs/export?format=csv"))
    text = answer.data.decode("utf-8-sig")
    assert answer.status_code == 200 and "公式标题" in text and SECRET not in text
    assert client.get(at(factory, "needs/export?format=exe")).status_code == 404


def test_people_are_invited_and_let_go(client, factory, session, look):
    from sqlmodel import select

    from matchmaker.mail.models import Letter

    assert client.post(at(factory, "people"), data={"email": "不是邮箱"}).status_code == 422
    assert client.post(at(factory, "people"), data={"email": "colleague@firm.example"}).status_code == 302
    page = client.get(at(factory, "people")).text
    assert "colleague@firm.example" in page and "撤回邀请" in page
    assert look(lambda s: s.exec(select(Letter.to)).all()) == ["colleague@firm.example"]


def test_a_vague_need_is_asked_about_and_suggestions_are_taken(client, factory, session, look):
    vague = makers.demand(session, factory, title="想搞数字化", problem="想搞数字化")
    clear = makers.demand(session, factory, title="插单排产", problem="天天插单,排产靠人,设备负荷不均,交期说不准")
    session.commit()
    assert "写得还太笼统" in client.get(at(factory, f"needs/{vague.id}")).text
    page = client.get(at(factory, f"needs/{clear.id}")).text
    assert "采用勾选的" in page and "车间智能排产" in page
    answer = client.post(at(factory, f"needs/{clear.id}/advice"), data={"scenario": ["2025-09", "2025-99"], "industry": "X1"})
    assert answer.status_code == 302
    need = look(lambda s: needs.public_part(s, s.get(Demand, clear.id), factory))
    assert (need.scenario_codes, need.industry_code) == (("2025-09",), "C34")
