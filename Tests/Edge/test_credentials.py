"""Who is let in and who is not (security catalogue, section 2.4)."""

import random
import re
import time

import pytest
from helpers import made, new_key, pix, refused, rows

SEED = 20261123
RANDOM_TOKENS = 300


def with_header(shop, value: str | bytes, target: str = "/users/me"):
    value = value.replace("{token}", shop.test_access_token) if isinstance(value, str) else value
    return shop.call("GET", target, headers=(b"Authorization: " + (value if isinstance(value, bytes) else value.encode()),))


NOT_BEARER = [
    ("A01 Basic", "Basic dXNlcjpwYXNz"),
    ("A01 Basic with a token", "Basic {token}"),
    ("A01 Digest", 'Digest username="a"'),
    ("A01 Bearer alone", "Bearer"),
    ("A01 Bearer and a blank", "Bearer "),
    ("A01 a token alone", "{token}"),
    ("A01 a colon", "Bearer: {token}"),
    ("A01 an equals sign", "Bearer={token}"),
    ("A01 another scheme that begins alike", "Bearers {token}"),
    ("A01 two schemes", "Bearer Bearer {token}"),
    ("A03 two blanks", "Bearer  {token}"),
    ("A03 a tab", "Bearer\t{token}"),
    ("A03 quotes", 'Bearer "{token}"'),
    ("A03 a comma", "Bearer {token},"),
    ("A03 two tokens", "Bearer {token}, Bearer {token}"),
    ("A03 a blank inside", "Bearer {token} x"),
]


@pytest.mark.parametrize(("value",), **rows(NOT_BEARER))
def test_what_is_not_one_bearer_token_lets_nobody_in(shop, value):
    reply = with_header(shop, value)
    refused(reply, 401, "credential_malformed")
    assert reply.header("WWW-Authenticate") == 'Bearer error="invalid_token"'


def test_no_credential_lets_nobody_in(shop):
    reply = shop.call("GET", "/users/me")
    refused(reply, 401, "credential_missing", cause=5)
    assert reply.header("WWW-Authenticate") == "Bearer"


@pytest.mark.parametrize("name", ["Authorization", "authorization", "AUTHORIZATION", "aUtHoRiZaTiOn"])
@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER", "bEaReR"])
def test_header_name_and_scheme_have_any_case(shop, name, scheme):
    assert shop.call("GET", "/users/me", headers=(f"{name}: {scheme} {shop.test_access_token}",)).status == 200


def test_blanks_around_the_header_are_no_part_of_the_token(shop):
    assert shop.call("GET", "/users/me", headers=(f"Authorization:  Bearer {shop.test_access_token}  ",)).status == 200


def other(digit: str) -> str:
    return "1" if digit == "0" else "0"


def digits_changed(change):
    """Changes the 32 secret digits of a token."""

    def changed(token: str) -> str:
        prefix, client, hour, digits, user = token.split("-")
        return "-".join([prefix, client, hour, change(digits), user])

    return changed


