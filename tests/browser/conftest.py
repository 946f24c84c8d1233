"""A real browser, a real server, and people who have signed in to it."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect, sync_playwright

from app.clock import now
from app.demo.accounts import PASSWORD
from app.demo.demonstration import make_demonstration
from tests import databases
from tests.browser.served import served

STILL_SIGNED_IN = 600  # seconds: well before the product ends a sign-in that nobody uses
PATIENCE = 20_000  # milliseconds: a machine that tests everything at once is slow
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; where there is none, these tests are left out."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip("Chromium is not on this machine")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def server(
    ready_sqlite: str, font_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the product with the fictitious city that people try it with."""
    if sys.platform == "win32":
        pytest.skip("gunicorn does not run on Windows")
    folder = tmp_path_factory.mktemp("served")
    with databases.fresh("sqlite", folder, like=ready_sqlite) as url:
        config = databases.settings_on(url, folder, font_dir)
        with databases.application_on(config) as made, made.app_context():
            assert not make_demonstration(by="試験", at=now(), font_dir=font_dir).loading.errors
        with served(folder, url, font_dir) as address:
            yield address


class Visitors:
    """Opens windows for people, who sign in through the page the first time they come.

    And again after a while: on a slow machine a sign-in ends between two tests that use it.
    """

    def __init__(self, browser: Browser, server: str) -> None:
        self._browser, self._server = browser, server
        self._keys: dict[str, StorageState] = {}
        self._used: dict[str, float] = {}

    @contextmanager
    def window(self, login: str = "", *, scripts: bool = True) -> Iterator[Page]:
        """A new window of whoever has signed in as this; of nobody without a login."""
        if login and time.monotonic() - self._used.get(login, -STILL_SIGNED_IN) >= STILL_SIGNED_IN:
            self._keys[login] = self._sign_in(login)
        state = self._keys.get(login)
        self._used[login] = time.monotonic()
        context = self._browser.new_context(
            base_url=self._server,
            storage_state=state,
            locale="ja-JP",
            reduced_motion="reduce",
            java_script_enabled=scripts,
        )
        try:
            yield context.new_page()
        finally:
            context.close()

    def _sign_in(self, login: str) -> StorageState:
        with self.window() as door:
            door.goto("/sign-in")
            door.get_by_label("利用者名").fill(login)
            door.get_by_label("パスワード").fill(PASSWORD)
            door.get_by_role("button", name="サインイン").click()
            door.wait_for_url("**/")
            return door.context.storage_state()


@pytest.fixture(scope="session")
def visitors(browser: Browser, server: str) -> Visitors:
    """Everybody who comes to look."""
    return Visitors(browser, server)
