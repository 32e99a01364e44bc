"""What the authorization server refuses, and how (security 2.6, 2.7)."""

import base64
import json
import time
from urllib.parse import urlencode

import pytest
from helpers import Shop, refused
from wire import Reply

FORM = "application/x-www-form-urlencoded"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


def own(shop: Shop, **changes: str | None) -> dict[str, str]:
    """The fields of a good request for the application's own token; a change to None leaves a field out."""
    fields = {"grant_type": "client_credentials", "client_id": shop.client_id, "client_secret": shop.client_secret} | changes
    return {name: value for name, value in fields.items() if value is not None}


def post(shop: Shop, path: str, fields: dict | list, headers: tuple[str, ...] = (), **options: object) -> Reply:
    """Sends a form. Its answer may hold what was asked for, so only its form is checked."""
    data = shop.request("POST", path, body=urlencode(fields).encode(), media_type=FORM, headers=headers, **options)
    with shop.connect() as connection:
        return shop.check_form(connection.send(data).reply())


def basic(identity: str, secret: str) -> str:
    return "Authorization: Basic " + base64.b64encode(f"{identity}:{secret}".encode()).decode()


def issued(reply: Reply) -> dict:
    assert reply.status == 200, reply.body
    assert reply.header("Cache-Control") == "no-store"
    return reply.json()


def invalid(reply: Reply, error: str, code: str, status: int = 400) -> None:
    body = refused(reply, status, code)
    assert body["error"] == error and body["error_description"] and body["error_uri"] == body["llavero_docs"]


def test_the_token_of_an_application_comes_by_form_by_json_and_by_basic(shop: Shop) -> None:
    fields = own(shop)
    by_json = shop.request("POST", "/oauth/token", body=fields)
    with shop.connect() as connection:
        tokens = [issued(connection.send(by_json).reply())]
    tokens.append(issued(post(shop, "/oauth/token", fields)))
    grant = {"grant_type": "client_credentials"}
    tokens.append(issued(post(shop, "/oauth/token", grant, (basic(shop.client_id, shop.client_secret),))))
    tokens.append(issued(post(shop, "/oauth/token", fields, token="whatever")))
    tokens.append(issued(post(shop, "/oauth/token/", fields)))
    assert len({token["access_token"] for token in tokens}) == len(tokens)
    assert {token["expires_in"] for token in tokens} == {21600}


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["/oauth/token", "/oauth/introspect", "/oauth/revoke", "/oauth/par"])
def test_t01_only_post_is_taken(shop: Shop, method: str, path: str) -> None:
    refused(shop.call(method, path), 405, "method_not_allowed")


@pytest.mark.parametrize("name", ["grant_type", "client_id", "client_secret", "code", "refresh_token", "token"])
def test_t01_parameters_in_the_address_are_refused(shop: Shop, name: str) -> None:
    invalid(post(shop, f"/oauth/token?{name}=x", own(shop)), "invalid_request", "oauth_parameter_in_url")


@pytest.mark.parametrize("name", ["grant_type", "client_id", "client_secret", "scope"])
def test_t01_a_parameter_twice_is_refused(shop: Shop, name: str) -> None:
    fields = [*own(shop, scope="read").items(), (name, "read")]
    invalid(post(shop, "/oauth/token", fields), "invalid_request", "oauth_parameter_repeated")


