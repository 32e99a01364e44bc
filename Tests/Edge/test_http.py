"""How a malformed request ends, sent as raw bytes (security catalogue, section 2.1)."""

import pytest
from helpers import REAL_CARDS, closed_after, made, new_key, pix, refused, rows

# In the tables below, {host}, {token}, {body}, {length} and {size} stand for what a good request has there;
# {size} is {length} in hexadecimal, as chunks want it.
CHUNKED = "Transfer-Encoding: chunked"
CHUNKED_BODY = "{size}\r\n{body}\r\n0\r\n\r\n"


class Post:
    """A payment request written by hand; `reference` finds what came of it."""

    def __init__(self, shop, version: str = "HTTP/1.1"):
        self.shop, self.version, self.reference = shop, version, new_key()
        self.head = [
            f"POST /v1/payments {version}",
            f"Host: {shop.host}",
            f"Authorization: Bearer {shop.test_access_token}",
            f"X-Idempotency-Key: {new_key()}",
            "Content-Type: application/json",
        ]
        self.body = shop.request("POST", "/", body=pix(external_reference=self.reference)).partition(b"\r\n\r\n")[2]

    def fill(self, text: str) -> bytes:
        values = {
            "{host}": self.shop.host,
            "{token}": self.shop.test_access_token,
            "{body}": self.body.decode(),
            "{length}": str(len(self.body)),
            "{size}": f"{len(self.body):x}",
        }
        for mark, value in values.items():
            text = text.replace(mark, value)
        return text.encode("latin-1")

    def data(self, fields: str, body: str) -> bytes:
        return self.fill("\r\n".join([*self.head, fields, "", body]))

    def get(self, *lines: str) -> bytes:
        """A request without a body, of these lines."""
        return self.fill("\r\n".join([*lines, "", ""]))

    def assert_cut_off(self, data: bytes, status: int = 400) -> None:
        """Checks that the request is refused, that the connection ends with it, and that no payment was made."""
        with self.shop.connect() as connection:
            reply = self.shop.check(connection.send(data).reply())
            assert reply.status == status, reply.raw
            closed_after(connection)
        assert self.shop.count(self.reference) == 0


USERS = "GET /users/me HTTP/1.1"
AUTHORIZATION = "Authorization: Bearer {token}"
HOST_LINES = [
    ("H01 no Host", [USERS, AUTHORIZATION]),
    ("H01 no Host in HTTP/1.0", ["GET /users/me HTTP/1.0", AUTHORIZATION]),
    ("H01 an empty Host", [USERS, "Host:", AUTHORIZATION]),
    ("H02 two equal Hosts", [USERS, "Host: {host}", "Host: {host}", AUTHORIZATION]),
    ("H02 two different Hosts", [USERS, "Host: {host}", "Host: evil.example", AUTHORIZATION]),
    ("H02 two Hosts in one field", [USERS, "Host: {host}, evil.example", AUTHORIZATION]),
    ("H03 a path in the Host", [USERS, "Host: {host}/x", AUTHORIZATION]),
    ("H03 a user in the Host", [USERS, "Host: x@{host}", AUTHORIZATION]),
]


@pytest.mark.parametrize(("lines",), **rows(HOST_LINES))
def test_a_request_without_exactly_one_host_is_refused_and_its_connection_closed(shop, lines):
    with shop.connect() as connection:
        refused(shop.check(connection.send(Post(shop).get(*lines)).reply()), 400, "host_invalid")
        closed_after(connection)


def test_no_link_is_made_from_the_host_of_a_request(shop):
    reply = shop.send(Post(shop).get("GET /nowhere HTTP/1.1", "Host: evil.example"))
    assert b"evil" not in reply.raw


def test_an_absolute_target_for_another_host_is_refused(shop):
    lines = ["GET http://evil.example/users/me HTTP/1.1", "Host: {host}", AUTHORIZATION]
    assert shop.send(Post(shop).get(*lines)).status == 400


def test_an_absolute_target_for_this_host_is_answered(shop):
    assert shop.send(Post(shop).get("GET http://{host}/users/me HTTP/1.1", "Host: {host}", AUTHORIZATION)).status == 200


