import os

import llavero
import pytest
from helpers import Sandbox

DATABASES = ("sqlite", "postgres")
DEFAULT_SITES = ("MLB",)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test with a sandbox runs on each database, in each country that its `sites` mark names."""
    if "sandbox" not in metafunc.fixturenames:
        return
    mark = metafunc.definition.get_closest_marker("sites")
    places = [(database, site) for database in DATABASES for site in (mark.args if mark else DEFAULT_SITES)]
    metafunc.parametrize("sandbox", places, ids=["-".join(place) for place in places], indirect=True, scope="session")


@pytest.fixture(scope="session")
def postgres() -> str:
    connection = os.environ.get("LLAVERO_TEST_POSTGRES")
    if not connection:
        pytest.fail("LLAVERO_TEST_POSTGRES is not set: run scripts/test, or scripts/postgres start DIR and load DIR/env")
    return connection


@pytest.fixture(scope="session")
def sandbox(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    database, site = request.param
    connection = request.getfixturevalue("postgres") if database == "postgres" else None
    with llavero.sandbox(tmp_path_factory.mktemp(f"{database}-{site}"), site, connection) as server:
        yield Sandbox(server.facts)
        assert server.stop() == 0
