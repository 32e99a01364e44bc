"""What gateways are answered: the same at the private listener and at the main port, and the truth through nginx."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import llavero
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet
from prometheus_client.parser import text_string_to_metric_families

SECRET = "s" * 40
RULES = """
GET  /open        nothing
*    /inside/**   denied
POST /v1/card_tokens public_key
*    /any/**      credential
"""
TIMEOUT_SECONDS = 20
IDENTITY = ("Account", "Site", "Application", "Mode", "Permissions", "Credential", "Share", "Grant", "Assertion")
AUDIENCE = "shop-api"
CHANGING = {"date", "x-request-id"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def code(self) -> str:
        return json.loads(self.body)["llavero_code"]


@dataclass(frozen=True)
class Gateway:
    server: llavero.Server

    @property
    def facts(self) -> dict:
        return self.server.facts

    @property
    def port(self) -> int:
        return int(self.facts["gateway_url"].rsplit(":", 1)[1].split("/")[0])

    def ask(self, port: int, headers: list[tuple[str, str]], method: str = "GET", path: str = "/gateway/verify") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        connection.close()
        return answer

    def both(self, headers: list[tuple[str, str]], method: str = "GET", path: str = "/gateway/verify") -> Answer:
        """The answer of the private listener, twice, and of the main port: alike but for date and request id."""
        main = int(self.server.base_url.rsplit(":", 1)[1])
        answers = [self.ask(self.port, headers, method, path) for _ in range(2)]
        answers.append(self.ask(main, [*headers, ("X-Llavero-Gateway", SECRET)], method, path))
        alike = [
            (answer.status, {name: value for name, value in answer.headers.items() if name not in CHANGING}, answer.body)
            for answer in answers
        ]
        assert alike[0] == alike[1] == alike[2]
        return answers[0]


def original(method: str, uri: str, *more: tuple[str, str]) -> list[tuple[str, str]]:
    return [("X-Original-Method", method), ("X-Original-URI", uri), *more]


def bearer(token: str) -> tuple[str, str]:
    return ("Authorization", f"Bearer {token}")


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    folder = tmp_path_factory.mktemp("gateway")
    rules = folder / "rules"
    rules.write_text(RULES)
    settings = {
        "LLAVERO_GATEWAY_SECRET": SECRET, "LLAVERO_GATEWAY_RULES": str(rules), "LLAVERO_GATEWAY_AUDIENCE": AUDIENCE,
    }
    options = ("sandbox", "--site", "MLB", "--port", 0, "--gateway-listen", "127.0.0.1:0", "--json")
    with llavero.Server(folder, *options, settings=settings) as server:
        yield Gateway(server)
        assert server.stop() == 0


def test_a_gateway_is_told_who_calls(gateway: Gateway) -> None:
    answer = gateway.both(original("GET", "/v1/payments?limit=1", bearer(gateway.facts["access_token"])))
    assert answer.status == 200 and answer.body == b""
    assert answer.headers["x-llavero-account"] == str(gateway.facts["user_id"])
    assert answer.headers["x-llavero-application"] == gateway.facts["client_id"]
    assert answer.headers["x-llavero-mode"] == "live" and answer.headers["x-llavero-site"] == "MLB"
    assert set(answer.headers["x-llavero-permissions"].split()) == {"read", "write", "offline_access"}
    assert answer.headers["x-llavero-credential"] and answer.headers["cache-control"] == "no-store"
    assert "x-llavero-share" not in answer.headers and "x-llavero-grant" not in answer.headers
    test = gateway.both(original("POST", "/v1/payments", bearer(gateway.facts["test_access_token"])))
    assert test.headers["x-llavero-mode"] == "test"


def test_who_calls_is_said_again_in_a_statement_that_the_published_keys_prove(gateway: Gateway) -> None:
    answer = gateway.both(original("GET", "/v1/payments", bearer(gateway.facts["test_access_token"])))
    with urllib.request.urlopen(f"{gateway.server.base_url}/oauth/jwks", timeout=TIMEOUT_SECONDS) as published:
        keys = KeySet.import_key_set(json.load(published))
    statement = jwt.decode(answer.headers["x-llavero-assertion"], keys, algorithms=["ES256"])
    claims = statement.claims
    assert statement.header["typ"] == "llavero-caller+jwt"
    assert claims["iss"] == gateway.server.base_url and claims["aud"] == AUDIENCE
    assert claims["sub"] == answer.headers["x-llavero-account"] and claims["client_id"] == answer.headers["x-llavero-application"]
    assert claims["live_mode"] is False and claims["site_id"] == "MLB" and claims["scope"] == answer.headers["x-llavero-permissions"]
    assert claims["credential_id"] == answer.headers["x-llavero-credential"]
    now = time.time()
    assert claims["iat"] <= now + 1 and now + 25 < claims["exp"] <= claims["iat"] + 60


def test_nothing_is_signed_for_nobody_and_nothing_without_an_audience(gateway: Gateway, tmp_path: Path) -> None:
    assert "x-llavero-assertion" not in gateway.both(original("GET", "/open")).headers
    options = ("sandbox", "--port", 0, "--gateway-listen", "127.0.0.1:0", "--json")
    with llavero.Server(tmp_path, *options) as server:
        other = Gateway(server)
        answer = other.ask(other.port, original("GET", "/x", bearer(server.facts["access_token"])))
        assert answer.status == 200 and "x-llavero-assertion" not in answer.headers


def metrics(gateway: Gateway) -> dict[str, float]:
    answer = gateway.ask(gateway.port, [], path="/metrics")
    assert answer.status == 200 and answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    return {
        sample.name + "".join(f"|{name}={value}" for name, value in sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.body.decode())
        for sample in family.samples
    }


def test_the_private_listener_tells_what_was_counted(gateway: Gateway) -> None:
    token = gateway.facts["access_token"]
    asked = original("GET", "/v1/payments", bearer(token))
    gateway.ask(gateway.port, asked)
    before = metrics(gateway)
    for headers in (asked, asked, original("GET", "/v1/payments", bearer("APP_USR-1"))):
        gateway.ask(gateway.port, headers)
    after = metrics(gateway)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert grown("llavero_verifications_total|verdict=allowed") == 2
    assert grown("llavero_verifications_total|verdict=malformed") == 1
    assert grown("llavero_verification_seconds_count") == 3
    assert grown("llavero_verification_memory_total|result=hit") == 2 and grown("llavero_verification_memory_total|result=miss") == 0
    assert grown("llavero_answers_total|door=gateway|status=401") == 1
    assert grown("llavero_answers_total|door=gateway|status=200") == 3
    assert after["llavero_remembered_credentials"] >= 1
    assert after["llavero_journal_followed"] == 1 and after["llavero_journal_lag_seconds"] < 1
    assert grown("llavero_store_seconds_count|work=read") >= 0 and after["llavero_store_failures_total"] == 0
    assert after["process_resident_memory_bytes"] > 1e6 and after["process_open_fds"] > 3
    buckets = [value for name, value in after.items() if name.startswith("llavero_verification_seconds_bucket")]
    assert buckets == sorted(buckets) and buckets[-1] == after["llavero_verification_seconds_count"]


def test_every_metric_is_explained_and_none_tells_a_credential(gateway: Gateway) -> None:
    text = gateway.ask(gateway.port, [], path="/metrics").body.decode()
    families = list(text_string_to_metric_families(text))
    assert families and all(family.documentation for family in families)
    for secret in (gateway.facts["access_token"], gateway.facts["client_secret"], str(gateway.facts["user_id"])):
        assert secret not in text


def test_metrics_are_not_at_the_main_port_and_are_only_read(gateway: Gateway) -> None:
    main = int(gateway.server.base_url.rsplit(":", 1)[1])
    assert gateway.ask(main, [], path="/metrics").status == 404
    assert gateway.ask(gateway.port, [], "POST", "/metrics").code == "method_not_allowed"
    head = gateway.ask(gateway.port, [], "HEAD", "/metrics")
    assert head.status == 200 and head.body == b"" and int(head.headers["content-length"]) > 0


@pytest.mark.parametrize(
    ("headers", "method", "path"),
    [
        ([("X-Forwarded-Method", "GET"), ("X-Forwarded-Uri", "/v1/payments")], "GET", "/gateway/verify"),
        ([], "GET", "/gateway/verify/v1/payments?limit=1"),
        ([("X-Original-URI", "/inside/x"), ("X-Original-Method", "GET")], "POST", "/gateway/verify/v1/payments"),
    ],
    ids=["traefik, caddy", "envoy", "envoy, a caller's own headers"],
)
def test_each_gateway_says_the_request_in_its_way(gateway: Gateway, headers: list, method: str, path: str) -> None:
    answer = gateway.both([*headers, bearer(gateway.facts["access_token"])], method, path)
    assert answer.status == 200, answer.body


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        (original("GET", "/v1/payments"), 401, "credential_missing"),
        (original("GET", "/v1/payments", ("Authorization", "Basic YTpi")), 401, "credential_malformed"),
        (original("GET", "/v1/payments", bearer("APP_USR-1")), 401, "credential_malformed"),
        (original("GET", "/v1/payments", bearer("a"), bearer("b")), 400, "credential_ambiguous"),
        (original("GET", "/v1/payments?access_token=x"), 400, "credential_in_url"),
        (original("GET", "/inside/anything"), 403, "gateway_route_denied"),
        (original("GET", "/inside//anything"), 400, "path_not_normal"),
        (original("GET", "/%69nside/anything"), 400, "path_not_normal"),
        (original("GET", "/open/../inside/x"), 400, "path_not_normal"),
        ([], 400, "gateway_request_unclear"),
        ([("X-Original-URI", "/open")], 400, "gateway_request_unclear"),
        ([("X-Original-Method", "GET")], 400, "gateway_request_unclear"),
        (original("get", "/open"), 400, "gateway_request_unclear"),
        ([*original("GET", "/open"), ("X-Forwarded-Uri", "/inside/x")], 400, "gateway_request_unclear"),
        ([*original("GET", "/open"), ("X-Original-URI", "/inside/x")], 400, "gateway_request_unclear"),
    ],
)
def test_what_is_not_clear_or_not_allowed_does_not_pass(gateway: Gateway, headers: list, status: int, code: str) -> None:
    answer = gateway.both(headers)
    assert (answer.status, answer.code) == (status, code)
    assert answer.headers["x-llavero-status"] == str(status)
    assert json.loads(answer.headers["x-llavero-problem"]) == json.loads(answer.body)
    assert not [name for name in IDENTITY if f"x-llavero-{name.lower()}" in answer.headers]


def test_an_invented_token_is_refused_like_an_unknown_one(gateway: Gateway) -> None:
    token = gateway.facts["access_token"]
    parts = token.split("-")
    parts[3] = parts[3][::-1]
    assert gateway.both(original("GET", "/x", bearer("-".join(parts)))).code == "credential_unknown"


def test_an_open_route_passes_without_a_credential_and_not_with_a_wrong_one(gateway: Gateway) -> None:
    assert gateway.both(original("GET", "/open")).status == 200
    assert gateway.both(original("GET", "/open", bearer("nonsense"))).status == 401


def test_a_public_key_opens_what_the_rules_say_and_nothing_else(gateway: Gateway) -> None:
    key = gateway.facts["public_key"]
    assert gateway.both(original("POST", f"/v1/card_tokens?public_key={key}")).headers["x-llavero-mode"] == "live"
    assert gateway.both(original("POST", f"/v1/payments?public_key={key}")).code == "credential_missing"
    assert gateway.both(original("GET", f"/any/thing?public_key={key}")).code == "credential_missing"


def test_the_main_port_answers_nobody_without_the_secret(gateway: Gateway) -> None:
    main = int(gateway.server.base_url.rsplit(":", 1)[1])
    asked = original("GET", "/v1/payments", bearer(gateway.facts["access_token"]))
    for headers in (asked, [*asked, ("X-Llavero-Gateway", SECRET[:-1])]):
        answer = gateway.ask(main, headers)
        assert (answer.status, answer.code) == (403, "gateway_closed")


def test_requests_behind_each_other_are_answered_in_their_order(gateway: Gateway) -> None:
    facts = gateway.facts
    requests = b""
    for token in (facts["access_token"], "APP_USR-nonsense", facts["test_access_token"]):
        requests += (
            f"GET /gateway/verify HTTP/1.1\r\nHost: x\r\nX-Original-Method: GET\r\nX-Original-URI: /a\r\n"
            f"Authorization: Bearer {token}\r\n\r\n"
        ).encode()
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=TIMEOUT_SECONDS) as raw:
        raw.sendall(requests)
        received = b""
        while received.count(b"HTTP/1.1 ") < 3 or b"X-Llavero-Mode: test" not in received:
            received += raw.recv(65536)
    said = re.findall(rb"HTTP/1.1 (\d+)|X-Llavero-Mode: (\w+)", received)
    assert [b"".join(words) for words in said] == [b"200", b"live", b"401", b"200", b"test"]


@pytest.mark.parametrize(
    "request_bytes",
    [b"GET / HTTP/9.9\r\n\r\n", b"GET /gateway/verify HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", b"\x16\x03\x01\x00", b"GET http://[::1/ HTTP/1.1\r\n\r\n"],
)
def test_what_is_no_request_is_not_answered_with_success(gateway: Gateway, request_bytes: bytes) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=TIMEOUT_SECONDS) as raw:
        raw.sendall(request_bytes)
        raw.shutdown(socket.SHUT_WR)
        received = b"".join(iter(lambda: raw.recv(65536), b""))
    assert b" 200 " not in received.split(b"\r\n")[0]


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET /gateway/verify HTTP/1.1\r\n\r\n", 400),
        (b"GET /gateway/verify HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
        (b"GET /gateway/verify/" + b"a" * 8192 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /gateway/verify HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 40_000 + b"\r\n\r\n", 431),
        (b"GET /elsewhere HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"GET /gateway/verifying HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"GET /gateway/verify HTTP/9.9\r\nHost: x\r\n\r\n", 400),
    ],
)
def test_the_listener_is_as_strict_as_the_main_edge(gateway: Gateway, request_bytes: bytes, status: int) -> None:
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=TIMEOUT_SECONDS) as raw:
        raw.sendall(request_bytes)
        assert raw.recv(65536).startswith(f"HTTP/1.1 {status} ".encode())


def test_what_is_asked_elsewhere_is_answered_in_its_turn(gateway: Gateway) -> None:
    """Known tokens are answered at once, and still not before the unknown ones that came first on the connection."""
    parts = gateway.facts["access_token"].split("-")
    expected, sent = [], b""
    for number in range(60):
        if number % 3 == 2:
            authorization, status = f"Bearer {gateway.facts['access_token']}", 200
        else:
            # Public Keys are looked up in the database, invented tokens are refused by their tag.
            invented = "-".join([*parts[:3], f"{number:032x}", parts[4]])
            authorization, status = f"Bearer {invented}", 401
        uri = "/v1/payments"
        if number % 3 == 1:
            authorization, status, uri = "", 404, f"/v1/card_tokens?public_key=APP_USR-{number:08x}-0000-4000-8000-000000000000"
        method = "POST" if number % 3 == 1 else "GET"
        head = f"GET /gateway/verify HTTP/1.1\r\nHost: x\r\nX-Original-Method: {method}\r\nX-Original-URI: {uri}\r\n"
        sent += (head + (f"Authorization: {authorization}\r\n" if authorization else "") + "\r\n").encode()
        expected.append(status)
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=TIMEOUT_SECONDS) as connection:
        connection.sendall(sent)
        reader = connection.makefile("rb")
        answered = []
        for _ in expected:
            answered.append(int(reader.readline().split()[1]))
            length = 0
            while (line := reader.readline().strip().lower()) != b"":
                if line.startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            reader.read(length)
    assert answered == expected


def test_who_takes_no_answers_is_not_read_on(gateway: Gateway) -> None:
    """Answers that nobody takes would fill the memory; once they are taken, everything that was sent is answered."""
    question = (
        "GET /gateway/verify HTTP/1.1\r\nHost: x\r\nX-Original-Method: GET\r\nX-Original-URI: /open\r\n\r\n"
    ).encode()
    block = question * 1_000
    most = 200 * len(block)
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=2) as connection:
        sent = 0
        try:
            while sent < most:
                sent += connection.send(block[sent % len(block) :])
        except TimeoutError:
            pass
        assert sent < most
        connection.settimeout(TIMEOUT_SECONDS)
        expected, answered, rest = sent // len(question), 0, b""
        while answered < expected:
            received = rest + connection.recv(1 << 20)
            answered += received.count(b"HTTP/1.1 200 OK\r\n")
            # A line that was cut is counted with what follows.
            cut = received.rfind(b"\r\n") + 2
            rest = received[cut:]
        assert answered == expected


def test_a_gateway_that_waits_to_send_a_body_is_told_to(gateway: Gateway) -> None:
    head = "POST /gateway/verify HTTP/1.1\r\nHost: x\r\nX-Original-Method: GET\r\nX-Original-URI: /open\r\n"
    with socket.create_connection(("127.0.0.1", gateway.port), timeout=TIMEOUT_SECONDS) as connection:
        connection.sendall((head + "Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n").encode())
        reader = connection.makefile("rb")
        assert reader.readline() == b"HTTP/1.1 100 Continue\r\n" and reader.readline() == b"\r\n"
        connection.sendall(b"hi")
        assert reader.readline() == b"HTTP/1.1 200 OK\r\n"
        assert b"connection: close" in reader.read().lower()


def test_a_restricted_pair_is_refused_at_both_doors_with_the_reason(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.write_text("POST /v1/card_tokens public_key\n")
    data = ("--data", tmp_path / "data")
    settings = {"LLAVERO_GATEWAY_SECRET": SECRET, "LLAVERO_GATEWAY_RULES": str(rules)}
    options = ("serve", *data, "--port", 0, "--gateway-listen", "127.0.0.1:0")
    with llavero.Server(tmp_path / "logs", *options, settings=settings) as server:
        gateway = Gateway(server)
        account = llavero.command("account", "create", *data, "--site", "MLB", "--email", "ana@shop.example")
        application = llavero.command(
            *("application", "create", *data, "--account", account["user_id"], "--name", "Shop"),
            *("--product", "checkout_api_payments", "--industry", "retail", "--website", "https://shop.example"),
        )
        manager = llavero.command("management-token", "create", *data, "--name", "test")["management_token"]
        path = f"/llavero/v1/applications/{application['client_id']}/restrictions/live"
        wanted = {"networks": ["203.0.113.0/24"], "origins": ["https://shop.example"], "calls_per_minute": 5}

        def restrict(body: dict) -> dict:
            connection = http.client.HTTPConnection(server.base_url.removeprefix("http://"), timeout=TIMEOUT_SECONDS)
            headers = {"Authorization": f"Bearer {manager}", "Content-Type": "application/json"}
            connection.request("PUT", path, json.dumps(body), headers)
            return json.loads(connection.getresponse().read())

        token = bearer(application["access_token"])
        office = ("X-Real-IP", "203.0.113.9")
        assert gateway.both(original("GET", "/x", token)).status == 200
        assert restrict(wanted) == wanted
        shown = llavero.command("credential", "restrictions", *data, "--application", application["client_id"])
        assert shown == wanted
        refused = gateway.both(original("GET", "/x", token, ("X-Real-IP", "198.51.100.1")))
        assert (refused.status, refused.code) == (403, "credential_address_not_allowed")
        assert "198.51.100.1" in json.loads(refused.body)["message"]
        page = f"/v1/card_tokens?public_key={application['public_key']}"
        assert gateway.both(original("POST", page, ("Origin", "https://shop.example"))).status == 200
        elsewhere = gateway.both(original("POST", page, ("Origin", "https://other.example")))
        assert (elsewhere.status, elsewhere.code) == (403, "public_key_origin_not_allowed")
        assert "https://other.example" in json.loads(elsewhere.body)["message"]
        assert gateway.both(original("POST", page)).code == "public_key_origin_not_allowed"
        assert restrict(wanted | {"networks": ["here"]})["llavero_code"] == "restrictions_invalid"

        # At a change of the minute a few more calls are allowed: of two minutes' worth, some are refused for certain.
        answers = [gateway.ask(gateway.port, original("GET", "/x", token, office)) for _ in range(11)]
        limited = next(answer for answer in answers if answer.status != 200)
        assert (limited.status, limited.code) == (429, "credential_calls_exceeded")
        assert 1 <= int(limited.headers["retry-after"]) <= 60
        assert restrict({}) == {"networks": [], "origins": [], "calls_per_minute": None}
        assert gateway.both(original("GET", "/x", token, ("X-Real-IP", "198.51.100.1"))).status == 200
        assert server.stop() == 0


def test_a_socket_of_the_file_system_serves_too(tmp_path: Path) -> None:
    path = tmp_path / "gateway.sock"
    with llavero.Server(tmp_path / "server", "sandbox", "--port", 0, "--gateway-listen", f"unix:{path}", "--json") as server:
        assert server.facts["gateway_url"] == f"unix:{path}" and path.stat().st_mode & 0o777 == 0o660
        with socket.socket(socket.AF_UNIX) as raw:
            raw.settimeout(TIMEOUT_SECONDS)
            raw.connect(str(path))
            raw.sendall(
                f"GET /gateway/verify/x HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {server.facts['access_token']}\r\n\r\n".encode()
            )
            assert raw.recv(65536).startswith(b"HTTP/1.1 200 OK")
        assert server.stop() == 0


class Upstream(BaseHTTPRequestHandler):
    """The platform's own API: says back which headers it got."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = json.dumps({name.lower(): value for name, value in self.headers.items()}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def nginx(gateway: Gateway, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Debian's nginx with the example of the repository, its addresses replaced."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    assert Path(program).exists(), "nginx is not installed; run: scripts/setup test"
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("nginx")
    example = (llavero.ROOT / "examples/nginx.conf").read_text()
    for old, new in (
        ("127.0.0.1:8421", f"127.0.0.1:{gateway.port}"), ("127.0.0.1:9000", f"127.0.0.1:{upstream.server_port}"),
        ("listen 8080", f"listen 127.0.0.1:{port}"),
    ):
        assert old in example
        example = example.replace(old, new)
    folders = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    example = example.replace("http {", f"http {{ access_log off;\n{folders}", 1)
    if os.geteuid() == 0:
        example = "user root;\n" + example
    (folder / "nginx.conf").write_text(f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n{example}")
    process = subprocess.Popen([program, "-p", folder, "-c", folder / "nginx.conf"])
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            assert process.poll() is None and time.monotonic() < deadline, (folder / "error.log").read_text()
            time.sleep(0.02)
    yield port
    process.terminate()
    process.wait(TIMEOUT_SECONDS)
    upstream.shutdown()


def test_nginx_passes_on_who_calls_and_nothing_a_caller_says_of_itself(gateway: Gateway, nginx: int) -> None:
    forged = [(f"X-Llavero-{name}", "forged") for name in IDENTITY]
    answer = gateway.ask(nginx, [bearer(gateway.facts["access_token"]), *forged, ("X-Original-URI", "/open")], path="/v1/payments")
    assert answer.status == 200, answer.body
    seen = json.loads(answer.body)
    assert seen["x-llavero-account"] == str(gateway.facts["user_id"]) and seen["x-llavero-mode"] == "live"
    assert "forged" not in seen.values() and "authorization" not in seen


@pytest.mark.parametrize(
    ("path", "headers", "status", "code"),
    [
        ("/v1/payments", [], 401, "credential_missing"),
        ("/v1/payments", [("Authorization", "Bearer nonsense")], 401, "credential_malformed"),
        ("/inside/x", [], 403, "gateway_route_denied"),
        ("/v1//payments", [], 400, "path_not_normal"),
        ("/v1/payments?access_token=x", [], 400, "credential_in_url"),
    ],
)
def test_nginx_answers_a_refusal_as_llavero_words_it(gateway: Gateway, nginx: int, path: str, headers: list, status: int, code: str) -> None:
    answer = gateway.ask(nginx, headers, path=path)
    assert (answer.status, answer.code) == (status, code)
    assert ("www-authenticate" in answer.headers) == (status == 401)
    assert answer.headers["content-type"] == "application/json"


def test_nginx_says_503_while_llavero_is_away(gateway: Gateway, nginx: int) -> None:
    gateway.server.process.send_signal(signal.SIGSTOP)
    try:
        answer = gateway.ask(nginx, [bearer(gateway.facts["access_token"])], path="/v1/payments")
    finally:
        gateway.server.process.send_signal(signal.SIGCONT)
    assert answer.status == 503 and answer.headers["retry-after"] == "1"
    assert json.loads(answer.body)["error"] == "service_unavailable"
