from dataclasses import dataclass
from pathlib import Path

import llavero
import pytest


@dataclass(frozen=True)
class Installation:
    """A data directory with one account, made as an operator makes it."""

    data: Path
    logs: Path
    user_id: int
    password: str

    def new_application(self, name: str) -> dict:
        """The credentials of a new application, production included."""
        return llavero.command(
            *("application", "create", "--data", self.data, "--account", self.user_id, "--name", name),
            *("--product", "checkout_api_payments", "--industry", "retail", "--website", "https://shop.example"),
        )


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    data, logs = tmp_path / "data", tmp_path / "logs"
    # The first start makes the database and the keyring.
    with llavero.serve(data, logs) as server:
        assert server.stop() == 0
    account = llavero.command("account", "create", "--data", data, "--site", "MLB", "--email", "ana@shop.example")
    return Installation(data, logs, account["user_id"], account["password"])