AMBIGUOUS = [
    ("H05 length and chunks", f"Content-Length: {{length}}\r\n{CHUNKED}", CHUNKED_BODY),
    ("H05 chunks and length", f"{CHUNKED}\r\nContent-Length: {{length}}", CHUNKED_BODY),
    ("H05 two equal lengths", "Content-Length: {length}\r\nContent-Length: {length}", "{body}"),
    ("H05 two different lengths", "Content-Length: {length}\r\nContent-Length: 4", "{body}"),
    ("H05 a list of lengths", "Content-Length: {length}, {length}", "{body}"),
    ("H05 a signed length", "Content-Length: +{length}", "{body}"),
    ("H05 a negative length", "Content-Length: -1", "{body}"),
    ("H05 a hexadecimal length", "Content-Length: 0x{size}", "{body}"),
    ("H05 a length of 20 digits", "Content-Length: 99999999999999999999", "{body}"),
    ("H05 an empty length", "Content-Length:", "{body}"),
    ("H06 an unknown coding", "Transfer-Encoding: xchunked", CHUNKED_BODY),
    ("H06 identity alone", "Transfer-Encoding: identity", CHUNKED_BODY),
    ("H06 chunks that are not last", "Transfer-Encoding: chunked, identity", CHUNKED_BODY),
    ("H06 chunks in two fields", f"{CHUNKED}\r\nTransfer-Encoding: identity", CHUNKED_BODY),
    ("H06 compressed chunks", "Transfer-Encoding: gzip, chunked", CHUNKED_BODY),
    ("H06 a blank before the colon", "Transfer-Encoding : chunked", CHUNKED_BODY),
    ("H06 a control character before chunked", "Transfer-Encoding: \x0bchunked", CHUNKED_BODY),
    ("H08 a bare CR", "Content-Length: {length}\r\nX-Note: a\rb", "{body}"),
    ("H08 a NUL", "Content-Length: {length}\r\nX-Note: a\0b", "{body}"),
    ("H08 a NUL in a name", "Content-Length: {length}\r\nX\0Note: a", "{body}"),
    ("H08 a folded line", "Content-Length: {length}\r\nX-Note: a\r\n b", "{body}"),
    ("H08 a line ended by LF", "Content-Length: {length}\nX-Note: a", "{body}"),
    ("H08 a blank in a name", "Content-Length: {length}\r\nX Note: a", "{body}"),
    ("H08 no name", "Content-Length: {length}\r\n: a", "{body}"),
    ("H09 a hexadecimal mark", CHUNKED, "0x" + CHUNKED_BODY),
    ("H09 a negative size", CHUNKED, "-" + CHUNKED_BODY),
    ("H09 a size of 17 digits", CHUNKED, "f" * 17 + "\r\n{body}\r\n0\r\n\r\n"),
    ("H09 no size", CHUNKED, "\r\n{body}\r\n0\r\n\r\n"),
    ("H09 a blank after the size", CHUNKED, "{size} \r\n{body}\r\n0\r\n\r\n"),
    ("H09 a size ended by LF", CHUNKED, "{size}\n{body}\r\n0\r\n\r\n"),
    ("H09 an extension ended by LF", CHUNKED, "{size};a\n{body}\r\n0\r\n\r\n"),
    ("H09 no line end after the data", CHUNKED, "{size}\r\n{body}0\r\n\r\n"),
    ("H09 data longer than its size", CHUNKED, "{size}\r\n{body} \r\n0\r\n\r\n"),
    ("H09 a length in the trailer", CHUNKED, "{size}\r\n{body}\r\n0\r\nContent-Length: 4\r\n\r\n"),
    ("H09 a coding in the trailer", CHUNKED, f"{{size}}\r\n{{body}}\r\n0\r\n{CHUNKED}\r\n\r\n"),
]


@pytest.mark.parametrize(("fields", "body"), **rows(AMBIGUOUS))
def test_a_request_whose_end_could_be_read_in_two_ways_is_refused_and_its_connection_closed(shop, fields, body):
    post = Post(shop)
    post.assert_cut_off(post.data(fields, body))


def test_chunks_in_http_1_0_are_refused_and_the_connection_closed(shop):
    post = Post(shop, "HTTP/1.0")
    post.assert_cut_off(post.data(CHUNKED, CHUNKED_BODY))


@pytest.mark.parametrize("separator", ["\n", "\r"], ids=["H08 LF", "H08 CR"])
def test_lines_that_end_otherwise_than_in_crlf_are_refused_and_the_connection_closed(shop, separator):
    post = Post(shop)
    post.assert_cut_off(separator.join(["GET /users/me HTTP/1.1", f"Host: {shop.host}", "", ""]).encode() + b"\r\n\r\n")


WELL_FORMED = [
    ("a length", "Content-Length: {length}", "{body}"),
    ("one chunk", CHUNKED, CHUNKED_BODY),
    ("a chunk with an extension", CHUNKED, "{size};a=b\r\n{body}\r\n0\r\n\r\n"),
    ("a harmless trailer", CHUNKED, "{size}\r\n{body}\r\n0\r\nX-Note: a\r\n\r\n"),
]


