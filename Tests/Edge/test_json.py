"""Which JSON is read (security catalogue, section 2.2)."""

import json
import time

import pytest
from helpers import card, made, pix, refused, rows

BODY_BYTES_MAX = 64 * 1024
MEMBERS_MAX = 1_000
DEPTH_MAX = 32
ANSWER_SECONDS_MAX = 1

ENDPOINTS = ["payments", "card_tokens"]


def post(shop, endpoint: str, body: object, **options: object):
    send = shop.pay if endpoint == "payments" else shop.make_card_token
    return send(body, **options)


def good(endpoint: str) -> dict:
    return pix() if endpoint == "payments" else card()


INVALID = [
    ("J01 half an object", b"{", "invalid_json"),
    ("J01 half a name", b'{"a', "invalid_json"),
    ("J01 blanks alone", b" \r\n\t ", "invalid_json"),
    ("J01 text after the value", b"{} x", "invalid_json"),
    ("J01 two values", b"{}{}", "invalid_json"),
    ("J01 a NUL after the value", b"{}\0", "invalid_json"),
    ("J03 a comma at the end of an object", b'{"a":1,}', "invalid_json"),
    ("J03 a comma at the end of an array", b'{"a":[1,]}', "invalid_json"),
    ("J03 no comma", b'{"a":1 "b":2}', "invalid_json"),
    ("J03 no colon", b'{"a" 1}', "invalid_json"),
    ("J03 a comment", b'{"a":1 /* x */}', "invalid_json"),
    ("J03 a comment to the line's end", b'{"a":1} // x', "invalid_json"),
    ("J03 single quotes", b"{'a':1}", "invalid_json"),
    ("J03 a name without quotes", b"{a:1}", "invalid_json"),
    ("J03 NaN", b'{"a":NaN}', "invalid_json"),
    ("J03 Infinity", b'{"a":-Infinity}', "invalid_json"),
    ("J03 True", b'{"a":True}', "invalid_json"),
    ("J03 half of true", b'{"a":tru}', "invalid_json"),
    ("J03 a leading zero", b'{"a":01}', "invalid_json"),
    ("J03 a plus sign", b'{"a":+1}', "invalid_json"),
    ("J03 no digit before the point", b'{"a":.5}', "invalid_json"),
    ("J03 no digit after the point", b'{"a":1.}', "invalid_json"),
    ("J03 no digit in the exponent", b'{"a":1e}', "invalid_json"),
    ("J03 a hexadecimal number", b'{"a":0x10}', "invalid_json"),
    ("J03 a line end in a text", b'{"a":"b\nc"}', "invalid_json"),
    ("J03 an unknown escape", rb'{"a":"\x41"}', "invalid_json"),
    ("J03 half an escape", rb'{"a":"\u00"}', "invalid_json"),
    ("J03 full-width digits in an escape", '{"a":"\\u００４１"}'.encode(), "invalid_json"),
    ("J03 a no-break space", '{"a":\u00a01}'.encode(), "invalid_json"),
    ("J04 a name twice", b'{"a":1,"a":999}', "duplicate_key"),
    ("J04 a name twice, once escaped", rb'{"a":1,"\u0061":999}', "duplicate_key"),
    ("J04 a name twice in an inner object", b'{"a":[{"b":1,"b":1}]}', "duplicate_key"),
    ("J05 33 objects deep", b'{"a":' * (DEPTH_MAX + 1) + b"1" + b"}" * (DEPTH_MAX + 1), "json_too_deep"),
    ("J05 33 arrays deep", b"[" * (DEPTH_MAX + 1) + b"]" * (DEPTH_MAX + 1), "json_too_deep"),
    ("J05 60,000 deep", b"[" * 60_000, "json_too_deep"),
    ("J06 1,001 names", json.dumps({f"a{n}": n for n in range(MEMBERS_MAX + 1)}).encode(), "too_many_keys"),
    ("J07 UTF-16", '{"a":1}'.encode("utf-16"), "invalid_encoding"),
    ("J07 UTF-16 without its mark", '{"a":1}'.encode("utf-16-le"), "invalid_json"),
    ("J07 a byte order mark", b'\xef\xbb\xbf{"a":1}', "invalid_encoding"),
    ("J07 Latin-1", '{"a":"é"}'.encode("latin-1"), "invalid_encoding"),
    ("J07 half a character", b'{"a":"\xc3"}', "invalid_encoding"),
    ("J07 an over-long form", b'{"a":"\xc0\xaf"}', "invalid_encoding"),
    ("J07 a surrogate in UTF-8", b'{"a":"\xed\xa0\x80"}', "invalid_encoding"),
    ("J07 beyond Unicode", b'{"a":"\xf4\x90\x80\x80"}', "invalid_encoding"),
    ("J07 a lone high surrogate", rb'{"a":"\ud800"}', "invalid_encoding"),
    ("J07 a lone low surrogate", rb'{"a":"\udc00"}', "invalid_encoding"),
    ("J07 two high surrogates", rb'{"a":"\ud800\ud800"}', "invalid_encoding"),
    ("J07 a surrogate before another escape", rb'{"a":"\ud800\n"}', "invalid_encoding"),
    ("J07 a lone surrogate in a name", rb'{"\ud800":1}', "invalid_encoding"),
    ("J13 a number of 60,000 digits", b'{"a":' + b"9" * 60_000 + b"}", "invalid_json"),
    ("J13 a fraction of 60,000 digits", b'{"a":0.' + b"0" * 60_000 + b"1}", "invalid_json"),
    ("J13 a number of 41 digits", b'{"a":' + b"9" * 41 + b"}", "invalid_json"),
    ("J14 an array", b"[]", "invalid_type"),
    ("J14 a batch", b"[{},{}]", "invalid_type"),
    ("J14 a text", b'"a"', "invalid_type"),
    ("J14 a number", b"1", "invalid_type"),
    ("J14 true", b"true", "invalid_type"),
    ("J14 null", b"null", "invalid_type"),
]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize(("body", "code"), **rows(INVALID))
def test_what_is_not_strict_json_is_refused_at_once(shop, endpoint, body, code):
    start = time.monotonic()
    refused(post(shop, endpoint, body), 400, code)
    assert time.monotonic() - start < ANSWER_SECONDS_MAX


