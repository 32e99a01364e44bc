import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

import llavero
import pytest
from helpers import Shop

DEFAULT_DATABASES = ("sqlite",)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "databases(*names): the databases a test runs on; sqlite when it names none")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with a shop runs on each database that its `databases` mark names."""
    if "shop" not in metafunc.fixturenames:
        return
    mark = metafunc.definition.get_closest_marker("databases")
    metafunc.parametrize("shop", mark.args if mark else DEFAULT_DATABASES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgres() -> str:
    connection = os.environ.get("LLAVERO_TEST_POSTGRES")
    if not connection:
        pytest.fail("LLAVERO_TEST_POSTGRES is not set: run scripts/test, or scripts/postgres start DIR and load DIR/env")
    return connection


def sandbox(directory: Path, site: str, *options: object) -> llavero.Server:
    """A sandbox that logs each request, so that tests can look for what must not be logged."""
    return llavero.Server(directory, "sandbox", "--site", site, "--port", 0, "--json", "--log-level", "debug", *options)


@pytest.fixture(scope="session")
def shop(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    name = request.param
    options = ["--database", f"postgres:{request.getfixturevalue('postgres')}"] if name == "postgres" else []
    with sandbox(tmp_path_factory.mktemp(name), "MLB", *options) as server:
        yield Shop(server.base_url, server.facts, server.log)
        assert server.stop() == 0


@pytest.fixture(scope="session")
def chilean_shop(tmp_path_factory: pytest.TempPathFactory):
    """A shop whose currency has no decimals."""
    with sandbox(tmp_path_factory.mktemp("chile"), "MLC") as server:
        yield Shop(server.base_url, server.facts, server.log)
        assert server.stop() == 0


@dataclass(frozen=True)
class Marketplace:
    """A permanent server on SQLite with owners of its own; its database can be changed behind its back."""

    data: Path
    server: llavero.Server

    def new_shop(self, owner: str) -> Shop:
        """A shop of a new account."""
        account = llavero.command("account", "create", "--data", self.data, "--site", "MLB", "--email", f"{owner}@shop.example")
        application = llavero.command(
            *("application", "create", "--data", self.data, "--account", account["user_id"], "--name", f"Shop of {owner}"),
            *("--product", "checkout_api_payments", "--industry", "retail", "--website", "https://shop.example"),
        )
        return Shop(self.server.base_url, application, self.server.log)

    def change(self, statement: str, *values: object) -> None:
        """Runs one UPDATE; `now` in it is the present in milliseconds."""
        database = sqlite3.connect(self.data / "llavero.sqlite", timeout=10)
        try:
            with database:
                changed = database.execute(statement.replace("now", str(int(time.time() * 1000))), values)
                assert changed.rowcount > 0, statement
        finally:
            database.close()


@pytest.fixture(scope="session")
def marketplace(tmp_path_factory: pytest.TempPathFactory):
    directory = tmp_path_factory.mktemp("marketplace")
    with llavero.serve(directory / "data", directory / "logs") as server:
        yield Marketplace(directory / "data", server)
        assert server.stop() == 0
