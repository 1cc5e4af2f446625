"""The demonstration's first run loads the sample region; later runs only repeat who may sign in."""

import secrets
from pathlib import Path

from sqlalchemy import Engine

from matchmaker import clock, journal
from matchmaker.db import open_session
from matchmaker.sample import loading
from matchmaker.sample.loading import Loaded


def sign_ins(engine: Engine, file: Path) -> list[str]:
    """Lines that tell who may sign in, kept in `file`, which only its owner may read.

    The first call loads the sample region (about ten seconds) with a password made up on the spot.
    """
    if file.exists():
        return file.read_text(encoding="utf-8").splitlines()
    journal.keep()
    password = secrets.token_urlsafe(9)
    with open_session(engine) as session:
        try:
            loaded = loading.load(session, now=clock.now(), password=password)
        except loading.NotEmpty:
            return [f"数据库里已有数据，样例没有再载入。要从头开始，请先删除目录 {file.parent}。"]
    lines = _told(loaded, password)
    file.touch(mode=0o600)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return lines


def _told(loaded: Loaded, password: str) -> list[str]:
    widest = max(len(email) for _, email, _ in loaded.sign_ins)
    people = [f"  {email:<{widest}}  {role} · {name}" for role, email, name in loaded.sign_ins]
    return ["样例区域（企业、人员、电话均为虚构）可用以下账号登录：", *people, f"  密码都是 {password}"]