def test_a_payment_needs_a_body(shop):
    refused(shop.pay(b""), 400, "invalid_json")


MEDIA_TYPES = [
    ("J02 text", "text/plain"),
    ("J02 text that ends like JSON", "text/plain; application/json"),
    ("J02 a form", "application/x-www-form-urlencoded"),
    ("J02 a form with files", "multipart/form-data; boundary=x"),
    ("J02 none", None),
    ("J02 an empty one", ""),
    ("J02 a longer name", "application/jsonp"),
    ("J02 another kind of JSON", "application/merge-patch+json"),
    ("J02 two", "application/json, text/plain"),
]


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize(("media_type",), **rows(MEDIA_TYPES))
def test_json_under_another_media_type_is_refused(shop, endpoint, media_type):
    refused(post(shop, endpoint, good(endpoint), media_type=media_type), 415, "unsupported_media_type")


def test_two_media_types_in_two_fields_are_refused(shop):
    refused(shop.pay(pix(), headers=("Content-Type: text/plain",)), 415, "unsupported_media_type")


@pytest.mark.parametrize("media_type", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;a=b"])
def test_the_media_type_of_json_has_any_case_and_any_parameters(shop, media_type):
    made(shop.pay(pix(), media_type=media_type))


def filled(endpoint: str, size: int) -> bytes:
    return json.dumps(good(endpoint)).encode().ljust(size)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_a_body_of_64_kib_is_read_and_a_longer_one_refused(shop, endpoint):
    made(post(shop, endpoint, filled(endpoint, BODY_BYTES_MAX)))
    refused(post(shop, endpoint, filled(endpoint, BODY_BYTES_MAX + 1)), 413, "payload_too_large")


OVERSIZED = [
    ("J05 100,000 deep", b"[" * 100_000),
    ("J06 200,000 names", json.dumps({str(n): n for n in range(200_000)}).encode()),
    ("J12 a text of 1 MiB", json.dumps(pix(description="a" * 1024 * 1024)).encode()),
    ("J13 a number of a million digits", b"9" * 1_000_000),
]


@pytest.mark.parametrize(("body",), **rows(OVERSIZED))
def test_a_body_far_above_the_limit_is_refused_at_once(shop, body):
    start = time.monotonic()
    refused(shop.pay(body), 413, "payload_too_large")
    assert time.monotonic() - start < ANSWER_SECONDS_MAX


def test_a_body_in_chunks_has_the_same_limit(shop):
    head = shop.payment_request(b" ").partition(b"\r\n\r\n")[0]
    chunks = b"8000\r\n%s\r\n" % (b" " * 0x8000) * 3
    data = head.replace(b"Content-Length: 1", b"Transfer-Encoding: chunked") + b"\r\n\r\n" + chunks + b"0\r\n\r\n"
    refused(shop.send(data), 413, "payload_too_large")


def test_32_levels_and_1000_names_are_read(shop):
    deep: object = 1
    for _ in range(DEPTH_MAX - 2):
        deep = [deep]
    assert made(shop.pay(pix(metadata={"deep": deep})))["metadata"] == {"deep": deep}
    body = pix()
    body |= {f"a{n}": n for n in range(MEMBERS_MAX - len(body) - len(body["payer"]))}
    made(shop.pay(body))
