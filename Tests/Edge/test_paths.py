"""Which path a target means (security catalogue, H16 and H17): one reading, for the router and for everything behind it."""

import pytest
from helpers import made, pix, refused, rows

SAME_AS_USERS = ["/users/me/", "/users/me//", "//users/me", "/users//me", "///users///me///"]


@pytest.mark.parametrize("target", SAME_AS_USERS)
def test_superfluous_slashes_are_tolerated(shop, target):
    expected = shop.read("/users/me")
    assert (shop.read(target).status, shop.read(target).body) == (200, expected.body)


@pytest.mark.parametrize("target", SAME_AS_USERS)
def test_superfluous_slashes_let_nobody_in(shop, target):
    refused(shop.call("GET", target), 401, "credential_missing")


def test_a_payment_is_made_on_a_path_with_a_trailing_slash(shop):
    made(shop.act("POST", "/v1/payments/", pix()))


OTHER_PATHS = [
    ("upper case", "/USERS/me"),
    ("a parameter of the path", "/users/me;a"),
    ("an encoded letter", "/u%73ers/me"),
    ("dots", "/x/../users/me"),
    ("one dot", "/./users/me"),
    ("encoded dots", "/x/%2e%2e/users/me"),
    ("an encoded slash", "/users%2Fme"),
    ("an encoded slash at the end", "/users/me%2f"),
    ("a fragment", "/users/me#a"),
    ("a backslash", "/users\\me"),
]


@pytest.mark.parametrize(("target",), **rows(OTHER_PATHS))
def test_no_other_spelling_reaches_a_path(shop, target):
    refused(shop.read(target), 404, "route_not_found")


NEVER_SEPARATES = [
    ("/v1/payments/1%2Frefunds", 404, "payment_not_found"),
    ("/v1/payments/1%2frefunds%2f2", 404, "payment_not_found"),
    ("/v1/payments/%2F", 404, "payment_not_found"),
    ("/v1/payments/%252F", 404, "payment_not_found"),
    ("/sites/MLB%2Fpayment_methods", 404, "route_not_found"),
    ("/sites/MLB%2Fx/payment_methods", 404, "site_unknown"),
    ("/v1/card_tokens/a%2Fb", 400, "card_token_not_found"),
    ("/applications/1%2F2", 404, "application_not_found"),
    ("/llavero/v1/errors/invalid_json%2F", 404, "route_not_found"),
]


@pytest.mark.parametrize(("target", "status", "code"), NEVER_SEPARATES)
def test_an_encoded_slash_in_a_parameter_is_never_a_separator(shop, target, status, code):
    refused(shop.read(target), status, code)


def test_a_parameter_is_decoded(shop):
    assert shop.read("/sites/M%4CB/payment_methods").body == shop.read("/sites/MLB/payment_methods").body


BROKEN_ENCODINGS = ["%00", "%zz", "%", "%4", "%+1", "%-1", "%c0%af", "%ff", "%ed%a0%80", "%e2%82"]


@pytest.mark.parametrize("place", ["/v1/payments/", "/nowhere", "/users/me?a="], ids=["a parameter", "a path", "a query"])
@pytest.mark.parametrize("text", BROKEN_ENCODINGS)
def test_a_target_that_is_not_correctly_encoded_text_is_refused(shop, place, text):
    refused(shop.read(place + text), 400, "target_invalid")


@pytest.mark.parametrize("target", [b"/\xc3\xa9", b"/users/me?a=\xff", b"/\x7f"], ids=["a letter", "a query", "delete"])
def test_a_target_with_raw_bytes_beyond_ascii_is_refused(shop, target):
    with shop.connect() as connection:
        data = b"GET " + target + b" HTTP/1.1\r\nHost: " + shop.host.encode() + b"\r\n\r\n"
        assert shop.check(connection.send(data).reply()).status == 400


@pytest.mark.parametrize("query", ["a=1", "a", "=", "&&&", "a[]=1&a[]=2", "__proto__=1", "a=%C3%A9", "public_key=x&public_key=y"])
def test_unknown_query_parameters_are_ignored(shop, query):
    assert shop.read(f"/users/me?{query}").body == shop.read("/users/me").body


def test_unknown_query_parameters_of_a_payment_are_ignored(shop):
    target = "/v1/payments?transaction_amount=1&status=approved&unknown=1"
    payment = made(shop.act("POST", target, pix(12)))
    assert (payment["transaction_amount"], payment["status"]) == (12, "pending")