@pytest.mark.parametrize(
    ("changes", "error", "code"),
    [
        ({"grant_type": None}, "invalid_request", "oauth_parameter_missing"),
        ({"grant_type": ""}, "invalid_request", "oauth_parameter_missing"),
        ({"grant_type": "password"}, "unsupported_grant_type", "grant_type_unsupported"),
        ({"grant_type": "implicit"}, "unsupported_grant_type", "grant_type_unsupported"),
        ({"grant_type": "CLIENT_CREDENTIALS"}, "unsupported_grant_type", "grant_type_unsupported"),
        ({"grant_type": "authorization_code"}, "invalid_request", "oauth_parameter_missing"),
        ({"grant_type": "refresh_token"}, "invalid_request", "oauth_parameter_missing"),
        ({"grant_type": "authorization_code", "code": "TG-x"}, "invalid_grant", "authorization_code_unknown"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant", "refresh_token_unknown"),
        ({"scope": "admin"}, "invalid_scope", "scope_invalid"),
        ({"scope": "read  write"}, "invalid_scope", "scope_invalid"),
        ({"test_token": "yes"}, "invalid_request", "oauth_parameter_invalid"),
        ({"client_id": None, "client_secret": None}, "invalid_request", "oauth_parameter_missing"),
        ({"client_secret": None}, "invalid_client", "client_refused"),
        ({"client_secret": "x" * 32}, "invalid_client", "client_refused"),
        ({"client_secret": "x" * 100_000}, "invalid_request", "payload_too_large"),
        ({"client_id": "1"}, "invalid_client", "client_refused"),
        ({"client_id": "\u00f1"}, "invalid_client", "client_refused"),
        ({"client_assertion": "x", "client_assertion_type": ASSERTION}, "invalid_request", "client_authentication_twice"),
    ],
)
def test_t02_t04_what_does_not_fit_is_refused_with_its_reason(shop: Shop, changes: dict, error: str, code: str) -> None:
    reply = post(shop, "/oauth/token", own(shop, **changes))
    if code == "payload_too_large":
        assert reply.status == 413 and reply.json()["llavero_code"] == code
        return
    invalid(reply, error, code)


def test_t03_a_client_that_proves_itself_twice_is_refused(shop: Shop) -> None:
    header = basic(shop.client_id, shop.client_secret)
    invalid(post(shop, "/oauth/token", own(shop), (header,)), "invalid_request", "client_authentication_twice")
    refused(post(shop, "/oauth/token", {"grant_type": "client_credentials"}, (header, header)), 400, "credential_ambiguous")


def test_t04_a_wrong_secret_and_an_unknown_client_are_told_alike(shop: Shop) -> None:
    wrong = post(shop, "/oauth/token", own(shop, client_secret="A" * 32))
    unknown = post(shop, "/oauth/token", own(shop, client_id="1234567890123452"))
    assert (wrong.status, wrong.body) == (unknown.status, unknown.body)


@pytest.mark.parametrize("header", ["Basic", "Basic !!!", "Basic eA==", "Basic " + base64.b64encode(b"\xff:\xff").decode()])
def test_a_broken_basic_header_is_a_client_that_did_not_prove_itself(shop: Shop, header: str) -> None:
    reply = post(shop, "/oauth/token", {"grant_type": "client_credentials"}, (f"Authorization: {header}",))
    invalid(reply, "invalid_client", "client_refused", 401)
    assert reply.header("WWW-Authenticate").startswith("Basic")


@pytest.mark.parametrize("body", [b"[]", b'"x"', b"{", b'{"grant_type": {"a": 1}}', b'{"a": 1, "a": 2}'])
def test_a_body_that_is_no_object_of_texts_is_refused(shop: Shop, body: bytes) -> None:
    reply = shop.send(shop.request("POST", "/oauth/token", body=body))
    assert reply.status == 400 and reply.json()["error"] == "invalid_request"


def assertion(header: dict, claims: dict) -> str:
    part = [base64.urlsafe_b64encode(json.dumps(each).encode()).rstrip(b"=").decode() for each in (header, claims)]
    return ".".join([*part, base64.urlsafe_b64encode(b"s" * 64).rstrip(b"=").decode()])


def claims(shop: Shop, **changes: object) -> dict:
    now = int(time.time())
    told = {"iss": shop.client_id, "sub": shop.client_id, "aud": shop.base_url, "exp": now + 60, "iat": now, "jti": "j"}
    return {name: value for name, value in (told | changes).items() if value is not None}


@pytest.mark.parametrize(
    ("header", "changes", "code"),
    [
        ({"alg": "none"}, {}, "client_refused"),
        ({"alg": "HS256"}, {}, "client_refused"),
        ({"alg": "ES256", "crit": ["x"]}, {}, "client_refused"),
        ({"alg": "ES256"}, {}, "client_refused"),
        ({"alg": "ES256"}, {"aud": "https://other.example"}, "client_assertion_invalid"),
        ({"alg": "ES256"}, {"aud": ["https://other.example"]}, "client_assertion_invalid"),
        ({"alg": "ES256"}, {"exp": 1}, "client_assertion_invalid"),
        ({"alg": "ES256"}, {"exp": None}, "client_assertion_invalid"),
        ({"alg": "ES256"}, {"exp": 99999999999}, "client_assertion_invalid"),
        ({"alg": "ES256"}, {"iat": 9999999999}, "client_assertion_invalid"),
        ({"alg": "ES256"}, {"jti": None}, "client_assertion_invalid"),
        ({"alg": "ES256"}, {"jti": "x" * 129}, "client_assertion_invalid"),
        ({"alg": "ES256"}, {"sub": "1"}, "client_assertion_invalid"),
    ],
)
def test_t11_an_assertion_that_is_not_the_clients_is_refused(shop: Shop, header: dict, changes: dict, code: str) -> None:
    fields = {
        "grant_type": "client_credentials",
        "client_assertion_type": ASSERTION,
        "client_assertion": assertion(header, claims(shop, **changes)),
    }
    invalid(post(shop, "/oauth/token", fields), "invalid_client", code)
    invalid(post(shop, "/oauth/introspect", fields | {"token": "x"}), "invalid_client", code, 401)


def test_t11_an_assertion_of_a_mebibyte_is_refused(shop: Shop) -> None:
    fields = {"grant_type": "client_credentials", "client_assertion_type": ASSERTION, "client_assertion": "x" * 2**20}
    data = shop.request("POST", "/oauth/token", body=urlencode(fields).encode(), media_type=FORM)
    with shop.connect() as connection:
        assert connection.send(data).reply().status == 413


@pytest.mark.parametrize("path", ["/oauth/introspect", "/oauth/revoke", "/oauth/par"])
def test_i01_z10_a_client_without_proof_is_401(shop: Shop, path: str) -> None:
    for fields in ({"token": "x", "client_id": shop.client_id}, {"token": "x"} | own(shop, client_secret="A" * 32)):
        reply = post(shop, path, fields)
        invalid(reply, "invalid_client", "client_refused", 401)
        assert reply.header("WWW-Authenticate").startswith("Basic")


def test_i02_i03_what_does_not_work_is_inactive_and_nothing_more(shop: Shop) -> None:
    token = issued(post(shop, "/oauth/token", own(shop)))["access_token"]
    for hint in ({}, {"token_type_hint": "refresh_token"}, {"token_type_hint": "\u00f1"}):
        told = issued(post(shop, "/oauth/introspect", own(shop, token=token, **hint)))
        assert told["active"] is True and told["client_id"] == shop.client_id
    for text in ("garbage", shop.public_key, token[:-1] + str((int(token[-1]) + 1) % 10), f"TG-{'0' * 40}-44188069"):
        assert issued(post(shop, "/oauth/introspect", own(shop, token=text))) == {"active": False}
    assert issued(post(shop, "/oauth/revoke", own(shop, token=token))) == {}
    assert issued(post(shop, "/oauth/introspect", own(shop, token=token))) == {"active": False}


def test_i04_what_is_not_known_is_revoked_already(shop: Shop) -> None:
    for text in ("garbage", f"TG-{'0' * 40}-44188069", shop.public_key):
        assert issued(post(shop, "/oauth/revoke", own(shop, token=text))) == {}
    invalid(post(shop, "/oauth/revoke", own(shop, token=shop.access_token)), "unsupported_token_type", "token_type_unsupported")


def test_i08_a_token_of_a_mebibyte_is_refused_and_jsonp_is_ignored(shop: Shop) -> None:
    data = shop.request("POST", "/oauth/introspect", body=urlencode(own(shop, token="x" * 2**20)).encode(), media_type=FORM)
    with shop.connect() as connection:
        assert connection.send(data).reply().status == 413
    assert issued(post(shop, "/oauth/introspect?callback=evil", own(shop, token="x"))) == {"active": False}


def test_z10_a_pushed_request_holds_no_other_and_keeps_the_rules(shop: Shop) -> None:
    fields = own(shop, grant_type=None, response_type="code", redirect_uri="https://evil.example/cb")
    invalid(post(shop, "/oauth/par", fields | {"request_uri": "urn:x"}), "invalid_request", "oauth_parameter_invalid")
    invalid(post(shop, "/oauth/par", fields), "invalid_request", "redirect_uri_unregistered")


def test_t13_no_secret_of_oauth_is_in_the_log(shop: Shop) -> None:
    token = issued(post(shop, "/oauth/token", own(shop)))["access_token"]
    post(shop, "/oauth/token", {"grant_type": "client_credentials"}, (basic(shop.client_id, shop.client_secret),))
    post(shop, f"/oauth/token?client_secret={shop.client_secret}", own(shop))
    log = shop.log.read_bytes()
    assert shop.client_secret.encode() not in log and token.split("-")[3].encode() not in log


def test_the_metadata_and_the_keys_are_for_everybody(shop: Shop) -> None:
    told = shop.call("GET", "/.well-known/oauth-authorization-server").json()
    assert told["issuer"] == shop.base_url
    for name in ("authorization", "token", "introspection", "revocation", "pushed_authorization_request"):
        assert told[f"{name}_endpoint"].startswith(shop.base_url)
    keys = shop.call("GET", "/oauth/jwks").json()["keys"]
    assert keys and all(set(key) == {"kty", "crv", "x", "y", "kid", "use", "alg"} for key in keys)
