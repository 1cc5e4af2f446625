"""No private word is in the answer to anybody who may not read it: every page, every persona, every form of answer."""

import io
import itertools
import re
import shutil
import uuid
import zipfile

import pytest
import time_machine
from sqlmodel import select

from matchmaker import journal
from matchmaker.app import create_app
from matchmaker.config import Settings
from matchmaker.db import open_engine, open_session
from matchmaker.mail.models import Letter
from matchmaker.meetings import cancelling
from matchmaker.shortlists import store
from tests.web.leak_world import AFTER, FIRMS, PERSONAS, Leaks


@pytest.fixture(scope="module")
def world(tmp_path_factory, empty_database):
    """One world for all tests of this file: they only look."""
    place = tmp_path_factory.mktemp("leaks")
    shutil.copy(empty_database, place / "matchmaker.db")
    settings = Settings(data_dir=place, secret_key="only for this test", base_url="http://localhost")
    engine = open_engine(settings.database)
    journal.keep()
    with time_machine.travel(AFTER, tick=True), open_session(engine) as session:
        made = Leaks(session)
        made.engine = engine
        made.app = create_app(settings, engine, TESTING=True, WTF_CSRF_ENABLED=False, RATELIMIT_ENABLED=False)
        yield made
    engine.dispose()


@pytest.fixture(scope="module")
def sightings(world):
    """(canary, persona, endpoint) for every canary anybody was shown, and how many answers there were."""
    seen, answers, broken = set(), 0, []
    for persona in PERSONAS:
        client = world.client(world.app, persona)
        for endpoint, path in _paths(world):
            answer = client.get(path)
            answers += answer.status_code == 200
            if answer.status_code >= 500:
                broken.append((persona, path))
            text = _everything(answer)
            seen |= {(canary, persona, endpoint) for canary in world.readers if canary in text}
    return seen, answers, broken


def _paths(world):
    adapter = world.app.url_map.bind("localhost")
    for rule in world.app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "static":
            names = sorted(rule.arguments)
            choices = [world.ids.get(name) or [_unknown(rule, name)] for name in names]
            for values in itertools.product(*choices):
                filled = dict(zip(names, values, strict=True))
                path = adapter.build(rule.endpoint, filled, method="GET")
                yield rule.endpoint, path
                if rule.endpoint.split(".")[1].startswith("export"):
                    yield rule.endpoint, f"{path}?format=csv"


def _unknown(rule, name):
    return uuid.uuid4() if type(rule._converters[name]).__name__ == "UUIDConverter" else "unknown"


def _everything(answer):
    """Headers and body as text; workbooks are unzipped, folded lines of calendars and thousands joined again."""
    body = answer.get_data()
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"\n".join(parts.read(name) for name in parts.namelist())
    text = f"{answer.headers}\n{body.decode('utf-8', 'replace')}"
    return text.replace("\r\n ", "").replace("76,543.21", "76543.21")


def test_nobody_is_shown_what_is_not_for_them(world, sightings):
    seen, answers, broken = sightings
    assert broken == [] and answers > 300
    leaks = sorted(one for one in seen if one[1] not in world.readers[one[0]])
    assert not leaks, "\n".join(map(str, leaks))


def test_every_private_word_is_shown_to_somebody_who_may_read_it(world, sightings):
    """Otherwise the sweep would be blind."""
    shown = {canary for canary, persona, _endpoint in sightings[0] if persona in world.readers[canary]}
    assert {canary for canary, readers in world.readers.items() if readers} - shown == set()


def test_the_index_of_texts_holds_nothing_private(world):
    with open_session(world.engine, writing=False) as session:
        shelves = store.providers(session), store.cases(session), store.published_needs(session)
        assert all(one.entries for one in shelves)
        text = repr(
            [
                (one.entries, vars(one.index) if hasattr(one.index, "__dict__") else one.index)
                for one in shelves
            ]
        )
    assert [canary for canary in world.readers if canary in text] == []


