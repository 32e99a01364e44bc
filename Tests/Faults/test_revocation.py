"""A revoked credential is refused at once where it was revoked, and soon wherever else the same database serves.

LLAVERO_RACE_ROUNDS sets how often (10).
"""

import os
import re
import socket
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import llavero
import pytest
import requests

ROUNDS = int(os.environ.get("LLAVERO_RACE_ROUNDS", "10"))
# At each of two servers.
VERIFIERS = 100
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.I)
AFTER_SECONDS = 1.2
SOON_SECONDS, LATEST_SECONDS = 0.25, 1.0


@dataclass
class Verifiers:
    """Callers that present one token to a server again and again; what they saw, by the moment each call began."""

    base_url: str
    token: str
    seen: list[tuple[float, int]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.threads = [threading.Thread(target=self._verify) for _ in range(VERIFIERS)]
        for thread in self.threads:
            thread.start()

    def _verify(self) -> None:
        host, port = self.base_url.removeprefix("http://").split(":")
        request = f"GET /users/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.token}\r\n\r\n".encode()
        with socket.create_connection((host, int(port)), timeout=20) as connection:
            while not self.over.is_set():
                began = time.monotonic()
                connection.sendall(request)
                self.seen.append((began, self._status(connection)))

    @staticmethod
    def _status(connection: socket.socket) -> int:
        """Of one answer, which is read to its end: hundreds of threads have no time for a library."""
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0 or len(data) < end + 4 + int(LENGTH.search(data)[1]):
            data += connection.recv(65_536)
        return int(data[9:12])

    def end(self) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()

    def allowed_after(self, moment: float) -> int:
        return sum(status == 200 for began, status in list(self.seen) if began > moment)


@pytest.fixture(params=["sqlite", "postgres"])
def options(request: pytest.FixtureRequest, tmp_path: Path) -> list:
    """How commands and servers find one database: two processes on one machine share the file, or a schema."""
    keyring = ["--data", tmp_path / "data"]
    if request.param == "sqlite":
        return keyring
    connection = os.environ["LLAVERO_TEST_POSTGRES"]
    return [*keyring, "--database", f"postgres:{connection} options='-c search_path=revocation_{os.getpid()}'"]


def test_no_process_accepts_a_revoked_credential_for_longer_than_it_says(options: list, tmp_path: Path) -> None:
    if len(options) > 2:
        connection = os.environ["LLAVERO_TEST_POSTGRES"]
        subprocess.run(
            ["psql", "-q", connection, "-c", f"CREATE SCHEMA revocation_{os.getpid()}"], check=True, capture_output=True
        )
    servers = [llavero.Server(tmp_path / name, "serve", *options, "--port", 0) for name in ("own", "other")]
    try:
        account = llavero.command("account", "create", *options, "--site", "MLB", "--email", "ana@shop.example")
        manager = llavero.command("management-token", "create", *options, "--name", "test")["management_token"]
        late = []
        for round_ in range(ROUNDS):
            application = llavero.command(
                *("application", "create", *options, "--account", account["user_id"], "--name", f"Shop {round_}"),
                *("--product", "checkout_api_payments", "--industry", "retail", "--website", "https://shop.example"),
            )
            verifiers = [Verifiers(server.base_url, application["access_token"]) for server in servers]
            try:
                while not all(any(status == 200 for _, status in each.seen) for each in verifiers):
                    time.sleep(0.005)
                answer = requests.post(
                    f"{servers[0].base_url}/llavero/v1/applications/{application['client_id']}/renewals/live/keys",
                    json={"leaked": True},
                    headers={"Authorization": f"Bearer {manager}"},
                    timeout=20,
                )
                acknowledged = time.monotonic()
                assert answer.status_code == 201, answer.text
                threading.Event().wait(AFTER_SECONDS)
            finally:
                for each in verifiers:
                    each.end()
            own, other = verifiers
            assert all(any(began > acknowledged for began, _ in each.seen) for each in verifiers)
            assert own.allowed_after(acknowledged) == 0
            assert other.allowed_after(acknowledged + LATEST_SECONDS) == 0
            late.append(other.allowed_after(acknowledged + SOON_SECONDS))
        assert sum(count > 0 for count in late) <= ROUNDS // 100, late
    finally:
        for server in servers:
            server.kill()
