"""`matchmaker serve`, `work` and `demo`: the site, its worker, and both with a sample region."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine

from matchmaker import schema
from matchmaker.config import Settings
from matchmaker.db import open_engine, open_session

# The body may be larger than pages accept: too large an upload must reach the page that says so,
# not end as a broken connection.
LIMITS = {"threads": 8, "ident": None, "max_request_body_size": 64 * 1024 * 1024}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--worker/--no-worker", default=True, show_default=True, help="Also run the worker beside it.")
def serve(host: str, port: int, worker: bool) -> None:
    """Serve the site."""
    settings = Settings()
    if not settings.secret_key:
        raise click.ClickException(
            "没有设置 MATCHMAKER_SECRET_KEY。可用 python3 -c 'import secrets; print(secrets.token_hex(32))' 生成一个。"
        )
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    schema.upgrade(open_engine(settings.database))
    _serve(settings, host, port, worker=worker)


@click.command()
def work() -> None:
    """Run the worker: letters, timetables, time limits."""
    from matchmaker import worker

    settings = Settings()
    stop = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stop.set())
    threading.Thread(target=_stop_with_parent, args=(os.getppid(), stop), daemon=True).start()
    worker.work(open_engine(settings.database), settings, stop)


@click.command()
@click.option("--port", default=5000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--data", default=Path("var/demo"), show_default=True, type=click.Path(path_type=Path))
def demo(port: int, data: Path) -> None:
    """Load a sample region into a database of its own and serve it."""
    from matchmaker.sample import setting_up

    _port_must_be_free(port)
    data.mkdir(parents=True, exist_ok=True)
    key = _secret_of(data / "secret-key")
    settings = Settings(data_dir=data, secret_key=key, base_url=f"http://127.0.0.1:{port}")
    engine = open_engine(settings.database)
    schema.upgrade(engine)
    for line in setting_up.sign_ins(engine, data / "sign-ins.txt"):
        click.echo(line)
    engine.dispose()
    _serve(settings, "127.0.0.1", port, worker=True)


def _serve(settings: Settings, host: str, port: int, *, worker: bool) -> None:
    from waitress import serve as answer

    from matchmaker.app import create_app

    app = create_app(settings)
    threading.Thread(target=_warm, args=(app.extensions["matchmaker"][0],), daemon=True).start()
    with _worker(settings) if worker else _nothing():
        click.echo(f"供需对接平台已启动:http://{host}:{port}/  (按 Ctrl+C 停止)")
        answer(app, host=host, port=port, **LIMITS)


def _warm(engine: Engine) -> None:
    """Build the text indexes before the first visitor asks for a ranking."""
    from matchmaker.shortlists import store

    with open_session(engine, writing=False) as session:
        store.warm(session)


@contextmanager
def _worker(settings: Settings) -> Iterator[None]:
    """The worker as a process of its own: computing a timetable must not slow the pages down."""
    environment = os.environ | {
        "MATCHMAKER_DATA_DIR": str(settings.data_dir),
        "MATCHMAKER_DATABASE_URL": settings.database,
        "MATCHMAKER_BASE_URL": settings.base_url,
    }
    process = subprocess.Popen([sys.executable, "-m", "matchmaker.cli", "work"], env=environment)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _stop_with_parent(parent: int, stop: threading.Event) -> None:
    """A server that was killed must not leave its worker behind."""
    while not stop.wait(1):
        if os.getppid() != parent:
            stop.set()


def _secret_of(file: Path) -> str:
    """The demo's own secret key, made at its first run and readable only by its owner."""
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text()


def _port_must_be_free(port: int) -> None:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise click.ClickException(f"端口 {port} 已被占用。换一个:make demo PORT={port + 1}")


commands: list[click.Command] = [demo, serve, work]