CHANGED_TOKENS = [
    ("A03 cut by one", lambda token: token[:-1], "credential_unknown"),
    ("A03 cut to its digits", lambda token: token.rsplit("-", 1)[0], "credential_malformed"),
    ("A03 cut to half", lambda token: token[: len(token) // 2], "credential_malformed"),
    ("A03 cut at the front", lambda token: token[1:], "credential_malformed"),
    ("A03 extended by a digit", lambda token: token + "0", "credential_unknown"),
    ("A03 extended by a letter", lambda token: token + "a", "credential_malformed"),
    ("A03 extended by a part", lambda token: token + "-1", "credential_malformed"),
    ("A03 extended by 4 KiB", lambda token: token + "0" * 4096, "credential_malformed"),
    ("A03 in upper case", lambda token: digits_changed(str.upper)("APP_USR" + token[4:]), "credential_malformed"),
    ("A03 in small letters", str.lower, "credential_malformed"),
    ("A03 a digit less", digits_changed(lambda digits: digits[:-1]), "credential_malformed"),
    ("A03 a digit more", digits_changed(lambda digits: digits + "0"), "credential_malformed"),
    ("A03 a full-width digit", digits_changed(lambda digits: "０" + digits[1:]), "credential_malformed"),
    ("A03 a percent sign", lambda token: token.replace("-", "%2D"), "credential_malformed"),
    ("A03 a leading zero", lambda token: re.sub(r"^(TEST-)", r"\g<1>0", token), "credential_malformed"),
    ("A04 the first digit", digits_changed(lambda digits: other(digits[0]) + digits[1:]), "credential_unknown"),
    ("A04 the last digit", digits_changed(lambda digits: digits[:-1] + other(digits[-1])), "credential_unknown"),
    ("A04 all digits", digits_changed(lambda _: "0" * 32), "credential_unknown"),
    ("A04 another mode", lambda token: token.replace("TEST", "APP_USR"), "credential_unknown"),
    ("A04 another user", lambda token: token.rsplit("-", 1)[0] + "-123456789", "credential_unknown"),
    ("A04 no such hour", lambda token: re.sub(r"-\d{6}-", "-133299-", token), "credential_malformed"),
]


@pytest.mark.parametrize(("change", "code"), **rows(CHANGED_TOKENS))
def test_a_token_that_was_changed_lets_nobody_in(shop, change, code):
    refused(with_header(shop, f"Bearer {change(shop.test_access_token)}"), 401, code)


def test_tokens_made_up_at_random_let_nobody_in(shop):
    chance = random.Random(SEED)
    _, client, hour, _, user = shop.test_access_token.split("-")
    with shop.connect() as connection:
        for _ in range(RANDOM_TOKENS):
            token = f"TEST-{client}-{hour}-{chance.randbytes(16).hex()}-{user}"
            reply = shop.check(connection.send(shop.request("GET", "/users/me", token=token)).reply())
            refused(reply, 401, "credential_unknown")


def test_bytes_beyond_ascii_in_a_token_let_nobody_in(shop):
    for value in (b"Bearer \xff\xfe", "Bearer ０".encode(), b"Bearer \xc3"):
        refused(with_header(shop, value), 401, "credential_malformed")


OTHER_KINDS = [
    ("A05 the test Public Key", lambda shop: shop.test_public_key, "public_key_as_access_token"),
    ("A05 the Public Key", lambda shop: shop.public_key, "public_key_as_access_token"),
    ("A05 the Client Secret", lambda shop: shop.client_secret, "credential_malformed"),
    ("A05 the Client ID", lambda shop: shop.client_id, "credential_malformed"),
    ("A05 both ids", lambda shop: f"{shop.client_id}:{shop.client_secret}", "credential_malformed"),
]


@pytest.mark.parametrize(("kind", "code"), **rows(OTHER_KINDS))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_kind_of_credential_is_no_access_token(shop, method, kind, code):
    target = "/users/me" if method == "GET" else "/v1/payments"
    refused(shop.call(method, target, token=kind(shop), key=new_key(), body=pix()), 401, code)


NOT_PUBLIC_KEYS = [
    ("A05 the Access Token", lambda shop: shop.test_access_token, 401, "access_token_as_public_key"),
    ("A05 the Client Secret", lambda shop: shop.client_secret, 404, "public_key_unknown"),
    ("A05 a word", lambda shop: "none", 404, "public_key_unknown"),
    ("A05 one digit changed", lambda shop: shop.test_public_key[:-1] + "g", 404, "public_key_unknown"),
    ("A05 in upper case", lambda shop: shop.test_public_key.upper(), 404, "public_key_unknown"),
    ("A05 cut by one", lambda shop: shop.test_public_key[:-1], 404, "public_key_unknown"),
]


@pytest.mark.parametrize(("kind", "status", "code"), **rows(NOT_PUBLIC_KEYS))
def test_another_kind_of_credential_is_no_public_key(shop, kind, status, code):
    refused(shop.call("GET", f"/v1/payment_methods?public_key={kind(shop)}"), status, code)


URLS = ["access_token={token}", "a=1&access_token={token}", "access%5Ftoken={token}", "access_token=none"]


@pytest.mark.parametrize("query", URLS)
@pytest.mark.parametrize(("method", "target"), [("GET", "/users/me"), ("POST", "/v1/payments"), ("GET", "/v1/payment_methods")])
def test_a_token_in_the_url_is_refused_and_not_logged(shop, method, target, query):
    query = query.replace("{token}", shop.test_access_token)
    refused(shop.call(method, f"{target}?{query}", key=new_key(), body=pix()), 400, "credential_in_url")
    assert shop.test_access_token not in shop.log.read_text()


def requests_with(payment: int, refund: int) -> list[tuple[str, str, dict | None]]:
    target = f"/v1/payments/{payment}"
    return [
        ("GET", target, None),
        ("PUT", target, {"status": "cancelled"}),
        ("PUT", target, {"description": "mine"}),
        ("POST", f"{target}/refunds", {}),
        ("GET", f"{target}/refunds", None),
        ("GET", f"{target}/refunds/{refund}", None),
    ]


@pytest.mark.databases("sqlite", "postgres")
def test_each_mode_has_payments_of_its_own(shop):
    for own, foreign in [(shop.test_access_token, shop.access_token), (shop.access_token, shop.test_access_token)]:
        reference = new_key()
        payment = shop.paid(pix(external_reference=reference), token=own)
        target = f"/v1/payments/{payment['id']}"
        assert payment["live_mode"] == (own == shop.access_token)
        for method, path, body in requests_with(payment["id"], 1):
            refused(shop.act(method, path, body, token=foreign), 404, "payment_not_found")
        assert (shop.count(reference, own), shop.count(reference, foreign)) == (1, 0)
        assert shop.read(target, own).json()["status"] == "pending"


ENDED = [
    ("A07 revoked", "UPDATE credential SET revoked_at = now WHERE application_id = ?", 401, "credential_revoked"),
    ("A07 expired", "UPDATE credential SET expires_at = now WHERE application_id = ?", 401, "credential_expired"),
    ("A07 of a blocked application", "UPDATE application SET blocked_at = now WHERE id = ?", 403, "application_blocked"),
    ("A07 of a deleted application", "UPDATE application SET deleted_at = now WHERE id = ?", 403, "application_blocked"),
    (
        "A07 of a blocked owner",
        "UPDATE account SET blocked_at = now WHERE id = (SELECT account_id FROM application WHERE id = ?)",
        403,
        "account_blocked",
    ),
]


@pytest.mark.parametrize(("statement", "status", "code"), **rows(ENDED))
def test_a_credential_that_has_ended_lets_nobody_in_from_then_on(marketplace, statement, status, code):
    shop = marketplace.new_shop(new_key())
    requests = [("GET", "/users/me", None), ("GET", "/v1/payments/search", None), ("POST", "/v1/payments", pix())]
    assert shop.read("/users/me").status == 200
    marketplace.change(statement, int(shop.client_id))
    # The statement came from another process: the server reads of it in the journal, within a second at the latest.
    deadline = time.monotonic() + 1
    while shop.read("/users/me").status == 200:
        assert time.monotonic() < deadline
    for method, target, body in requests:
        refused(shop.act(method, target, body), status, code)


def test_who_does_not_hold_the_whole_token_learns_nothing_of_its_end(marketplace):
    shop = marketplace.new_shop(new_key())
    marketplace.change("UPDATE credential SET revoked_at = now WHERE application_id = ?", int(shop.client_id))
    wrong = digits_changed(lambda digits: digits[:-1] + other(digits[-1]))(shop.test_access_token)
    refused(shop.call("GET", "/users/me", token=wrong), 401, "credential_unknown")


PERMISSIONS = [
    ("A09 a payment without write", "read", "POST", "/v1/payments", pix()),
    ("A09 a change without write", "read", "PUT", "/v1/payments/1", {"status": "cancelled"}),
    ("A09 a refund without write", "read", "POST", "/v1/payments/1/refunds", {}),
    ("A09 the account without read", "write", "GET", "/users/me", None),
    ("A09 a payment read without read", "write", "GET", "/v1/payments/1", None),
    ("A09 a search without read", "write", "GET", "/v1/payments/search", None),
    ("A09 refunds without read", "write", "GET", "/v1/payments/1/refunds", None),
]


@pytest.mark.parametrize(("permissions", "method", "target", "body"), **rows(PERMISSIONS))
def test_an_application_does_only_what_it_may(marketplace, permissions, method, target, body):
    shop = marketplace.new_shop(new_key())
    marketplace.change("UPDATE application SET permissions = ? WHERE id = ?", permissions, int(shop.client_id))
    reply = shop.act(method, target, body)
    refused(reply, 403, "insufficient_scope", cause=3002)


@pytest.fixture(scope="module")
def neighbours(marketplace):
    return marketplace.new_shop("ana"), marketplace.new_shop("bia")


def test_what_belongs_to_another_owner_looks_like_what_is_not_there(neighbours):
    ana, bia = neighbours
    payment = ana.paid(ana.card_payment())
    target = f"/v1/payments/{payment['id']}"
    refund = made(ana.act("POST", f"{target}/refunds", {"amount": 1}))
    before = ana.read(target).body

    def answers(*ids: int) -> list[tuple[int, bytes]]:
        replies = [bia.act(*head, body) for *head, body in requests_with(*ids)]
        return [(reply.status, reply.body) for reply in replies]

    assert answers(payment["id"], refund["id"]) == answers(10_000_000_001, 1)
    assert {status for status, _ in answers(payment["id"], refund["id"])} == {404}
    assert ana.read(target).body == before


def test_a_search_finds_no_payment_of_another_owner(neighbours):
    ana, bia = neighbours
    reference = new_key()
    ana.paid(pix(external_reference=reference))
    owner = ana.read("/users/me").json()["id"]
    for query in (f"external_reference={reference}", f"external_reference={reference}&collector.id={owner}"):
        assert bia.read(f"/v1/payments/search?{query}").json()["paging"]["total"] == 0


def test_a_collector_named_in_a_payment_does_not_get_it(neighbours):
    ana, bia = neighbours
    reference, owner = new_key(), ana.read("/users/me").json()["id"]
    payment = bia.paid(pix(external_reference=reference, collector_id=owner, collector={"id": owner}))
    assert payment["collector_id"] == bia.read("/users/me").json()["id"]
    assert ana.count(reference) == 0


PUBLIC_FIELDS = {
    "id",
    "site_id",
    "thumbnail",
    "url",
    "sandbox_mode",
    "project_id",
    "active",
    "max_requests_per_hour",
    "certification_status",
}


def test_the_owner_of_an_application_alone_sees_all_of_it(neighbours):
    ana, bia = neighbours
    own, foreign = ana.read(f"/applications/{ana.client_id}").json(), bia.read(f"/applications/{ana.client_id}").json()
    assert "name" in own and "scopes" in own
    assert set(foreign) == PUBLIC_FIELDS
