"""What a credential says about itself, and how a wrong one is diagnosed."""

import re

import pytest
from helpers import refusal

WRAPPER = "/plugins-credentials-wrapper/credentials"
ACCESS_TOKEN = re.compile(r"^(APP_USR|TEST)-(\d{8,18})-(\d{6})-([0-9a-f]{32})-(\d{5,12})$")
PUBLIC_KEY = re.compile(r"^(APP_USR|TEST)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
OWNER_FIELDS = {
    "id",
    "site_id",
    "name",
    "description",
    "thumbnail",
    "short_name",
    "url",
    "callback_url",
    "sandbox_mode",
    "project_id",
    "active",
    "max_requests_per_hour",
    "scopes",
    "notifications_callback_url",
    "notifications_topics",
    "domains",
    "certification_status",
}


@pytest.mark.sites("MLA", "MLB", "MLM")
def test_credentials_have_the_shape_that_plugins_expect(sandbox):
    for prefix, key, token in [
        ("APP_USR", sandbox.public_key, sandbox.access_token),
        ("TEST", sandbox.test_public_key, sandbox.test_access_token),
    ]:
        assert PUBLIC_KEY.match(key)[1] == prefix
        parts = ACCESS_TOKEN.match(token)
        assert (parts[1], parts[2], parts[5]) == (prefix, sandbox.client_id, str(sandbox.user_id))
    assert re.match(r"^[A-Za-z0-9]{32}$", sandbox.client_secret)


@pytest.mark.sites("MLA", "MLB", "MLM")
@pytest.mark.parametrize("is_test", [True, False], ids=["test", "live"])
def test_plugins_learn_mode_and_application_of_either_half_of_a_pair(sandbox, is_test):
    token = sandbox.test_access_token if is_test else sandbox.access_token
    key = sandbox.test_public_key if is_test else sandbox.public_key
    expected = {"client_id": sandbox.client_id, "is_test": is_test, "homologated": True}
    by_token = sandbox.call("GET", WRAPPER, token=token)
    by_key = sandbox.call("GET", WRAPPER, params={"public_key": key})
    assert (by_token.status_code, by_token.json()) == (200, expected)
    assert (by_key.status_code, by_key.json()) == (200, expected)


def test_every_pair_of_every_application_is_recognised(sandbox):
    for application in sandbox.facts["applications"]:
        for is_test, name in [(True, "test_access_token"), (False, "access_token")]:
            if application[name] is None:
                continue
            body = sandbox.call("GET", WRAPPER, token=application[name]).json()
            assert (body["client_id"], body["is_test"]) == (str(application["client_id"]), is_test)


def test_the_wrapper_refuses_an_unknown_public_key(sandbox):
    unknown = "APP_USR-00000000-0000-4000-8000-000000000000"
    refusal(sandbox.call("GET", WRAPPER, params={"public_key": unknown}), 401)


def test_the_wrapper_refuses_a_call_without_any_credential(sandbox):
    refusal(sandbox.call("GET", WRAPPER), 401)


def test_the_owner_sees_the_whole_application(sandbox):
    answer = sandbox.call("GET", f"/applications/{sandbox.client_id}", token=sandbox.access_token)
    assert answer.status_code == 200
    application = answer.json()
    assert OWNER_FIELDS <= set(application)
    assert application["id"] == int(sandbox.client_id)
    assert application["site_id"] == sandbox.site
    assert application["name"]
    assert application["active"] is True
    assert application["max_requests_per_hour"] == 18000


def test_an_unknown_application_is_not_found(sandbox):
    refusal(sandbox.call("GET", "/applications/1000000000000001", token=sandbox.access_token), 404, "application_not_found")


def flip_last_hex_digit(token: str) -> str:
    head, digits, user = token.rsplit("-", 2)
    return f"{head}-{digits[:-1]}{'0' if digits[-1] != '0' else '1'}-{user}"


WRONG_TOKENS = {
    "a word": (lambda sandbox: "hello", "credential_malformed"),
    "a token cut short": (lambda sandbox: sandbox.test_access_token[:-5], None),
    "a token with one digit changed": (lambda sandbox: flip_last_hex_digit(sandbox.test_access_token), "credential_unknown"),
    "a test token called live": (
        lambda sandbox: sandbox.test_access_token.replace("TEST", "APP_USR", 1),
        "credential_unknown",
    ),
    "the public key": (lambda sandbox: sandbox.test_public_key, "public_key_as_access_token"),
    "the client secret": (lambda sandbox: sandbox.client_secret, "credential_malformed"),
}


@pytest.mark.parametrize("wrong", WRONG_TOKENS)
def test_a_wrong_token_is_refused_and_diagnosed(sandbox, wrong):
    make, code = WRONG_TOKENS[wrong]
    token = make(sandbox)
    for method, path in [("GET", "/users/me"), ("GET", "/v1/payments/search"), ("POST", "/v1/payments")]:
        answer = sandbox.call(method, path, token=token)
        body = refusal(answer, 401, code)
        assert body["error"] == "unauthorized"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert token not in answer.text


def test_a_call_without_a_token_is_told_to_send_one(sandbox):
    body = refusal(sandbox.call("GET", "/users/me"), 401, "credential_missing", cause=5)
    assert (body["error"], body["message"]) == ("unauthorized", "Must provide your access_token to proceed")


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Token abc"])
def test_another_scheme_is_no_token(sandbox, header):
    refusal(sandbox.call("GET", "/users/me", headers={"Authorization": header}), 401)


def test_an_access_token_in_the_url_is_refused(sandbox):
    answer = sandbox.call("GET", "/users/me", params={"access_token": sandbox.test_access_token})
    refusal(answer, 400, "credential_in_url")
    assert sandbox.test_access_token not in answer.text


def test_an_unknown_path_is_not_found_in_the_same_shape(sandbox):
    refusal(sandbox.call("GET", "/v1/nothing", token=sandbox.test_access_token), 404, "route_not_found")
