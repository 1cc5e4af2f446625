"""What `make demo` does before it serves: load the region once, and remember the sign-ins that were printed."""

import secrets
from pathlib import Path

from sqlalchemy import Engine

from matchmaker import clock, journal
from matchmaker.db import open_session
from matchmaker.sample import loading


def sign_ins(engine: Engine, file: Path) -> list[str]:
    """The lines that tell how to sign in: role, name, e-mail address and password.

    The first call loads the region (in one transaction) with a password drawn for this installation and keeps the
    lines in `file`, readable only by its owner; later calls read them from there.
    """
    if not file.exists():
        _keep(file, _load(engine))
    return file.read_text(encoding="utf-8").splitlines()


def _load(engine: Engine) -> list[str]:
    password = secrets.token_urlsafe(9)
    journal.keep()
    with open_session(engine) as session:
        journal.introduce(session, journal.Actor("matchmaker demo"))
        loaded = loading.load(session, now=clock.now(), password=password)
        session.commit()
    width = max(len(email) for _role, email, _name in loaded.sign_ins)
    lines = [f"{role}({name}):  {email.ljust(width)}  {password}" for role, email, name in loaded.sign_ins]
    return ["示例地区已载入,单位和人名都是虚构的。登录用的邮箱和密码:", *lines]


def _keep(file: Path, lines: list[str]) -> None:
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
