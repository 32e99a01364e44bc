"""Live calls go on to the platform's own API, with who calls and without the credential; everything else stays here."""

import contextlib
import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import llavero
import pytest

TIMEOUT_SECONDS = 20
RULES = "* /inside/** denied\nGET /status nothing\n"
MEBIBYTE = 1024 * 1024


class Platform(ThreadingHTTPServer):
    """The platform's own API, which says what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.asked: list[str] = []
        self.go_on = threading.Event()
        self.waits = threading.Event()


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "Platform/1", ""

    def log_message(self, *_: object) -> None: ...

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def answer(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        if self.path == "/early":
            self.server.waits.set()
        body = self.body()
        if self.path == "/slow":
            self.server.go_on.wait(TIMEOUT_SECONDS)
        if self.path == "/pieces":
            return self.pieces()
        if self.path == "/switch":
            self.send_response(101)
            self.send_header("Upgrade", "x")
            self.send_header("Connection", "upgrade")
            self.end_headers()
            self.close_connection = True
            return None
        if self.path == "/broken":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
            self.close_connection = True
            return None
        if self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
            self.close_connection = True
            return None
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = json.dumps({
            "method": self.command, "path": self.path, "headers": headers, "names": [n.lower() for n in self.headers],
            "size": len(body), "body": body[:100].decode(),
        }).encode()
        self.send_response(201 if self.command == "POST" else 200)
        for name, value in (
            ("Content-Type", "application/json"), ("Content-Length", str(len(said))), ("X-Platform", "yes"),
            ("Connection", "keep-alive, X-Only-Here"), ("X-Only-Here", "1"), ("Keep-Alive", "timeout=5"),
            ("X-Llavero-Account", "forged"), ("Set-Cookie", "__Host-llavero=stolen"), ("Content-Security-Policy", "default-src *"),
            ("Access-Control-Allow-Origin", "https://shop.example"),
        ):
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(said)
        return None

    def pieces(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"5\r\nfirst\r\n")
        self.wfile.flush()
        # The rest comes when whoever asked has read the first piece.
        self.server.go_on.wait(TIMEOUT_SECONDS)
        self.wfile.write(b"4\r\nlast\r\n0\r\n\r\n")

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = answer  # noqa: N815


@dataclass
class World:
    server: llavero.Server
    platform: Platform
    application: dict
    user_id: int
    data: tuple = ()

    @property
    def port(self) -> int:
        return int(self.server.base_url.rsplit(":", 1)[1])

    @property
    def live(self) -> str:
        return self.application["access_token"]

    @property
    def test(self) -> str:
        return self.application["test_access_token"]

    def ask(
        self, method: str, path: str, token: str | None = None, body: object = None, **headers: str
    ) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            given["Authorization"] = f"Bearer {token}"
        connection.request(method, path, body, given)
        response = connection.getresponse()
        return response, response.read()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("upstream")
    (folder / "rules").write_text(RULES)
    platform = Platform()
    threading.Thread(target=platform.serve_forever, daemon=True).start()
    data = ("--data", folder / "data")
    settings = {"LLAVERO_GATEWAY_RULES": str(folder / "rules"), "LLAVERO_UPSTREAM_SECONDS": "2"}
    upstream = f"http://127.0.0.1:{platform.server_port}"
    with llavero.Server(folder / "logs", "serve", *data, "--port", 0, "--upstream", upstream, settings=settings) as server:
        account = llavero.command("account", "create", *data, "--site", "MLB", "--email", "ana@shop.example")
        application = llavero.command(
            *("application", "create", *data, "--account", account["user_id"], "--name", "Shop"),
            *("--product", "checkout_api_payments", "--industry", "retail", "--website", "https://shop.example"),
        )
        yield World(server, platform, application, account["user_id"], data)
        assert server.stop() == 0
    platform.shutdown()


@pytest.mark.parametrize("path", ["/v1/payments/1?a=b&c=%C3%A1", "/v1/claims/search?email=x", "/anything/else"])
def test_a_live_call_goes_on_with_who_calls_and_without_the_credential(world: World, path: str) -> None:
    forged = {"X_Llavero_Account": "1", "X_Llavero_Anything": "2", "Connection": "X-Mine", "X_Mine": "3", "X_Kept": "4"}
    forged["X_Forwarded_For"] = "198.51.100.1"
    response, body = world.ask("GET", path, world.live, **forged)
    assert response.status == 200, body
    said = json.loads(body)
    headers = said["headers"]
    assert (said["method"], said["path"]) == ("GET", path)
    assert headers["x-llavero-account"] == str(world.user_id) and headers["x-llavero-mode"] == "live"
    assert headers["x-llavero-application"] == world.application["client_id"] and headers["x-llavero-site"] == "MLB"
    assert "x-llavero-anything" not in headers and "x-mine" not in headers and headers["x-kept"] == "4"
    assert "authorization" not in headers and world.live not in body.decode()
    assert headers["host"] == f"127.0.0.1:{world.platform.server_port}"
    assert headers["x-forwarded-for"] == "127.0.0.1" and headers["x-forwarded-host"] == f"127.0.0.1:{world.port}"
    assert headers["x-forwarded-proto"] == "http" and headers["x-request-id"] == response.headers["X-Request-Id"]
    assert len(said["names"]) == len(set(said["names"]))


def test_the_answer_comes_back_as_it_is_but_for_what_is_of_the_connection(world: World) -> None:
    response, body = world.ask("POST", "/v1/payments", world.live, b'{"a":1}', Content_Type="application/json", X_Idempotency_Key="k")
    said = json.loads(body)
    assert response.status == 201 and said["body"] == '{"a":1}' and said["headers"]["x-idempotency-key"] == "k"
    names = [name.lower() for name, _ in response.getheaders()]
    assert response.headers["X-Platform"] == "yes" and len(names) == len(set(names))
    assert not {"x-only-here", "keep-alive", "x-llavero-account"} & set(names)
    assert "set-cookie" not in names and response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Server"] == "llavero" and response.headers["X-Content-Type-Options"] == "nosniff"
    head, nothing = world.ask("HEAD", "/anything", world.live)
    assert head.status == 200 and nothing == b"" and int(head.headers["Content-Length"]) > 0


def test_no_name_that_is_read_as_another_goes_on(world: World) -> None:
    given = {
        "X_Llavero_Account": "1", "X-Llavero_Mode": "live", "x_forwarded_for": "6.6.6.6", "Proxy_Authorization": "z",
        "X-HTTP-Method-Override": "DELETE", "X-Original-URL": "/inside", "X-Rewrite-URL": "/inside", "Cookie": "__Host-llavero=s",
        "X-Forwarded-Prefix": "/inside", "True-Client-IP": "6.6.6.6",
    }
    connection = http.client.HTTPConnection("127.0.0.1", world.port, timeout=TIMEOUT_SECONDS)
    for path, token in (("/status", None), ("/v1/payments/1", world.live)):
        connection.request("GET", path, headers=given | ({"Authorization": f"Bearer {token}"} if token else {}))
        names = json.loads(connection.getresponse().read())["names"]
        assert not {name.lower() for name in given} & set(names)
        assert ("x-llavero-account" in names) == (token is not None)


@pytest.mark.parametrize(
    ("target", "seen"),
    [
        ('/v1/x%C3%A1?a="b"&c=%41&d={}|^`', "/v1/x%C3%A1?a=%22b%22&c=%41&d=%7B%7D%7C%5E%60"),
        ("/v1/x?a=[1]&b=<c>", "/v1/x?a=%5B1%5D&b=%3Cc%3E"),
        ("/v1/x?a=%20b+c&d=e/f?g", "/v1/x?a=%20b+c&d=e/f?g"),
    ],
)
def test_the_target_is_encoded_once(world: World, target: str, seen: str) -> None:
    with socket.create_connection(("127.0.0.1", world.port), timeout=TIMEOUT_SECONDS) as raw:
        raw.sendall(f"GET {target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {world.live}\r\n\r\n".encode())
        answer = http.client.HTTPResponse(raw)
        answer.begin()
        assert answer.status == 200 and json.loads(answer.read())["path"] == seen


def test_calls_of_test_mode_and_the_servers_own_stay_here(world: World) -> None:
    before = len(world.platform.asked)
    response, body = world.ask("GET", "/v1/payments/search", world.test)
    assert response.status == 200 and json.loads(body)["results"] == []
    assert world.ask("GET", "/v1/claims/search", world.test)[0].status == 404
    me = json.loads(world.ask("GET", "/users/me", world.live)[1])
    assert me["id"] == world.user_id
    assert world.ask("GET", "/health/ready")[0].status == 200
    # No card number goes through this server, whatever its mode.
    card = {"card_number": "5031433215406351", "security_code": "123", "expiration_month": 11, "expiration_year": 2030}
    refused, said = world.ask(
        "POST", f"/v1/card_tokens?public_key={world.application['public_key']}", body=json.dumps(card), Content_Type="application/json"
    )
    assert refused.status == 400, said
    assert len(world.platform.asked) == before


def test_what_may_not_pass_never_reaches_the_platform(world: World) -> None:
    before = len(world.platform.asked)
    parts = world.live.split("-")
    invented = "-".join([*parts[:3], parts[3][::-1], parts[4]])
    for path, token, status, code in (
        ("/inside/x", world.live, 403, "gateway_route_denied"),
        ("/x//y", world.live, 400, "path_not_normal"),
        ("/v1/claims", invented, 401, "credential_unknown"),
        ("/v1/claims", None, 401, "credential_missing"),
        ("/v1/payments/1", invented, 401, "credential_unknown"),
        (f"/v1/claims?access_token={world.live}", None, 400, "credential_in_url"),
    ):
        response, body = world.ask("GET", path, token)
        assert (response.status, json.loads(body)["llavero_code"]) == (status, code), path
    assert len(world.platform.asked) == before


def test_a_route_for_anybody_goes_on_without_a_name(world: World) -> None:
    said = json.loads(world.ask("GET", "/status", X_Llavero_Account="1")[1])
    assert said["path"] == "/status" and not [name for name in said["headers"] if name.startswith("x-llavero-")]


def test_a_share_that_only_reads_does_not_write(world: World) -> None:
    other = llavero.command("account", "create", *world.data, "--site", "MLB", "--email", "agency@shop.example")
    offer = llavero.command(
        *("share", "offer", *world.data, "--application", world.application["client_id"], "--email", "agency@shop.example"),
        *("--permission", "read"),
    )
    token = llavero.command("share", "accept", *world.data, offer["id"], "--account", other["user_id"])["access_token"]
    assert world.ask("GET", "/v1/payments/1", token)[0].status == 200
    before = len(world.platform.asked)
    for path in ("/v1/payments", "/v1/claims"):
        response, body = world.ask("POST", path, token, b"{}", Content_Type="application/json")
        assert (response.status, json.loads(body)["llavero_code"]) == (403, "insufficient_scope")
    assert len(world.platform.asked) == before


def test_bodies_stream_both_ways(world: World) -> None:
    world.platform.go_on.clear()
    connection = http.client.HTTPConnection("127.0.0.1", world.port, timeout=TIMEOUT_SECONDS)
    connection.request("GET", "/pieces", headers={"Authorization": f"Bearer {world.live}"})
    response = connection.getresponse()
    assert response.read(5) == b"first"
    world.platform.go_on.set()
    assert response.read() == b"last"
    # The platform has begun to read before the client has sent everything.
    world.platform.waits.clear()
    upload = socket.create_connection(("127.0.0.1", world.port), timeout=TIMEOUT_SECONDS)
    piece = b"x" * MEBIBYTE
    head = f"POST /early HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {world.live}\r\nContent-Length: {3 * MEBIBYTE}\r\n\r\n"
    upload.sendall(head.encode() + piece)
    assert world.platform.waits.wait(TIMEOUT_SECONDS)
    upload.sendall(2 * piece)
    answer = http.client.HTTPResponse(upload)
    answer.begin()
    assert answer.status == 201 and json.loads(answer.read())["size"] == 3 * MEBIBYTE
    upload.close()


def test_a_body_in_chunks_goes_on_whole(world: World) -> None:
    response, body = world.ask("PUT", "/chunks", world.live, iter([b"abc", b"def"]))
    assert response.status == 200 and json.loads(body)["body"] == "abcdef"


def test_a_body_has_an_end(world: World) -> None:
    response, body = world.ask("POST", "/v1/files", world.live, b"", Content_Length=str(11 * MEBIBYTE))
    assert (response.status, json.loads(body)["llavero_code"]) == (413, "payload_too_large")
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        response, body = world.ask("POST", "/v1/files", world.live, iter([b"x" * MEBIBYTE] * 11))
        assert (response.status, json.loads(body)["llavero_code"]) == (413, "payload_too_large")


@pytest.mark.parametrize("path", ["/v1/payments/1", "/v1/files"])
def test_a_body_that_is_cut_off_is_cut_off_for_the_platform_too(world: World, path: str) -> None:
    with socket.create_connection(("127.0.0.1", world.port), timeout=TIMEOUT_SECONDS) as raw:
        raw.sendall(
            f"PUT {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {world.live}\r\nContent-Type: application/json\r\n"
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n".encode()
        )
        answer = http.client.HTTPResponse(raw)
        answer.begin()
        assert answer.status == 400
    assert world.ask("GET", "/after", world.live)[0].status == 200


@pytest.mark.parametrize("path", ["/switch", "/broken"])
def test_what_the_platform_says_wrongly_is_its_own_mistake(world: World, path: str) -> None:
    response, body = world.ask("GET", path, world.live)
    assert (response.status, json.loads(body)["llavero_code"]) == (502, "upstream_unreachable")


def test_a_server_that_stops_ends_a_connection_with_its_answer(world: World, tmp_path: Path) -> None:
    upstream = f"http://127.0.0.1:{world.platform.server_port}"
    with llavero.Server(tmp_path, "serve", *world.data, "--port", 0, "--upstream", upstream) as server:
        other = World(server, world.platform, world.application, world.user_id)
        world.platform.go_on.clear()
        connection = http.client.HTTPConnection("127.0.0.1", other.port, timeout=TIMEOUT_SECONDS)
        connection.request("GET", "/pieces", headers={"Authorization": f"Bearer {world.live}"})
        response = connection.getresponse()
        assert response.read(5) == b"first"
        server.process.terminate()
        world.platform.go_on.set()
        assert response.read() == b"last"
        assert server.process.wait(5) == 0


def test_a_trace_goes_on_and_one_that_is_not_well_formed_is_begun_anew(world: World) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    given = {"traceparent": f"00-{trace}-00f067aa0ba902b7-01", "tracestate": "vendor=1"}
    headers = json.loads(world.ask("GET", "/x", world.live, **given)[1])["headers"]
    found = re.fullmatch(r"00-([0-9a-f]{32})-([0-9a-f]{16})-01", headers["traceparent"])
    assert found[1] == trace and found[2] != "00f067aa0ba902b7" and headers["tracestate"] == "vendor=1"
    for wrong in ("00-" + "0" * 32 + "-00f067aa0ba902b7-01", f"00-{trace.upper()}-00f067aa0ba902b7-01", "nonsense", f"ff-{trace}-00f067aa0ba902b7-01"):
        headers = json.loads(world.ask("GET", "/x", world.live, traceparent=wrong, tracestate="a=b")[1])["headers"]
        assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-00", headers["traceparent"]) and trace not in headers["traceparent"]
        assert "tracestate" not in headers


def test_a_platform_that_is_slow_or_cuts_off_is_told_as_such(world: World) -> None:
    world.platform.go_on.clear()
    response, body = world.ask("GET", "/slow", world.live)
    world.platform.go_on.set()
    assert (response.status, json.loads(body)["llavero_code"]) == (504, "upstream_timeout")
    with pytest.raises(http.client.IncompleteRead):
        world.ask("GET", "/cut", world.live)
    assert world.ask("GET", "/after", world.live)[0].status == 200


def test_a_platform_that_is_away_is_told_as_such_and_a_revoked_credential_comes_first(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        away = f"http://127.0.0.1:{probe.getsockname()[1]}"
        data = ("--data", tmp_path / "data")
        with llavero.Server(tmp_path / "logs", "serve", *data, "--port", 0, "--upstream", away) as server:
            account = llavero.command("account", "create", *data, "--site", "MLB", "--email", "ana@shop.example")
            application = llavero.command(
                *("application", "create", *data, "--account", account["user_id"], "--name", "Shop"),
                *("--product", "checkout_api_payments", "--industry", "retail", "--website", "https://shop.example"),
            )
            world = World(server, None, application, account["user_id"])
            response, body = world.ask("GET", "/v1/payments/1", world.live)
            assert (response.status, json.loads(body)["llavero_code"]) == (502, "upstream_unreachable")
            llavero.command("credential", "renew", *data, "--application", application["client_id"], "--overlap", "none")
            # Another process revoked it: this one reads the journal within a second.
            deadline = time.monotonic() + 1
            while (said := json.loads(world.ask("GET", "/v1/payments/1", world.live)[1]))["llavero_code"] != "credential_revoked":
                assert time.monotonic() < deadline, said
            assert server.stop() == 0
