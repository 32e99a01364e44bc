import sys
from pathlib import Path

import glewlwyd
import llavero
import pytest

# The OAuth tests' application and seller; not in pytest.ini, as Edge has a module `helpers` of its own.
sys.path.append(str(Path(__file__).parents[1] / "SDK"))


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory):
    """Debian's glewlwyd."""
    if not glewlwyd.is_installed():
        pytest.fail("glewlwyd is not installed; run: scripts/setup test")
    with glewlwyd.Glewlwyd(tmp_path_factory.mktemp("glewlwyd")) as server:
        yield server
        assert server.stop() == 0


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory):
    """A fresh Llavero, addressed as glewlwyd is."""
    from ours import Ours

    directory = tmp_path_factory.mktemp("llavero")
    with llavero.serve(directory / "data", directory / "logs") as server:
        yield Ours(directory / "data", server)
        assert server.stop() == 0
