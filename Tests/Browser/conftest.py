import os
from pathlib import Path

import llavero
import pytest
from catalogue import LANGUAGES
from marketplace import Marketplace
from panel import Owner, Panel
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("LLAVERO_CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # Without its own sandbox, which root in a container cannot make.
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: the folder in LLAVERO_SCREENSHOTS, or one that goes with the test run."""
    folder = os.environ.get("LLAVERO_SCREENSHOTS")
    path = Path(folder) if folder else tmp_path_factory.mktemp("pictures")
    path.mkdir(parents=True, exist_ok=True)
    return path


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory):
    """A server that the tests of a file share."""
    with llavero.sandbox(tmp_path_factory.mktemp("sandbox"), "MLB") as server:
        yield server
        assert server.stop() == 0


@pytest.fixture(scope="module")
def marketplace(tmp_path_factory: pytest.TempPathFactory):
    """A permanent server with a database, which the tests of a file share; each has people of its own."""
    folder = tmp_path_factory.mktemp("marketplace")
    with llavero.serve(folder / "data", folder / "logs") as server:
        yield Marketplace(folder / "data", server)
        assert server.stop() == 0


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def server(tmp_path: Path):
    """A permanent server without any account, and the folder its mails go to."""
    with llavero.serve(tmp_path / "data", tmp_path / "logs") as server:
        yield server
        assert server.stop() == 0


@pytest.fixture
def panel(browser: Browser, sandbox: llavero.Server):
    """A browser in which the sandbox's owner is signed in; a page that reports an error fails its test."""
    owner = Owner(sandbox.facts["email"], sandbox.facts["password"])
    with Panel(browser, sandbox.base_url) as panel:
        panel.sign_in(owner)
        yield panel
