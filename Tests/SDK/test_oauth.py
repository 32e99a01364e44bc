"""OAuth as clients that were written by others use it: the official SDK, Authlib and requests-oauthlib."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import llavero
import pytest
import requests
from authlib.integrations.requests_client import OAuth2Session as AuthlibSession
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from helpers import TIMEOUT_SECONDS
from joserfc import jwt
from joserfc.jwk import KeySet
from oauth import REDIRECT, Key, Market, Person, challenge, rsa_key
from requests_oauthlib import OAuth2Session

TOKEN_FIELDS = {"access_token", "token_type", "expires_in", "scope", "user_id", "refresh_token", "public_key", "live_mode"}


@pytest.fixture(scope="module", autouse=True)
def plain_transport():
    """The libraries refuse http, which is what a server on this machine speaks."""
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
    os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] = "1"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory):
    directory = tmp_path_factory.mktemp("oauth")
    with llavero.serve(directory / "data", directory / "logs") as server:
        yield directory / "data", server
        assert server.stop() == 0


@pytest.fixture
def market(place: tuple[Path, llavero.Server]) -> Market:
    return Market(*place, secrets.token_hex(4))


@pytest.fixture
def legacy(place: tuple[Path, llavero.Server]) -> Market:
    """An application whose PKCE switch is off, as the official SDKs need it: they send no challenge."""
    return Market(*place, secrets.token_hex(4), "--no-pkce")


def check_token(market: Market, token: dict, user: dict, live: bool = True) -> None:
    assert TOKEN_FIELDS <= set(token), token
    assert token["user_id"] == user["user_id"] and token["live_mode"] is live
    assert token["access_token"].startswith("APP_USR-" if live else "TEST-")
    assert token["public_key"].startswith("APP_USR-" if live else "TEST-")
    answer = market.me(token["access_token"])
    assert answer.status_code == 200 and answer.json()["id"] == user["user_id"]


def test_the_official_sdk_links_a_seller_refreshes_and_acts_for_them(legacy: Market) -> None:
    sdk = legacy.sdk()
    url = sdk.oauth().get_authorization_url(legacy.client_id, REDIRECT, "random-id")
    sent = legacy.browser(legacy.seller).decide(legacy.base_url + "/authorization?" + urlsplit(url).query)
    assert sent["state"] == "random-id" and sent["iss"] == legacy.base_url
    # The SDK's own documentation says to send the Access Token as the secret, without a client_id.
    answer = sdk.oauth().create({
        "client_secret": legacy.application["access_token"],
        "grant_type": "authorization_code",
        "code": sent["code"],
        "redirect_uri": REDIRECT,
    })
    assert answer["status"] == 200, answer
    check_token(legacy, answer["response"], legacy.seller)
    assert answer["response"]["expires_in"] == 15552000
    refreshed = sdk.oauth().refresh({
        "client_secret": legacy.application["access_token"],
        "grant_type": "refresh_token",
        "refresh_token": answer["response"]["refresh_token"],
    })
    assert refreshed["status"] == 200, refreshed
    check_token(legacy, refreshed["response"], legacy.seller)
    paid = legacy.sdk(refreshed["response"]["access_token"]).payment().search({})
    assert paid["status"] == 200


def test_requests_oauthlib_walks_the_whole_flow_with_pkce(market: Market) -> None:
    session = OAuth2Session(market.client_id, redirect_uri=REDIRECT, scope=["read", "offline_access"], pkce="S256")
    url, state = session.authorization_url(f"{market.base_url}/authorization")
    sent = market.browser(market.seller).decide(url)
    assert sent["state"] == state
    answer = f"{REDIRECT}?code={sent['code']}&state={state}"
    token = session.fetch_token(
        f"{market.base_url}/oauth/token", authorization_response=answer, client_secret=market.client_secret
    )
    check_token(market, token, market.seller)
    assert set(token["scope"]) == {"read", "offline_access"}
    new = session.refresh_token(
        f"{market.base_url}/oauth/token", client_id=market.client_id, client_secret=market.client_secret
    )
    assert new["access_token"] != token["access_token"]
    assert session.get(f"{market.base_url}/users/me").json()["id"] == market.seller["user_id"]


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_authlib_finds_everything_in_the_metadata(market: Market, method: str) -> None:
    where = f"{market.base_url}/.well-known/oauth-authorization-server"
    server = requests.get(where, timeout=TIMEOUT_SECONDS).json()
    assert server["issuer"] == market.base_url and server["authorization_response_iss_parameter_supported"] is True
    assert method in server["token_endpoint_auth_methods_supported"]
    client = AuthlibSession(
        market.client_id,
        market.client_secret,
        token_endpoint_auth_method=method,
        redirect_uri=REDIRECT,
        code_challenge_method=server["code_challenge_methods_supported"][0],
        revocation_endpoint_auth_method=method,
    )
    verifier = secrets.token_urlsafe(48)
    url, state = client.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier)
    sent = market.browser(market.seller).decide(url)
    answer = f"{REDIRECT}?code={sent['code']}&state={state}&iss={sent['iss']}"
    token = client.fetch_token(server["token_endpoint"], authorization_response=answer, state=state, code_verifier=verifier)
    check_token(market, token, market.seller)
    told = client.introspect_token(server["introspection_endpoint"], token=token["access_token"]).json()
    assert told["active"] is True and told["client_id"] == market.client_id
    assert told["sub"] == str(market.seller["user_id"]) and told["token_type"] == "Bearer"
    new = client.refresh_token(server["token_endpoint"])
    check_token(market, new, market.seller)
    assert client.revoke_token(server["revocation_endpoint"], token=new["refresh_token"]).status_code == 200
    assert market.me(new["access_token"]).status_code == 401
    told = client.introspect_token(server["introspection_endpoint"], token=new["access_token"]).json()
    assert told == {"active": False}


def test_authlib_gets_a_token_of_the_application_itself(market: Market) -> None:
    client = AuthlibSession(market.client_id, market.client_secret, token_endpoint_auth_method="client_secret_basic")
    token = client.fetch_token(f"{market.base_url}/oauth/token", grant_type="client_credentials")
    check_token(market, token, market.owner)
    assert token["expires_in"] == 21600 and token["refresh_token"] is None


def test_authlib_signs_with_its_own_key_and_no_secret_is_taken_any_more(market: Market) -> None:
    private, public = rsa_key()
    market.prove_by("private_key_jwt", public)
    client = AuthlibSession(market.client_id, private, token_endpoint_auth_method="private_key_jwt")
    client.register_client_auth_method(PrivateKeyJWT(f"{market.base_url}/oauth/token"))
    token = client.fetch_token(f"{market.base_url}/oauth/token", grant_type="client_credentials")
    check_token(market, token, market.owner)
    fields = {"client_id": market.client_id, "client_secret": market.client_secret, "grant_type": "client_credentials"}
    refused = market.token(**fields).json()
    assert (refused["error"], refused["llavero_code"]) == ("invalid_client", "client_authentication_method")


def test_a_public_client_needs_pkce_and_gets_no_grace(market: Market) -> None:
    market.prove_by("none")
    browser, verifier = market.browser(market.seller), secrets.token_urlsafe(48)
    sent = browser.decide(market.link(**challenge(verifier)))
    fields = {"client_id": market.client_id, "grant_type": "authorization_code", "redirect_uri": REDIRECT}
    token = market.token(code=sent["code"], code_verifier=verifier, **fields).json()
    check_token(market, token, market.seller)
    refresh = {"client_id": market.client_id, "grant_type": "refresh_token", "refresh_token": token["refresh_token"]}
    new = market.token(**refresh).json()
    assert market.me(new["access_token"]).status_code == 200
    again = market.token(**refresh)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert again.json()["llavero_code"] == "refresh_token_reused"
    assert market.me(new["access_token"]).status_code == 401
    own = market.token(client_id=market.client_id, grant_type="client_credentials")
    assert (own.status_code, own.json()["error"]) == (400, "unauthorized_client")


def test_a_pushed_request_is_asked_about_by_its_name(market: Market) -> None:
    verifier = secrets.token_urlsafe(48)
    fields = {"response_type": "code", "redirect_uri": REDIRECT, "state": "pushed", "scope": "read"} | challenge(verifier)
    pushed = market.post("/oauth/par", auth=(market.client_id, market.client_secret), **fields)
    assert pushed.status_code == 201 and pushed.json()["expires_in"] == 600, pushed.text
    url = f"{market.base_url}/authorization?client_id={market.client_id}&request_uri={pushed.json()['request_uri']}"
    browser = market.browser(market.seller)
    sent = browser.decide(url)
    assert sent["state"] == "pushed"
    assert "pushed_request_used" in browser.get(urlsplit(url).path + "?" + urlsplit(url).query).text
    token = market.exchange(sent["code"], code_verifier=verifier)
    assert token["scope"] == "read" and token["refresh_token"] is None


def test_tokens_are_bound_to_a_key_where_the_application_wants_it(market: Market) -> None:
    market.prove_by("client_secret", dpop="required")
    key, url = Key(), f"{market.base_url}/oauth/token"
    fields = {"client_id": market.client_id, "client_secret": market.client_secret, "grant_type": "client_credentials"}
    assert market.token(**fields).json()["llavero_code"] == "dpop_proof_missing"
    token = market.token({"DPoP": key.proof("POST", url)}, **fields).json()
    assert token["token_type"] == "DPoP", token
    text, me = token["access_token"], f"{market.base_url}/users/me"
    assert market.me(text, "DPoP", DPoP=key.proof("GET", me, text)).status_code == 200
    once = key.proof("GET", me, text)
    assert [market.me(text, "DPoP", DPoP=once).status_code for _ in range(2)] == [200, 401]
    wrong = [
        {},
        {"DPoP": key.proof("POST", me, text)},
        {"DPoP": key.proof("GET", url, text)},
        {"DPoP": key.proof("GET", me)},
        {"DPoP": key.proof("GET", me, text, iat=1)},
        {"DPoP": Key().proof("GET", me, text)},
        {"DPoP": "garbage"},
    ]
    for headers in wrong:
        answer = market.me(text, "DPoP", **headers)
        assert (answer.status_code, answer.json()["llavero_code"]) == (401, "credential_bound_to_key"), headers
    told = market.post("/oauth/introspect", auth=(market.client_id, market.client_secret), token=text).json()
    assert told["active"] is True and set(told["cnf"]) == {"jkt"} and told["token_type"] == "DPoP"


def test_introspection_is_signed_for_whoever_asks(market: Market) -> None:
    own = {"client_id": market.client_id, "client_secret": market.client_secret}
    token = market.token(grant_type="client_credentials", **own).json()["access_token"]
    answer = market.post("/oauth/introspect", {"Accept": "application/token-introspection+jwt"}, token=token, **own)
    assert answer.headers["Content-Type"] == "application/token-introspection+jwt"
    keys = requests.get(f"{market.base_url}/oauth/jwks", timeout=TIMEOUT_SECONDS).json()
    signed = jwt.decode(answer.text, KeySet.import_key_set(keys), algorithms=["ES256"])
    claims = signed.claims
    assert signed.header["typ"] == "token-introspection+jwt"
    assert (claims["iss"], claims["aud"]) == (market.base_url, market.client_id)
    assert claims["token_introspection"]["active"] is True


def test_a_test_seller_gives_test_tokens_only(legacy: Market) -> None:
    answer = requests.post(
        f"{legacy.base_url}/users/test_user",
        json={"site_id": "MLB", "description": "seller"},
        headers={"Authorization": f"Bearer {legacy.application['access_token']}"},
        timeout=TIMEOUT_SECONDS,
    )
    assert answer.status_code == 201, answer.text
    seller = answer.json()
    browser = Person(legacy.base_url, seller["email"], seller["password"])
    sent = browser.decide(legacy.link())
    token = legacy.exchange(sent["code"])
    check_token(legacy, token, {"user_id": seller["id"]}, live=False)


def test_a_seller_sees_and_ends_what_they_authorized(market: Market) -> None:
    browser, verifier = market.browser(market.seller), secrets.token_urlsafe(48)
    sent = browser.decide(market.link(**challenge(verifier)))
    token = market.exchange(sent["code"], code_verifier=verifier)
    page = browser.get("/settings/account/applications?lang=en")
    assert "Marketplace" in page.text and market.client_id in page.text
    action = page.text.split('action="/settings/account/applications/')[1].split('"')[0]
    assert browser.post(f"/settings/account/applications/{action}", page).status_code == 303
    assert market.me(token["access_token"]).status_code == 401
    assert "Marketplace" not in browser.get("/settings/account/applications?lang=en").text


def test_a_refusal_says_so_to_the_application(market: Market) -> None:
    sent = market.browser(market.seller).decide(market.link(**challenge("v" * 43)), "refuse")
    assert (sent["error"], sent["state"], sent["iss"]) == ("access_denied", "s", market.base_url)
