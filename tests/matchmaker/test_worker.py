"""The worker's rounds: what is due is done, and one failing duty does not hinder the others."""

import socket
import threading

from aiosmtpd.controller import Controller
from sqlmodel import select

from matchmaker import worker
from matchmaker.db import open_session
from matchmaker.mail import outbox
from matchmaker.mail.models import Letter
from tests.makers import NOW


class Postbox:
    """Takes letters; refuses the first one when told to."""

    def __init__(self, refuse=0):
        self.letters, self.refuse = [], refuse

    async def handle_DATA(self, _server, _session, envelope):
        if self.refuse:
            self.refuse -= 1
            return "451 try again later"
        self.letters.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


def _write(engine, key="one"):
    with open_session(engine) as session:
        context = {"name": "张三", "address": "http://localhost/x"}
        outbox.write(session, to="z@firm.example", kind="reset-password", context=context, key=key, now=NOW)
        session.commit()


def _letters(engine):
    with open_session(engine, writing=False) as session:
        return list(session.exec(select(Letter)))


def _with_server(settings, postbox):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(postbox, hostname="127.0.0.1", port=port)
    server.start()
    return server, settings.model_copy(update={"mail_server": "127.0.0.1", "mail_port": port})


def test_a_letter_goes_out_once(settings, engine):
    _write(engine)
    postbox = Postbox()
    server, settings = _with_server(settings, postbox)
    for _ in range(2):
        worker.post_letters(engine, settings, NOW)
    server.stop()
    assert [to for to, _text in postbox.letters] == [["z@firm.example"]]
    assert f"Message-ID: <{_letters(engine)[0].id}@" in postbox.letters[0][1]
    assert [(letter.status, letter.sent_at) for letter in _letters(engine)] == [("sent", NOW)]


def test_a_refused_letter_is_tried_again_later(settings, engine):
    _write(engine)
    postbox = Postbox(refuse=1)
    server, settings = _with_server(settings, postbox)
    worker.post_letters(engine, settings, NOW)
    letter = _letters(engine)[0]
    assert (letter.status, letter.attempts, letter.due_at > NOW) == ("waiting", 1, True)
    worker.post_letters(engine, settings, NOW)
    assert postbox.letters == []
    worker.post_letters(engine, settings, letter.due_at)
    server.stop()
    assert len(postbox.letters) == 1


def test_the_same_letter_is_not_written_twice(engine):
    _write(engine)
    _write(engine)
    assert len(_letters(engine)) == 1


def test_a_failing_duty_does_not_hinder_the_next(settings, engine, monkeypatch):
    done = threading.Event()

    def fail(*_):
        raise RuntimeError("on purpose")

    monkeypatch.setattr(worker, "PAUSE", 0.01)
    monkeypatch.setattr(worker, "DUTIES", [fail, lambda *_: done.set()])
    stop = threading.Event()
    thread = threading.Thread(target=worker.work, args=(engine, settings, stop))
    thread.start()
    assert done.wait(5)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def test_the_journal_tells_who_changed_what(session):
    from matchmaker import journal
    from tests import makers

    journal.introduce(session, journal.Actor("李处长"))
    office = makers.office(session, name="甲局")
    office.name = "乙局"
    session.flush()
    entries = journal.history_of(session, "office", office.id)
    assert [(entry.actor, entry.action) for entry in entries] == [("李处长", "insert"), ("李处长", "update")]
    assert entries[1].changes == {"name": ["甲局", "乙局"]}


def test_the_journal_holds_no_password_and_no_contact(session):
    from matchmaker import journal
    from tests import makers

    account = makers.account(session, email="secret@firm.example")
    entry = journal.history_of(session, "account", account.id)[0]
    assert "password_hash" not in entry.changes and entry.changes["email"] == "•"


def test_a_deleted_row_can_be_found_whole(session):
    from matchmaker import journal
    from tests import makers

    office = makers.office(session, name="甲局")
    session.delete(office)
    session.flush()
    entry = journal.history_of(session, "office", office.id)[-1]
    assert (entry.action, entry.changes["name"], entry.changes["region_code"]) == ("delete", "甲局", "340000")
