"""Verification while its database is stopped, cut off, slow or silent, and after the process itself was stopped.

It refuses within two seconds, works again within five, and never accepts a credential that was revoked meanwhile.
"""

import contextlib
import os
import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import llavero
import pytest
import requests

REFUSES_SECONDS, RECOVERS_SECONDS, MEMORY_SECONDS = 2.0, 5.0, 1.0
LATEST_SECONDS = 20


class Line:
    """Stands between a server and PostgreSQL, and does to their connection what networks do."""

    def __init__(self) -> None:
        text = os.environ["LLAVERO_TEST_POSTGRES"]
        facts = dict(re.findall(r"(\w+)=(\S+)", text))
        self.rest = " ".join(f"{name}={facts[name]}" for name in ("user", "dbname"))
        self.target = f"{facts['host']}/.s.PGSQL.{facts['port']}"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.flows = threading.Event()
        self.flows.set()
        self.delay_seconds = 0.0
        self.is_cut = False
        self.pairs: list[tuple[socket.socket, socket.socket]] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                if self.is_cut:
                    near.close()
                    continue
                far = socket.socket(socket.AF_UNIX)
                far.connect(self.target)
                self.pairs.append((near, far))
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                self.flows.wait()
                if self.delay_seconds:
                    threading.Event().wait(self.delay_seconds)
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def cut(self) -> None:
        self.is_cut = True
        for pair in self.pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
        self.pairs.clear()

    def silence(self) -> None:
        self.flows.clear()

    def slow_down(self) -> None:
        self.delay_seconds = 3.0

    def heal(self) -> None:
        self.is_cut, self.delay_seconds = False, 0.0
        self.flows.set()

    def close(self) -> None:
        self.heal()
        self.listener.close()


@dataclass
class World:
    server: llavero.Server
    line: Line
    direct: list

    def new_application(self, name: str) -> dict:
        return llavero.command(
            *("application", "create", *self.direct, "--account", self.user_id, "--name", name),
            *("--product", "checkout_api_payments", "--industry", "retail", "--website", "https://shop.example"),
        )

    def revoke(self, application: dict) -> None:
        """By another process, which reaches the database on its own way."""
        llavero.command(
            "credential", "renew", *self.direct, "--application", application["client_id"], "--mode", "live", "--leaked"
        )

    def verify(self, token: str) -> int:
        headers = {"X-Original-Method": "GET", "X-Original-URI": "/x", "Authorization": f"Bearer {token}"}
        return requests.get(self.server.facts["gateway_url"], headers=headers, timeout=LATEST_SECONDS).status_code

    def until(self, token: str, status: int, seconds: float) -> None:
        """Asks until the answer is this one, which it is in time."""
        deadline = time.monotonic() + seconds
        while (answered := self.verify(token)) != status:
            assert time.monotonic() < deadline, answered


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    schema = f"verification_{os.getpid()}_{time.monotonic_ns()}"
    connection = os.environ["LLAVERO_TEST_POSTGRES"]
    subprocess.run(["psql", "-q", connection, "-c", f"CREATE SCHEMA {schema}"], check=True, capture_output=True)
    line = Line()
    keyring = ["--data", tmp_path / "data"]
    options = f"options='-c search_path={schema}'"
    through = [*keyring, "--database", f"postgres:host=127.0.0.1 port={line.port} {line.rest} {options}"]
    direct = [*keyring, "--database", f"postgres:{connection} {options}"]
    with llavero.Server(tmp_path / "logs", "serve", *through, "--port", 0, "--gateway-listen", "127.0.0.1:0") as server:
        world = World(server, line, direct)
        account = llavero.command("account", "create", *direct, "--site", "MLB", "--email", "ana@shop.example")
        world.user_id = account["user_id"]
        yield world
        line.close()
        server.kill()
    subprocess.run(["psql", "-q", connection, "-c", f"DROP SCHEMA {schema} CASCADE"], check=True, capture_output=True)


@pytest.mark.parametrize("trouble", [Line.cut, Line.silence, Line.slow_down], ids=["cut off", "silent", "slow"])
def test_without_its_database_it_refuses_soon_and_works_again_soon(world: World, trouble) -> None:
    kept, leaked, unseen = (world.new_application(name) for name in ("Kept", "Leaked", "Unseen"))
    for application in (kept, leaked):
        world.until(application["access_token"], 200, RECOVERS_SECONDS)
    trouble(world.line)
    began = time.monotonic()
    # Memory may answer for a second; what it does not know is refused in two.
    assert world.verify(unseen["access_token"]) == 503
    assert time.monotonic() - began < REFUSES_SECONDS
    world.until(kept["access_token"], 503, MEMORY_SECONDS + REFUSES_SECONDS)
    world.revoke(leaked)
    asked = time.monotonic()
    assert world.verify(leaked["access_token"]) == 503
    assert time.monotonic() - asked < REFUSES_SECONDS
    world.line.heal()
    healed = time.monotonic()
    seen = set()
    while (status := world.verify(leaked["access_token"])) != 401:
        seen.add(status)
        assert time.monotonic() < healed + RECOVERS_SECONDS, status
    assert seen <= {503}
    world.until(kept["access_token"], 200, healed + RECOVERS_SECONDS - time.monotonic())
    world.until(unseen["access_token"], 200, healed + RECOVERS_SECONDS - time.monotonic())


def test_a_process_that_was_stopped_meanwhile_accepts_nothing_that_was_revoked(world: World) -> None:
    application = world.new_application("Leaked")
    world.until(application["access_token"], 200, RECOVERS_SECONDS)
    world.server.process.send_signal(signal.SIGSTOP)
    stopped = time.monotonic()
    try:
        world.revoke(application)
        # Longer than memory may answer without news of the journal.
        threading.Event().wait(max(0.0, stopped + MEMORY_SECONDS + 0.2 - time.monotonic()))
    finally:
        world.server.process.send_signal(signal.SIGCONT)
    assert world.verify(application["access_token"]) == 401


def test_a_stalled_journal_stops_memory_and_not_verification(world: World) -> None:
    """A writer that holds the journal's lock keeps others from journaling; whoever reads is not kept waiting."""
    application = world.new_application("Kept")
    world.until(application["access_token"], 200, RECOVERS_SECONDS)
    before = world.verify(application["access_token"])
    psql = subprocess.Popen(
        ["psql", "-q", os.environ["LLAVERO_TEST_POSTGRES"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    schema = re.search(r"search_path=(\w+)", str(world.direct[-1]))[1]
    psql.stdin.write(f"BEGIN; LOCK TABLE {schema}.change IN ACCESS EXCLUSIVE MODE; SELECT 'locked';\n")
    psql.stdin.flush()
    while "locked" not in psql.stdout.readline():
        pass
    try:
        threading.Event().wait(MEMORY_SECONDS + 0.5)
        metrics = requests.get(world.server.facts["gateway_url"].replace("/gateway/verify", "/metrics"), timeout=LATEST_SECONDS)
        assert "llavero_journal_followed 0\n" in metrics.text
        assert (before, world.verify(application["access_token"])) == (200, 200)
    finally:
        psql.stdin.write("ROLLBACK;\n")
        psql.stdin.close()
        psql.wait(LATEST_SECONDS)
    deadline = time.monotonic() + RECOVERS_SECONDS
    while "llavero_journal_followed 1\n" not in requests.get(metrics.url, timeout=LATEST_SECONDS).text:
        assert time.monotonic() < deadline
