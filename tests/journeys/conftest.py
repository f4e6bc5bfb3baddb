"""A real server with the demo county, and a real browser in front of it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SHOTS = Path(__file__).resolve().parents[2] / "test-results"


@dataclass(frozen=True)
class County:
    """The running demo: where it answers."""

    base: str

    def url(self, path: str) -> str:
        return self.base + path


@pytest.fixture(scope="session")
def county_server(tmp_path_factory) -> Iterator[County]:
    """The demo county behind ``openxian serve``, in a data folder of its own."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"没有 {CHROMIUM}，浏览器走查跳过")
    if base := os.environ.get("JOURNEY_BASE"):  # a demo that is already running, while one writes a journey
        yield County(base)
        return
    port = _free_port()
    environ = os.environ | {
        "OPENXIAN_MODE": "demo",
        "OPENXIAN_DATA": str(tmp_path_factory.mktemp("county")),
        "OPENXIAN_LOG_LEVEL": "WARNING",
        "OPENXIAN_ADMIN_URL": f"http://localhost:{port}",
    }
    environ.pop("DJANGO_SETTINGS_MODULE", None)
    environ.pop("DATABASE_URL", None)
    for command in (["migrate", "-v0"], ["demo", "--port", str(port)], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([sys.executable, "-m", "openxian.config.cli", *command], env=environ, check=True)
    server = subprocess.Popen([sys.executable, "-m", "openxian.config.cli", "serve", "--port", str(port)], env=environ)
    try:
        _await(f"http://localhost:{port}/readyz")
        yield County(f"http://localhost:{port}")
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def browser(county_server):
    """One Chromium for all journeys; each test opens its own context."""
    from playwright.sync_api import sync_playwright

    # its event loop stays in this thread, where tests of the database run after the journeys
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def viewport(request) -> dict:
    return request.param


@pytest.fixture
def visit(browser, county_server):
    """Open a new page of a given width, with or without JavaScript; complaints of the browser fail the test."""
    contexts = []
    complaints: list[str] = []

    def open_page(viewport=DESKTOP, javascript=True, path="/"):
        context = browser.new_context(viewport=viewport, java_script_enabled=javascript, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(county_server.url(path))
        return page

    open_page.complaints = complaints
    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def passwords() -> dict[str, str]:
    """Login name → password of the demo's accounts."""
    from openxian.demo.manuscripts import table

    return {row["login"]: row["password"] for row in table("accounts")["account"]}


@pytest.fixture
def log_in(visit, passwords):
    """A page already logged in as one of the demo's accounts."""

    def enter(username: str, viewport=DESKTOP):
        page = visit(viewport, path="/office/account/login/")
        page.get_by_label("登录名").fill(username)
        page.get_by_label("口令").fill(passwords[username])
        page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/office/**")
        return page

    return enter


def shoot(page, name: str) -> None:
    """Keep a screenshot for a person to look at."""
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


def _await(url: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError(f"{url} 没有应答")
