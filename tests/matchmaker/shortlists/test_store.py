"""The indexes follow the registers."""

from demands import needs, posting, reviewing
from matchmaker.db import open_session
from matchmaker.shortlists import store
from tests import makers


def read(engine):
    """What a page of another visitor would use now."""
    with open_session(engine, writing=False) as session:
        return store.providers(session), store.published_needs(session), store.cases(session)


def names(contents):
    return sorted(
        getattr(entry.facts, "name", None) or entry.facts.title for entry in contents.entries.values()
    )


def test_a_provider_admitted_now_is_there_at_the_next_page(engine, session, listed):
    listed(name="合肥先来软件有限公司")
    session.commit()
    first, _, _ = read(engine)
    assert names(first) == ["合肥先来软件有限公司"]
    makers.provider(session, name="芜湖没入库公司")
    listed(name="芜湖后到软件有限公司")
    session.commit()
    second, _, _ = read(engine)
    assert names(second) == ["合肥先来软件有限公司", "芜湖后到软件有限公司"]


def test_nothing_is_read_again_when_nothing_changed(engine, session, listed):
    listed()
    session.commit()
    assert [a is b for a, b in zip(read(engine), read(engine), strict=True)] == [True, True, True]


def test_a_published_need_comes_and_a_withdrawn_one_goes(engine, session, now):
    factory = makers.factory(session)
    demand = makers.demand(session, factory, title="排产要自动", status="submitted")
    makers.demand(session, factory, title="还没写完")
    session.commit()
    assert names(read(engine)[1]) == []
    reviewing.publish(session, demand, by="office", now=now)
    session.commit()
    assert names(read(engine)[1]) == ["排产要自动"]
    posting.withdraw(session, demand, by="owner", now=now)
    session.commit()
    assert names(read(engine)[1]) == []


def test_the_confidential_part_never_enters_an_index(engine, session, listed):
    factory = makers.factory(session, contact_name="张秘密")
    makers.demand(
        session, factory, status="published", confidential="秘密配方七号", wished_partners="秘密伙伴"
    )
    listed(contact_name="李秘密", contact_phone="19900009999")
    session.commit()
    for contents in read(engine):
        told = repr(list(contents.entries.values()))
        assert "秘密" not in told and "19900009999" not in told


def test_what_one_visitor_has_not_saved_yet_another_does_not_see(engine, session, now):
    factory = makers.factory(session)
    demand = makers.demand(session, factory, title="排产要自动", status="published")
    session.commit()
    assert names(read(engine)[1]) == ["排产要自动"]
    posting.withdraw(session, demand, by="owner", now=now)
    assert names(store.published_needs(session)) == []
    session.rollback()
    assert names(read(engine)[1]) == ["排产要自动"]
    assert needs.one(session, demand.id) is not None


def test_a_changed_case_is_indexed_again_and_a_removed_one_leaves(engine, session, listed, now):
    from providers import cases

    provider = listed()
    case = makers.case(session, provider, title="老案例")
    makers.case(session, provider, title="另一个案例")
    session.commit()
    assert names(read(engine)[2]) == ["另一个案例", "老案例"]
    cases.withdraw(session, provider, case, now=now)
    session.commit()
    assert names(read(engine)[2]) == ["另一个案例"]
