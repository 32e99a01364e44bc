"""Kills the server while it takes payments: what it acknowledged must still be there, and only once.

LLAVERO_CRASH_CYCLES sets how often (40); LLAVERO_SEED repeats the moments of an earlier run.
"""

import os
import random
import sqlite3
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import llavero
import requests

CYCLES = int(os.environ.get("LLAVERO_CRASH_CYCLES", "40"))
WRITERS = 8
KILL_DELAY_SECONDS_MAX = 0.3
FIRST_ANSWER_SECONDS_MAX = 20
REPLAYS_PER_CYCLE_MAX = 60
CYCLES_PER_APPLICATION = 5
REREAD_AT_THE_END_MAX = 1000


@dataclass(frozen=True)
class Acknowledged:
    """A payment whose 201 arrived."""

    key: str
    id: int
    status: str


@dataclass
class Load:
    """Writers that post payments until the server is gone, each request under a key of its own."""

    base_url: str
    token: str
    acknowledged: list[Acknowledged] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    surprises: list[str] = field(default_factory=list)
    first_answer: threading.Event = field(default_factory=threading.Event)

    def run_until_killed(self, server: llavero.Server, delay_seconds: float) -> None:
        writers = [threading.Thread(target=self._write) for _ in range(WRITERS)]
        for writer in writers:
            writer.start()
        answered = self.first_answer.wait(FIRST_ANSWER_SECONDS_MAX)
        time.sleep(delay_seconds)
        server.kill()
        for writer in writers:
            writer.join()
        assert not self.surprises, self.surprises[:3]
        assert answered, f"no payment was answered in {FIRST_ANSWER_SECONDS_MAX} s"

    def _write(self) -> None:
        with requests.Session() as session:
            while True:
                key = str(uuid.uuid4())
                try:
                    answer = post(session, self.base_url, self.token, key)
                    body = answer.json()
                except (requests.RequestException, ValueError):
                    self.unanswered.append(key)
                    return
                if answer.status_code != 201:
                    self.surprises.append(f"{answer.status_code} {body}")
                    self.first_answer.set()
                    return
                self.acknowledged.append(Acknowledged(key, body["id"], body["status"]))
                self.first_answer.set()


def post(session: requests.Session, base_url: str, token: str, key: str) -> requests.Response:
    """The same payment for the same key, so that a repeat is a replay."""
    body = {
        "transaction_amount": 10,
        "payment_method_id": "pix",
        "external_reference": key,
        "payer": {"email": "test_user_1@testuser.com"},
    }
    headers = {"Authorization": f"Bearer {token}", "X-Idempotency-Key": key}
    return session.post(f"{base_url}/v1/payments", json=body, headers=headers, timeout=10)


class Reader:
    """Checks what a restarted server still knows."""

    def __init__(self, server: llavero.Server, token: str):
        self.base_url, self.token, self.session = server.base_url, token, requests.Session()
        self.session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=WRITERS))

    def get(self, path: str, token: str | None = None) -> requests.Response:
        headers = {"Authorization": f"Bearer {token or self.token}"}
        return self.session.get(self.base_url + path, headers=headers, timeout=10)

    def lost(self, payment: Acknowledged) -> str | None:
        """What is wrong with an acknowledged payment; None when it is as it was."""
        answer = self.get(f"/v1/payments/{payment.id}")
        if answer.status_code != 200 or answer.json()["status"] != payment.status:
            return f"payment {payment.id} was {payment.status} and is now {answer.status_code} {answer.text[:200]}"
        return None

    def repeated(self, payment: Acknowledged) -> str | None:
        """What is wrong with the replay of an acknowledged payment; None when it answers with that payment."""
        answer = post(self.session, self.base_url, self.token, payment.key)
        if answer.status_code != 201 or answer.json()["id"] != payment.id:
            return f"the replay of payment {payment.id} gave {answer.status_code} {answer.text[:200]}"
        return None

    def doubled(self, key: str) -> str | None:
        """What is wrong after the retry of a request that the crash left unanswered; None when there is one payment."""
        answer = post(self.session, self.base_url, self.token, key)
        found = self.get(f"/v1/payments/search?external_reference={key}").json()
        if answer.status_code != 201 or [each["id"] for each in found["results"]] != [answer.json()["id"]]:
            return f"the retry of {key} gave {answer.status_code} {answer.text[:200]}, found {found['paging']}"
        return None


def wrong(check, things: list) -> list[str]:
    with ThreadPoolExecutor(WRITERS) as pool:
        return [found for found in pool.map(check, things) if found]


def integrity(data) -> str:
    # While the server runs: a connection that closes last would tidy away the log that the server must recover from.
    database = sqlite3.connect(f"file:{data / 'llavero.sqlite'}?mode=ro", uri=True, timeout=10)
    try:
        return database.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        database.close()


def test_no_acknowledged_write_is_lost_when_the_process_is_killed(installation, capsys):
    seed = int(os.environ.get("LLAVERO_SEED", random.SystemRandom().randrange(2**32)))
    chance = random.Random(seed)
    applications = [installation.new_application("Shop")]
    token = applications[0]["test_access_token"]
    acknowledged: list[Acknowledged] = []

    server = llavero.serve(installation.data, installation.logs)
    try:
        for cycle in range(CYCLES):
            load = Load(server.base_url, token)
            load.run_until_killed(server, chance.uniform(0, KILL_DELAY_SECONDS_MAX))
            if cycle % CYCLES_PER_APPLICATION == 0:
                applications.append(installation.new_application(f"Shop {cycle}"))

            server = llavero.serve(installation.data, installation.logs)
            reader, place = Reader(server, token), f"cycle {cycle}, seed {seed}"
            repeats = chance.sample(load.acknowledged, min(len(load.acknowledged), REPLAYS_PER_CYCLE_MAX))
            assert wrong(reader.lost, load.acknowledged) == [], place
            assert wrong(reader.repeated, repeats) == [], place
            assert wrong(reader.doubled, load.unanswered) == [], place
            assert integrity(installation.data) == "ok", place
            acknowledged += load.acknowledged

        reader = Reader(server, token)
        old = chance.sample(acknowledged, min(len(acknowledged), REREAD_AT_THE_END_MAX))
        assert wrong(reader.lost, old) == [], f"seed {seed}"
        for application in applications:
            for name in ("access_token", "test_access_token"):
                answer = reader.get("/users/me", token=application[name])
                assert (answer.status_code, answer.json()["id"]) == (200, installation.user_id), f"seed {seed}"
        assert server.stop() == 0
    finally:
        if server.process.poll() is None:
            server.kill()
    with capsys.disabled():
        print(f"\n{CYCLES} kills, {len(acknowledged)} acknowledged payments, 0 lost (seed {seed})")