@pytest.mark.parametrize(("fields", "body"), **rows(WELL_FORMED))
def test_a_well_formed_body_is_read_whole(shop, fields, body):
    post = Post(shop)
    assert made(shop.send(post.data(fields, body)))["external_reference"] == post.reference


def test_a_credential_in_a_trailer_is_none(shop):
    post = Post(shop)
    post.head = [line for line in post.head if not line.startswith("Authorization")]
    trailer = f"{{size}}\r\n{{body}}\r\n0\r\n{AUTHORIZATION}\r\n\r\n"
    refused(shop.send(post.data(CHUNKED, trailer)), 401, "credential_missing")


def test_a_host_in_a_trailer_is_none(shop):
    post = Post(shop)
    post.head = [line for line in post.head if not line.startswith("Host")]
    refused(shop.send(post.data(CHUNKED, "{size}\r\n{body}\r\n0\r\nHost: {host}\r\n\r\n")), 400, "host_invalid")


NOT_HTTP = [
    ("H12 no version", b"GET /\r\n\r\n"),
    ("H12 no target", b"GET HTTP/1.1\r\n\r\n"),
    ("H13 a TLS hello", bytes.fromhex("160301020001000001fc0303") + b"\x5a" * 500),
    ("H13 an HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9)),
    ("H13 HTTP/9.9", b"GET /users/me HTTP/9.9\r\nHost: x\r\n\r\n"),
    ("H13 HTTP/2.0", b"GET /users/me HTTP/2.0\r\nHost: x\r\n\r\n"),
    ("H13 HTTP/1.2", b"GET /users/me HTTP/1.2\r\nHost: x\r\n\r\n"),
    ("H11 an unknown method", b"FOO /users/me HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("H11 a method in lower case", b"get /users/me HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("a target without a slash", b"GET users/me HTTP/1.1\r\nHost: x\r\n\r\n"),
]


@pytest.mark.parametrize(("data",), **rows(NOT_HTTP))
def test_what_is_not_http_1_1_is_refused_and_its_connection_closed(shop, data):
    Post(shop).assert_cut_off(data)


def test_a_target_of_8_kib_is_read_and_a_longer_one_refused(shop):
    assert shop.call("GET", "/".ljust(8 * 1024, "a")).status == 404
    refused(shop.call("GET", "/".ljust(8 * 1024 + 1, "a")), 414, "target_too_long")


OVERSIZED_HEADS = [
    ("H15 101 fields", ["X-Note: a"] * 99),
    ("H15 a field above 16 KiB", ["X-Note: " + "a" * (16 * 1024 + 1)]),
    ("H15 32 KiB in all", ["X-Note: " + "a" * 8 * 1024] * 4),
]


@pytest.mark.parametrize(("fields",), **rows(OVERSIZED_HEADS))
def test_a_head_above_its_limits_is_refused_and_its_connection_closed(shop, fields):
    post = Post(shop)
    post.assert_cut_off(post.get(USERS, "Host: {host}", AUTHORIZATION, *fields), status=431)


@pytest.mark.parametrize("fields", [["X-Note: a"] * 98, ["X-Note: " + "a" * 8 * 1024] * 3], ids=["100 fields", "24 KiB"])
def test_a_head_within_its_limits_is_read(shop, fields):
    assert shop.send(Post(shop).get(USERS, "Host: {host}", AUTHORIZATION, *fields)).status == 200


def test_the_limit_of_fields_counts_for_each_request_of_a_connection(shop):
    data = Post(shop).get(USERS, "Host: {host}", AUTHORIZATION, *["X-Note: a"] * 90)
    with shop.connect() as connection:
        assert [shop.check(connection.send(data).reply()).status for _ in range(5)] == [200] * 5


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_body_that_nobody_asked_for_is_skipped_and_the_next_request_answered(shop, method):
    hidden = shop.payment_request(pix())
    first = shop.request(method, "/users/me", token=shop.test_access_token, body=hidden.ljust(64 * 1024))
    with shop.connect() as connection:
        connection.send(first + shop.request("GET", "/health/live"))
        assert shop.check(connection.reply()).status == (200 if method == "GET" else 405)
        assert connection.reply().json() == {"status": "live"}
        assert connection.rest(0.2) == (b"", False)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_body_above_64_kib_is_refused_before_it_is_read(shop, method):
    path = "/users/me" if method == "GET" else "/v1/payments"
    head = shop.request(method, path, token=shop.test_access_token, key=new_key(), body=b" " * (64 * 1024 + 1))
    refused(shop.send(head.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"), 413, "payload_too_large")


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "HEAD"])
def test_a_method_that_a_path_does_not_take_is_named_and_nothing_is_echoed(shop, method):
    for target, status, allowed in [("/users/me", 405, "GET"), ("/v1/payments", 405, "POST"), ("/nowhere", 404, None)]:
        with shop.connect() as connection:
            data = shop.request(method, target, token=shop.test_access_token, headers=("X-Note: echo",))
            reply = shop.check(connection.send(data).reply(to_head=method == "HEAD"))
        assert (reply.status, reply.header("Allow")) == (status, allowed), target
        assert b"echo" not in reply.raw


def test_an_answer_to_head_has_no_body(shop):
    with shop.connect() as connection:
        connection.send(shop.request("HEAD", "/users/me") + shop.request("GET", "/health/live"))
        assert connection.reply(to_head=True).status == 405
        assert connection.reply().json() == {"status": "live"}


ENDS = [
    ("Connection: close", "HTTP/1.1", "Connection: close"),
    ("Connection: Close", "HTTP/1.1", "Connection: Close"),
    ("close among others", "HTTP/1.1", "Connection: keep-alive, close"),
    ("HTTP/1.0", "HTTP/1.0", "X-Note: a"),
]


@pytest.mark.parametrize(("version", "field"), **rows(ENDS))
def test_a_connection_ends_with_the_answer_when_the_client_wants_it(shop, version, field):
    with shop.connect() as connection:
        connection.send(Post(shop).get(f"GET /health/live {version}", "Host: {host}", field))
        assert shop.check(connection.reply()).status == 200
        closed_after(connection)


def expecting(shop, token: str) -> bytes:
    """The head of a payment whose body is sent when the server says so."""
    return shop.payment_request(b"{}", token=token, headers=("Expect: 100-continue",))[:-2]


def test_a_client_that_waits_to_send_its_body_is_refused_before_it_does(shop):
    refused(shop.send(expecting(shop, "none")), 401, "credential_malformed")


def test_a_client_that_waits_to_send_its_body_is_told_to(shop):
    with shop.connect() as connection:
        assert connection.send(expecting(shop, shop.test_access_token)).rest(1) == (b"HTTP/1.1 100 Continue\r\n\r\n", False)


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "deflate", "br", "identity, gzip"])
def test_a_compressed_body_is_refused(shop, coding):
    reply = shop.pay(b"\x1f\x8b\x08" + bytes(100), headers=(f"Content-Encoding: {coding}",))
    refused(reply, 415, "unsupported_encoding")


