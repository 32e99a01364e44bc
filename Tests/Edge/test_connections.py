"""What becomes of requests that share a connection: each has its own body and its own answer, and the end is the end."""

import http.client
import json
import signal
import socket
import threading
import time
import uuid
from pathlib import Path

import llavero
import pytest

END_SECONDS = 5
HEALTH = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"


def payment(shop) -> tuple[bytes, bytes]:
    body = json.dumps({
        "transaction_amount": 10, "payment_method_id": "pix", "payer": {"email": "buyer@testuser.com"},
    }).encode()
    head = (
        f"POST /v1/payments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {shop.test_access_token}\r\n"
        f"X-Idempotency-Key: {uuid.uuid4()}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode(), body


@pytest.mark.parametrize("before", [0, 1, 2, 5])
def test_a_body_that_arrives_behind_other_requests_is_whole(shop, before: int) -> None:
    head, body = payment(shop)
    with shop.connect() as connection:
        connection.send(HEALTH * before + head + body[:20])
        for _ in range(before):
            assert connection.reply().status == 200
        # What is answered before has been written: only then the rest comes.
        connection.send(body[20:] + HEALTH)
        made = connection.reply()
        assert made.status == 201, made.body
        assert connection.reply().json() == {"status": "live"}


def test_a_body_in_chunks_behind_another_request_is_whole(shop) -> None:
    head, body = payment(shop)
    head = head.replace(f"Content-Length: {len(body)}".encode(), b"Transfer-Encoding: chunked")
    with shop.connect() as connection:
        connection.send(HEALTH + head + b"5\r\n" + body[:5] + b"\r\n")
        assert connection.reply().status == 200
        connection.send(f"{len(body) - 5:x}\r\n".encode() + body[5:] + b"\r\n0\r\nX-Trailer: 1\r\n\r\n" + HEALTH)
        assert connection.reply().status == 201
        assert connection.reply().status == 200


@pytest.mark.parametrize("upgrade", ["h2c", "websocket", "x"])
def test_a_request_that_would_change_the_protocol_is_the_last_one(shop, upgrade: str) -> None:
    with shop.connect() as connection:
        connection.send(
            f"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: {upgrade}\r\n"
            "HTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n".encode() + b"x" * 1_000_000
        )
        answer = connection.reply()
        assert answer.status == 200 and answer.header("Connection") == "close"
        assert connection.wait(END_SECONDS)


def test_the_last_answer_is_sent_whole_to_whoever_reads_slowly(shop) -> None:
    for _ in range(40):
        head, body = payment(shop)
        assert shop.send(head + body).status == 201
    search = f"GET /v1/payments/search?limit=40 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {shop.test_access_token}\r\n"
    whole = len(shop.send(f"{search}\r\n".encode()).body)
    with socket.socket() as slow:
        slow.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
        slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        slow.settimeout(20)
        slow.connect(shop.address)
        slow.sendall(f"{search}Connection: close\r\n\r\n".encode())
        threading.Event().wait(1)
        answer = http.client.HTTPResponse(slow)
        answer.begin()
        assert len(answer.read()) == whole > 100_000


def test_a_client_that_sends_no_more_is_still_answered(shop) -> None:
    with shop.connect() as connection:
        connection.send(HEALTH * 3).end_of_requests()
        assert [connection.reply().status for _ in range(3)] == [200] * 3
        assert connection.wait(END_SECONDS)


def test_a_body_that_ends_too_soon_makes_nothing(shop) -> None:
    head, body = payment(shop)
    with shop.connect() as connection:
        connection.send(head + body[:-1]).end_of_requests()
        assert connection.reply().status == 400
        assert connection.wait(END_SECONDS)


def test_leave_to_go_on_is_not_given_to_those_who_do_not_know_it(shop) -> None:
    with shop.connect() as connection:
        connection.send(b"POST /oauth/token HTTP/1.0\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n{}")
        assert not connection.rest()[0].startswith(b"HTTP/1.1 100")


@pytest.mark.parametrize("length", ["9999999999999999999", "18446744073709551615"])
def test_a_length_beyond_all_numbers_is_too_large(shop, length: str) -> None:
    reply = shop.send(f"POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode())
    assert (reply.status, reply.json()["llavero_code"]) == (413, "payload_too_large")


def test_a_server_that_stops_does_not_wait_for_clients_that_say_nothing(tmp_path: Path) -> None:
    with llavero.Server(tmp_path, "sandbox", "--port", 0, "--json") as server:
        port = int(server.base_url.rsplit(":", 1)[1])
        idle = [socket.create_connection(("127.0.0.1", port), timeout=END_SECONDS) for _ in range(3)]
        for connection in idle:
            connection.sendall(HEALTH)
            assert connection.recv(4_096).startswith(b"HTTP/1.1 200")
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(llavero.STOP_SECONDS_MAX) == 0 and time.monotonic() - began < END_SECONDS
        for connection in idle:
            connection.close()
