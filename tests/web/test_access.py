"""Every page from the outside: strangers learn nothing, not even that something is there; GET changes nothing."""

import hashlib
import uuid

import pytest

from matchmaker.accounts import representing
from tests import event_makers as make
from tests import makers

PARTY = {"factory": "factory_id", "provider": "provider_id", "organiser": "office_id", "desk": "event_id"}
TEXT = {"kind": "industry", "act": "start", "token": "nonsense", "format": "xlsx"}


class World:
    """One of everything, and people who have nothing to do with it."""

    def __init__(self, app, session):
        self.app, self.session = app, session
        _person, self.office = makers.organiser(session)
        _other, self.other_office = makers.organiser(session, "320000")
        self.factory, self.provider = make.factory(session), make.provider(session)
        self.event = make.event(session, self.office)
        self.demand = makers.demand(session, self.factory)
        self.ids = {
            "factory_id": self.factory.id,
            "provider_id": self.provider.id,
            "office_id": self.office.id,
            "event_id": self.event.id,
            "demand_id": self.demand.id,
        }
        session.commit()

    def client(self, account=None):
        client = self.app.test_client()
        if account:
            makers.sign_in(client, self.session, account)
        return client

    def stranger(self):
        """Signs in, acts for firms and an office, but for none of these."""
        person = makers.account(self.session)
        representing.represent(
            self.session, person, factory_id=make.factory(self.session, "别家").id, now=makers.NOW
        )
        representing.represent(
            self.session, person, provider_id=make.provider(self.session, "同行").id, now=makers.NOW
        )
        representing.join_office(self.session, person, self.other_office.id, now=makers.NOW)
        return person

    def paths(self, *, audiences):
        """(endpoint, method, path) of every page of these audiences, filled with existing ids where there are such."""
        with self.app.test_request_context():
            for rule in self.app.url_map.iter_rules():
                if rule.endpoint.split(".")[0] in audiences:
                    values = {name: self._value(name, rule) for name in rule.arguments}
                    path = self.app.url_map.bind("localhost").build(
                        rule.endpoint, values, method=_method(rule)
                    )
                    yield rule.endpoint, _method(rule), path

    def _value(self, name, rule):
        converter = type(rule._converters[name]).__name__
        known = self.ids.get(name) or (uuid.uuid4() if converter == "UUIDConverter" else None)
        return known or (1 if converter == "IntegerConverter" else TEXT.get(name, "x"))


def _method(rule):
    return "GET" if "GET" in rule.methods else "POST"


@pytest.fixture
def world(app, session):
    return World(app, session)


def test_nobody_comes_in_without_signing_in(world):
    client = world.client()
    wrong = []
    for endpoint, method, path in world.paths(audiences=[*PARTY, "admin"]):
        answer = client.open(path, method=method)
        if answer.status_code != 302 or not answer.headers["Location"].startswith("/account/sign-in"):
            wrong.append((endpoint, answer.status_code))
    assert wrong == []


def test_to_strangers_nothing_is_there(world):
    client = world.client(world.stranger())
    wrong = []
    for endpoint, method, path in world.paths(audiences=[*PARTY, "admin"]):
        answer = client.open(path, method=method)
        if answer.status_code != 404:
            wrong.append((endpoint, answer.status_code))
    assert wrong == []


def test_not_yours_looks_exactly_like_not_there(world):
    client = world.client(world.stranger())
    for kind, own in (
        ("factory", world.factory.id),
        ("provider", world.provider.id),
        ("office", world.office.id),
    ):
        hidden = client.get(f"/{kind}/{own}/")
        missing = client.get(f"/{kind}/{uuid.uuid4()}/")
        assert hidden.status_code == missing.status_code == 404
        assert _without_tokens(hidden.text) == _without_tokens(missing.text)


def _without_tokens(text):
    import re

    return re.sub(r'name="(csrf_token|next)"[^>]*value="[^"]*"', "", text)


def test_a_viewer_of_an_office_changes_nothing(world, session):
    viewer = makers.account(session)
    representing.join_office(session, viewer, world.office.id, role="viewer", now=makers.NOW)
    client = world.client(viewer)
    wrong = []
    for endpoint, method, path in world.paths(audiences=["organiser"]):
        answer = client.open(path, method=method)
        if method == "POST" and answer.status_code != 403:
            wrong.append((endpoint, answer.status_code))
    assert wrong == []


def test_looking_changes_nothing_and_breaks_nothing(world, session, engine):
    """Everybody with every right opens every page: no failure, and the database is the same to the byte."""
    person = makers.account(session, is_administrator=True)
    representing.represent(session, person, factory_id=world.factory.id, now=makers.NOW)
    representing.represent(session, person, provider_id=world.provider.id, now=makers.NOW)
    representing.join_office(session, person, world.office.id, now=makers.NOW)
    client = world.client(person)
    before = _dump(engine)
    broken = []
    for endpoint, method, path in world.paths(audiences=[*PARTY, "admin", "public", "account"]):
        if method == "GET" and client.get(path).status_code >= 500:
            broken.append(endpoint)
    assert broken == []
    assert _dump(engine) == before


def _dump(engine):
    with engine.connect() as connection:
        lines = [
            line for line in connection.connection.driver_connection.iterdump() if '"rate_count"' not in line
        ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@pytest.mark.parametrize(
    "path",
    [
        "/needs?page=99999999999999999999",
        "/needs?page=-1",
        "/needs?page=%00",
        "/needs?q=%ED%A0%80",
        "/events/not-a-uuid",
        "/" + "x" * 3000,
    ],
)
def test_nonsense_in_the_address_is_no_failure(client, path):
    assert client.get(path).status_code < 500


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\ud800",
        "９" * 50,
        "𝔘" * 300,
        "=cmd|' /C calc'!A0",
        "{{7*7}}",
        "%(x)s",
        "<script>alert(1)</script>",
        "a" * 200_000,
    ],
)
def test_nonsense_in_a_form_is_no_failure(client, session, text):
    makers.sign_in(client, session, makers.account(session))
    data = {
        "name": text.encode("utf-8", "surrogatepass"),
        "credit_code": text.encode("utf-8", "surrogatepass"),
        "region_code": "340100",
        "industry_code": "C34",
    }
    answer = client.post("/account/register-factory", data=data)
    assert answer.status_code in {400, 413, 422}
    assert "<script>alert" not in answer.text


def test_a_locked_database_is_said_and_not_a_failure_of_ours(app, session, engine):
    """Another process holds the lock for longer than anybody wants to wait."""
    import sqlite3

    makers.account(session, email="a@firm.example")
    session.commit()
    client = app.test_client()
    holder = sqlite3.connect(engine.url.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    waiting = [engine.raw_connection() for _ in range(3)]  # whichever the request gets waits a moment only
    for connection in waiting:
        connection.execute("PRAGMA busy_timeout=50")
        connection.close()
    answer = client.post("/account/sign-in", data={"email": "a@firm.example", "password": makers.PASSWORD})
    holder.execute("ROLLBACK")
    holder.close()
    assert answer.status_code == 503 and answer.headers["Retry-After"] == "5"
    assert client.post("/account/sign-in", data={"email": "a@firm.example", "password": makers.PASSWORD}).status_code == 302