def test_the_journal_tells_that_something_changed_and_nothing_private(world):
    with open_session(world.engine, writing=False) as session:
        text = repr([one.changes for one in session.exec(select(journal.JournalEntry))])
    assert "region_code" in text
    found = [canary for canary in world.readers if canary in text]
    assert not found, "\n".join(found)


def test_letters_tell_nobody_what_is_not_for_them(world):
    secrets = {canary for canary, readers in world.readers.items() if not readers}
    with open_session(world.engine, writing=False) as session:
        letters = session.exec(select(Letter)).all()
    leaks = []
    for letter in letters:
        who = {name for name in FIRMS if f"mail{name}q" in letter.to or f"login{name}q" in letter.to}
        text = letter.subject + letter.body
        leaks += [
            (letter.kind, letter.to, canary)
            for canary in set(world.readers) - secrets
            if canary in text and not world.readers[canary] & who
        ]
        if letter.kind not in {"reset-password", "invitation"}:
            leaks += [(letter.kind, canary) for canary in secrets if canary in text]
    assert letters and leaks == []


def _same_length(canary):
    return "wj" + "k" * (len(canary) - 2)


def _searches(world):
    """Lists that a persona may look through by words, and that hold rows with words it may not read."""
    event, firms = world.event.id, world.firms
    yield "anonymous", ["/needs", "/providers", "/events", "/pools"]
    yield "other", [f"/factory/{firms['other'].id}/{page}" for page in ("needs", f"events/{event}/partners")]
    yield (
        "pending",
        [f"/provider/{firms['pending'].id}/{page}" for page in ("needs", f"events/{event}/partners")],
    )
    lists = ("needs", "providers", "factories", "outcomes", "reviews", "matches")
    yield "elsewhere", [f"/office/{world.elsewhere.id}/{page}" for page in lists]


def test_searching_for_a_private_word_finds_as_much_as_searching_for_nonsense(world):
    kinds = (
        "confidential",
        "partners",
        "draftproblem",
        "nameowner",
        "mailunrelated",
        "opinionaccepted",
        "waiting",
    )
    hidden = [canary for canary in world.readers if canary.startswith(tuple(f"zq{kind}q" for kind in kinds))]
    assert len(hidden) == len(kinds)
    for persona, pages in _searches(world):
        client = world.client(world.app, persona)
        for page, canary in itertools.product(
            pages, (one for one in hidden if persona not in world.readers[one])
        ):
            nonsense = _same_length(canary)
            found, nothing = (client.get(page, query_string={"q": word}) for word in (canary, nonsense))
            assert found.status_code == nothing.status_code == 200, page
            assert _told(found).replace(canary, nonsense) == _told(nothing), (persona, page, canary)


def _told(answer):
    """The page without its form tokens, which carry the second they were made in."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text)


def test_contacts_close_again_when_the_meeting_is_called_off(world):
    """Comes last: it is the only one that changes the world."""
    pairs = (("factory", "owner", "accepted"), ("provider", "accepted", "owner"))
    pages = ("", "/requests", "/agenda", "/agenda.ics", f"/meetings/{world.row.meeting.id}/outcome")

    def contacts_seen():
        for kind, who, partner in pairs:
            client, base = (
                world.client(world.app, who),
                f"/{kind}/{world.firms[who].id}/events/{world.event.id}",
            )
            text = "".join(_everything(client.get(base + page)) for page in pages)
            yield (
                f"zqname{partner}q" in text
                or f"zqmail{partner}q" in text
                or world.firms[partner].contact_phone in text
            )

    assert list(contacts_seen()) == [True, True]
    world.row.meeting.status = "scheduled"  # as if nobody had said yet how it went
    cancelling.cancel(world.session, world.event, world.row.meeting, by="organiser", reason="改期", now=AFTER)
    world.session.commit()
    assert list(contacts_seen()) == [False, False]