INJECTION = "%0d%0aSet-Cookie:x=1"
REFLECTED = [
    ("H23 a path", f"/nowhere{INJECTION}", None, 404),
    ("H23 an error's page", f"/llavero/v1/errors/{INJECTION}", None, 404),
    ("H23 a site", f"/sites/{INJECTION}/payment_methods", None, 404),
    ("H23 a payment", f"/v1/payments/{INJECTION}", None, 404),
    ("H23 a filter", f"/v1/payments/search?status={INJECTION}", None, 400),
    ("H23 a text to search", f"/v1/payments/search?external_reference={INJECTION}", None, 200),
    ("H23 a request id", "/health/live", f"X-Request-Id: a{INJECTION}", 200),
    ("H23 an origin", "/health/live", f"Origin: https://a{INJECTION}", 200),
]


@pytest.mark.parametrize(("target", "field", "status"), **rows(REFLECTED))
def test_no_header_can_be_injected_by_what_is_sent(shop, target, field, status):
    with shop.connect() as connection:
        data = shop.request("GET", target, token=shop.test_access_token, headers=(field,) if field else ())
        reply = shop.check(connection.send(data).reply())
        assert (reply.status, reply.values("Set-Cookie")) == (status, [])
        assert connection.rest(0.2) == (b"", False)


def test_a_line_end_in_a_name_of_a_body_stays_inside_the_answers_json(shop):
    reply = shop.pay(b'{"a\\r\\nSet-Cookie: x=1": 1, "a\\r\\nSet-Cookie: x=1": 2}')
    refused(reply, 400, "duplicate_key")
    assert reply.values("Set-Cookie") == [] and b"\r\nSet-Cookie" not in reply.raw


def test_what_cannot_be_read_leaves_no_card_number_in_the_log(shop):
    post = Post(shop)
    for number in REAL_CARDS:
        post.assert_cut_off(f"GET /{number} HTTP/1.1\r\nX {number}: a\r\n\r\n".encode())
    assert not [number for number in REAL_CARDS if number in shop.log.read_text()]
