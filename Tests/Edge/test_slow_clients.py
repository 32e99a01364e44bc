"""A client cannot hold a connection by being slow (security catalogue, H12 and H20).

All of them run at the same time, once, so that the file takes as long as its slowest client.
"""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from wire import Connection

HEAD_SECONDS_MAX = 10
BODY_SECONDS_MAX = 30
# The server looks at its clock once a second.
TOLERANCE_SECONDS = 1.5
GIVE_UP_SECONDS = 33
CROWD = 100


@dataclass(frozen=True)
class Client:
    """What a slow client sends: a beginning at once, and then a piece each second."""

    begin: bytes
    drip: bytes
    seconds_max: int

    def seconds_held(self, address: tuple[str, int]) -> float:
        """How long the server keeps the connection; it is given up when that is far too long."""
        with Connection(address) as connection:
            start = time.monotonic()
            connection.send(self.begin)
            while not connection.is_closed and time.monotonic() - start < GIVE_UP_SECONDS:
                if not connection.wait(1):
                    connection.send(self.drip)
            return time.monotonic() - start


def clients(shop) -> dict[str, Client]:
    post = shop.payment_request(b" " * 60_000)
    head = post.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    chunked = head.replace(b"Content-Length: 60000", b"Transfer-Encoding: chunked")
    live = shop.request("GET", "/health/live")
    return {
        "H20 a header of a byte a second": Client(live[:-2] + b"X-Note: ", b"a", HEAD_SECONDS_MAX),
        "H20 a header line a second": Client(live[:-2], b"X-Note: a\r\n", HEAD_SECONDS_MAX),
        "H12 half a request line and silence": Client(b"GET /health/li", b"", HEAD_SECONDS_MAX),
        "H12 no version and silence": Client(b"GET /\r\n", b"", HEAD_SECONDS_MAX),
        "H13 half a TLS hello and silence": Client(bytes.fromhex("16030102"), b"", HEAD_SECONDS_MAX),
        "H20 a body of a byte a second": Client(head, b" ", BODY_SECONDS_MAX),
        "H20 a body that never comes": Client(head, b"", BODY_SECONDS_MAX),
        "H20 chunks of a byte a second": Client(chunked, b"1\r\n \r\n", BODY_SECONDS_MAX),
        "H20 a body just fast enough": Client(head, b" " * 1_000, BODY_SECONDS_MAX),
        "H20 an unread body after a refusal": Client(head.replace(b"TEST-", b"FEST-"), b" ", BODY_SECONDS_MAX),
    }


@dataclass(frozen=True)
class Outcome:
    seconds_held: dict[str, float]
    healthy_seconds: list[float]
    late_request: str


def second_request_after_an_early_refusal(shop) -> str:
    """A connection whose first request was refused before its body came, and is used again 32 s later."""
    first = shop.payment_request(b" " * 10, token="none")
    second = shop.payment_request(b"{}")
    with shop.connect() as connection:
        status = connection.send(first[:-10]).reply().status
        connection.send(b" " * 10)
        if connection.wait(31.5):
            return f"{status}, then closed while idle"
        connection.send(second[:-2])
        if connection.wait(1.5):
            return f"{status}, then closed in the middle of the second request"
        return f"{status}, then {connection.send(b'{}').reply().status}"


@pytest.fixture(scope="module")
def outcome(shop) -> Outcome:
    kinds = clients(shop)
    crowd = [kinds["H20 a header of a byte a second"], kinds["H20 a body of a byte a second"]] * (CROWD // 2)
    done = threading.Event()
    healthy: list[float] = []

    def stay_healthy() -> None:
        while not done.wait(0.2):
            start = time.monotonic()
            assert shop.call("GET", "/health/ready").status == 200
            healthy.append(time.monotonic() - start)

    with ThreadPoolExecutor(len(kinds) + len(crowd) + 2) as pool:
        neighbour = pool.submit(stay_healthy)
        try:
            late = pool.submit(second_request_after_an_early_refusal, shop)
            held = {name: pool.submit(client.seconds_held, shop.address) for name, client in kinds.items()}
            others = [pool.submit(client.seconds_held, shop.address) for client in crowd]
            seconds = {name: each.result() for name, each in held.items()}
            for each in others:
                each.result()
            late_request = late.result()
        finally:
            done.set()
        neighbour.result()
    return Outcome(seconds, healthy, late_request)


HEADS = [
    "H20 a header of a byte a second",
    "H20 a header line a second",
    "H12 half a request line and silence",
    "H12 no version and silence",
    "H13 half a TLS hello and silence",
]
BODIES = [
    "H20 a body of a byte a second",
    "H20 a body that never comes",
    "H20 chunks of a byte a second",
    "H20 a body just fast enough",
    "H20 an unread body after a refusal",
]


@pytest.mark.parametrize("client", HEADS)
def test_a_slow_head_is_cut_off_after_10_seconds(outcome, client):
    assert outcome.seconds_held[client] <= HEAD_SECONDS_MAX + TOLERANCE_SECONDS


@pytest.mark.parametrize("client", BODIES)
def test_a_slow_body_is_cut_off_after_30_seconds(outcome, client):
    assert outcome.seconds_held[client] <= BODY_SECONDS_MAX + TOLERANCE_SECONDS


def test_a_body_that_is_fast_enough_gets_its_time(outcome):
    assert outcome.seconds_held["H20 a body just fast enough"] >= BODY_SECONDS_MAX - 2


def test_a_hundred_slow_clients_delay_nobody_else(outcome):
    assert len(outcome.healthy_seconds) > 50
    assert max(outcome.healthy_seconds) < 1


def test_a_connection_can_be_used_again_after_a_refusal_that_came_before_its_body(outcome):
    assert outcome.late_request == "401, then 400"
