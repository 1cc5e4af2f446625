"""A served application and a real browser."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import Engine
from waitress.server import create_server

from matchmaker import worker
from matchmaker.app import create_app
from matchmaker.config import Settings
from tests import browser as chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1440, "height": 1000}, {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.path(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def site(settings: Settings, engine: Engine) -> Iterator[str]:
    """The address of the application with its worker, on the test's own database."""
    server = create_server(create_app(settings, engine), host="127.0.0.1", port=0, threads=4)
    stop = threading.Event()
    threads = [
        threading.Thread(target=server.run, daemon=True),
        threading.Thread(target=worker.work, args=(engine, settings, stop), daemon=True),
    ]
    for thread in threads:
        thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    stop.set()
    server.close()
    threads[1].join(timeout=30)


@pytest.fixture
def at_desk(browser: Browser, site: str) -> Iterator[Page]:
    """Somebody at a desk; a fault in the browser's console fails the test."""
    yield from _visit(browser.new_context(base_url=site, locale="zh-CN", viewport=DESK))


@pytest.fixture
def on_phone(browser: Browser, site: str) -> Iterator[Page]:
    """Somebody with a phone."""
    yield from _visit(
        browser.new_context(base_url=site, locale="zh-CN", viewport=PHONE, has_touch=True, is_mobile=True)
    )


def _visit(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    page.set_default_timeout(15_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if _is_fault(message) else None)
    yield page
    context.close()
    assert faults == []


def _is_fault(message: object) -> bool:
    """A refused policy or a script's error; a page that answers 4xx on purpose is no fault."""
    return message.type == "error" and "Failed to load resource" not in message.text
