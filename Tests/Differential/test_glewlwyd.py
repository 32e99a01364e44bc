"""The same OAuth requests to Llavero and to Debian's glewlwyd, and what comes of them side by side.

An outcome is the status and the `error` of an answer, or where the seller ends up. Wherever the two differ, the RFC that
decides between them is named; a difference that comes, goes or changes fails its row.

glewlwyd has no refusal to consent: a person who does not agree grants no scope and is asked again.
"""

import json
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

import glewlwyd
import pytest
import requests
from oauth import TIMEOUT_SECONDS, challenge
from ours import Ours

Side = Ours | glewlwyd.Glewlwyd
Send = Callable[[Side], str]
Fields = dict[str, str | list[str] | None]

VERIFIER = secrets.token_urlsafe(48)


def judged(answer: requests.Response) -> str:
    """The outcome of an answer to a client."""
    try:
        body = answer.json()
    except json.JSONDecodeError:
        body = {}
    if answer.ok:
        activity = {True: " active", False: " inactive", None: ""}[body.get("active")]
        return f"{answer.status_code}{activity}"
    return f"{answer.status_code} {body.get('error', 'without error')}"


def landed(side: Side, found: dict[str, str] | glewlwyd.Answer) -> str:
    """The outcome of a request for a code."""
    if isinstance(found, dict):
        return "code" if "code" in found else f"error={found['error']}"
    strays = found.location and urlsplit(found.location).netloc not in ("", urlsplit(side.base_url).netloc)
    return "sent elsewhere" if strays else "page"


def post(side: Side, url: str, fields: Fields, basic: tuple[str, str] | None = None) -> requests.Response:
    """Sends a form with the client's proof in it, or in the header when `basic` is given; None leaves a field out."""
    proof = {} if basic else {"client_id": side.client_id, "client_secret": side.client_secret}
    given = {name: value for name, value in (proof | fields).items() if value is not None}
    return requests.post(url, data=given, auth=basic, timeout=TIMEOUT_SECONDS)


def consented(side: Side, scope: str = "read offline_access") -> dict[str, str]:
    """A request for tokens with a fresh code, in which nothing is wrong."""
    found = side.code(scope=scope, **challenge(VERIFIER))
    assert isinstance(found, dict) and "code" in found, found
    good = {"grant_type": "authorization_code", "redirect_uri": glewlwyd.REDIRECT, "code_verifier": VERIFIER}
    return good | {"code": found["code"]}


def tokens(side: Side, fields: Fields) -> dict:
    answer = post(side, side.token_url, fields)
    assert answer.status_code == 200, answer.text
    return answer.json()


def own_token(side: Side) -> str:
    return tokens(side, {"grant_type": "client_credentials", "scope": "read"})["access_token"]


def exchange(**changes: str | None) -> Send:
    return lambda side: judged(post(side, side.token_url, consented(side) | changes))


def exchange_twice(side: Side) -> str:
    fields = consented(side)
    tokens(side, fields)
    return judged(post(side, side.token_url, fields))


def token_of_a_code_used_twice(side: Side) -> str:
    fields = consented(side)
    token = tokens(side, fields)["access_token"]
    post(side, side.token_url, fields)
    return judged(post(side, side.introspection_url, {"token": token}))


def own(**changes: str | list[str] | None) -> Send:
    """A request for the client's own token."""
    return lambda side: judged(post(side, side.token_url, {"grant_type": "client_credentials", "scope": "read"} | changes))


def own_by_basic(identity: str | None = None, secret: str | None = None) -> Send:
    def send(side: Side) -> str:
        basic = (identity or side.client_id, secret or side.client_secret)
        return judged(post(side, side.token_url, {"grant_type": "client_credentials", "scope": "read"}, basic))

    return send


def own_twice_proved(side: Side) -> str:
    proof = {"client_id": side.client_id, "client_secret": side.client_secret}
    fields = proof | {"grant_type": "client_credentials", "scope": "read"}
    return judged(post(side, side.token_url, fields, (side.client_id, side.client_secret)))


def own_with_the_secret_in_the_address(side: Side) -> str:
    fields = {"client_secret": None, "grant_type": "client_credentials", "scope": "read"}
    return judged(post(side, f"{side.token_url}?client_secret={side.client_secret}", fields))


def own_by_get(side: Side) -> str:
    basic = (side.client_id, side.client_secret)
    return judged(requests.get(f"{side.token_url}?grant_type=client_credentials", auth=basic, timeout=TIMEOUT_SECONDS))


def whether_a_token_may_be_cached(side: Side) -> str:
    answer = post(side, side.token_url, {"grant_type": "client_credentials", "scope": "read"})
    return f"{answer.headers.get('Cache-Control')}, {answer.headers.get('Pragma')}"


def refresh(**changes: str | None) -> Send:
    def send(side: Side) -> str:
        token = tokens(side, consented(side))["refresh_token"]
        return judged(post(side, side.token_url, {"grant_type": "refresh_token", "refresh_token": token} | changes))

    return send


def refresh_after_its_successor(side: Side) -> str:
    first = {"grant_type": "refresh_token", "refresh_token": tokens(side, consented(side))["refresh_token"]}
    second = first | {"refresh_token": tokens(side, first)["refresh_token"]}
    tokens(side, second)
    return judged(post(side, side.token_url, first))


def newest_after_a_reused_refresh_token(side: Side) -> str:
    first = {"grant_type": "refresh_token", "refresh_token": tokens(side, consented(side))["refresh_token"]}
    second = first | {"refresh_token": tokens(side, first)["refresh_token"]}
    newest = tokens(side, second)["refresh_token"]
    post(side, side.token_url, first)
    return judged(post(side, side.introspection_url, {"token": newest}))


def about(url: str, **changes: str | None) -> Send:
    """A request about a token of the client."""
    return lambda side: judged(post(side, getattr(side, url), {"token": own_token(side)} | changes))


def introspect_after_revoking(**changes: str) -> Send:
    def send(side: Side) -> str:
        token = own_token(side)
        post(side, side.revocation_url, {"token": token} | changes)
        return judged(post(side, side.introspection_url, {"token": token}))

    return send


def introspect_a_refresh_token(side: Side) -> str:
    return judged(post(side, side.introspection_url, {"token": tokens(side, consented(side))["refresh_token"]}))


def revoke_a_refresh_token(side: Side) -> str:
    """What becomes of its Access Token."""
    pair = tokens(side, consented(side))
    post(side, side.revocation_url, {"token": pair["refresh_token"]})
    return judged(post(side, side.introspection_url, {"token": pair["access_token"]}))


def authorize(agrees: bool = True, **changes: str | list[str] | None) -> Send:
    return lambda side: landed(side, side.code(agrees, **challenge(VERIFIER) | changes))


def what_comes_back(name: str, **changes: str | None) -> Send:
    """A parameter of the redirection, and whether it is what it should be."""

    def send(side: Side) -> str:
        found = side.code(**challenge(VERIFIER) | changes)
        expected = {"state": changes.get("state"), "iss": metadata(side)["issuer"]}[name]
        return "as it should be" if found[name] == expected else f"{name}={found[name]}"

    return send


def metadata(side: Side) -> dict:
    return requests.get(side.metadata_url, timeout=TIMEOUT_SECONDS).json()


def pushed(**changes: str | None) -> Send:
    return lambda side: judged(push(side, **changes))


def push(side: Side, **changes: str | None) -> requests.Response:
    asked = {"response_type": "code", "redirect_uri": glewlwyd.REDIRECT, "state": "s", "scope": "read"}
    return post(side, side.pushed_url, asked | challenge(VERIFIER) | changes)


def authorize_pushed(times: int) -> Send:
    def send(side: Side) -> str:
        plain = dict.fromkeys(("response_type", "redirect_uri", "state", "scope"))
        name = push(side).json()["request_uri"]
        return [landed(side, side.code(**plain, request_uri=name)) for _ in range(times)][-1]

    return send


UNPROVED = {"client_id": None, "client_secret": None}
EVIL = "https://evil.example/cb"

ROWS: dict[str, Send] = {
    "code with S256": exchange(),
    "code used twice": exchange_twice,
    "token of a code used twice": token_of_a_code_used_twice,
    "code with another redirect_uri": exchange(redirect_uri="https://shop.example/other"),
    "code without redirect_uri": exchange(redirect_uri=None),
    "code with a wrong verifier": exchange(code_verifier="w" * 43),
    "code without verifier": exchange(code_verifier=None),
    "code of garbage": exchange(code="garbage"),
    "no code": exchange(code=None),
    "code with a wrong secret": exchange(client_secret="A" * 32),
    "own token": own(),
    "own token by Basic": own_by_basic(),
    "own token without scope": own(scope=None),
    "own token with an empty scope": own(scope=""),
    "own token with an unknown scope": own(scope="nope"),
    "own token with one unknown scope": own(scope="read nope"),
    "wrong secret": own(client_secret="A" * 32),
    "unknown client": own(client_id="1234567890123452"),
    "unknown client by Basic": own_by_basic(identity="1234567890123452"),
    "wrong secret by Basic": own_by_basic(secret="A" * 32),
    "no client": own(**UNPROVED),
    "no secret": own(client_secret=None),
    "proof in the body and by Basic": own_twice_proved,
    "secret in the address": own_with_the_secret_in_the_address,
    "GET": own_by_get,
    "caching of a token": whether_a_token_may_be_cached,
    "no grant_type": own(grant_type=None),
    "unknown grant_type": own(grant_type="nope"),
    "grant_type password": own(grant_type="password", username="a", password="b"),
    "grant_type twice": own(grant_type=["client_credentials", "client_credentials"]),
    "scope twice": own(scope=["read", "write"]),
    "unknown parameter": own(nope="nope"),
    "refresh": refresh(),
    "refresh with a narrower scope": refresh(scope="read"),
    "refresh with a wider scope": refresh(scope="read write offline_access"),
    "refresh of garbage": refresh(refresh_token="garbage"),
    "no refresh token": refresh(refresh_token=None),
    "refresh after its successor": refresh_after_its_successor,
    "newest token after a reused one": newest_after_a_reused_refresh_token,
    "introspect": about("introspection_url"),
    "introspect a refresh token": introspect_a_refresh_token,
    "introspect garbage": about("introspection_url", token="garbage"),
    "introspect nothing": about("introspection_url", token=None),
    "introspect with an unknown hint": about("introspection_url", token_type_hint="nope"),
    "introspect with a wrong hint": about("introspection_url", token_type_hint="refresh_token"),
    "introspect with a wrong secret": about("introspection_url", client_secret="A" * 32),
    "introspect without proof": about("introspection_url", client_secret=None),
    "introspect without client": about("introspection_url", **UNPROVED),
    "revoke": about("revocation_url"),
    "introspect what was revoked": introspect_after_revoking(),
    "introspect what was revoked with an unknown hint": introspect_after_revoking(token_type_hint="nope"),
    "introspect what was revoked with a wrong hint": introspect_after_revoking(token_type_hint="refresh_token"),
    "revoke a refresh token": revoke_a_refresh_token,
    "revoke garbage": about("revocation_url", token="garbage"),
    "revoke nothing": about("revocation_url", token=None),
    "revoke with a wrong secret": about("revocation_url", client_secret="A" * 32),
    "revoke without client": about("revocation_url", **UNPROVED),
    "authorize": authorize(),
    "authorize without state": authorize(state=None),
    "authorize with an unknown parameter": authorize(nope="nope"),
    "state comes back": what_comes_back("state", state="a b+c&d=\u00f1\"<%41"),
    "iss comes back": what_comes_back("iss"),
    "authorize an unknown client": authorize(client_id="1234567890123452"),
    "authorize no client": authorize(client_id=None),
    "authorize to a foreign redirect_uri": authorize(redirect_uri=EVIL),
    "authorize without redirect_uri": authorize(redirect_uri=None),
    "authorize to more than the redirect_uri": authorize(redirect_uri=f"{glewlwyd.REDIRECT}/more"),
    "authorize with response_type token": authorize(response_type="token"),
    "authorize with an unknown response_type": authorize(response_type="nope"),
    "authorize without response_type": authorize(response_type=None),
    "authorize without challenge": authorize(code_challenge=None, code_challenge_method=None),
    "authorize with plain": authorize(code_challenge=VERIFIER, code_challenge_method="plain"),
    "authorize without method": authorize(code_challenge_method=None),
    "authorize with an unknown method": authorize(code_challenge_method="S512"),
    "authorize with a short challenge": authorize(code_challenge="short"),
    "authorize an unknown scope": authorize(scope="nope"),
    "authorize one unknown scope": authorize(scope="read nope"),
    "authorize without scope": authorize(scope=None),
    "authorize with scope twice": authorize(scope=["read", "read"]),
    "authorize with state twice": authorize(state=["a", "b"]),
    "authorize with client_id twice": authorize(client_id=["1", "2"]),
    "refuse": authorize(agrees=False),
    "push": pushed(),
    "push to a foreign redirect_uri": pushed(redirect_uri=EVIL),
    "push with a request_uri": pushed(request_uri="urn:ietf:params:oauth:request_uri:nope"),
    "push with a wrong secret": pushed(client_secret="A" * 32),
    "push without challenge": pushed(code_challenge=None, code_challenge_method=None),
    "authorize what was pushed": authorize_pushed(times=1),
    "authorize what was pushed twice": authorize_pushed(times=2),
}

GRANT = "RFC 6749 section 5.2: a code or refresh token that is unknown, used or of another request is invalid_grant"
MISSING = "RFC 6749 section 5.2: a required parameter that is missing is invalid_request, with 400"
REPEATED = "RFC 6749 sections 3.2 and 5.2: a parameter that is repeated is invalid_request, with 400"
UNKNOWN_CLIENT = "RFC 6749 section 5.2: a client that does not prove itself is invalid_client, which has 400 or 401"
NO_CLIENT = "RFC 6749 sections 3.2.1 and 5.2: who has no secret sends client_id, and without it the request is invalid_request"
PARTLY = "RFC 6749 section 3.3: unknown scopes may be ignored or refused; refused, nobody gets less than they count on"
PUSHED = "RFC 9126 section 2.3: a refusal is told as the token endpoint tells it, with 400 and its error"

# By row: glewlwyd's outcome, Llavero's, and why Llavero's is the right one.
BY_BASIC = "RFC 6749 section 5.2: a client that is refused by its Authorization header gets 401 and WWW-Authenticate"
DIFFERENCES: dict[str, tuple[str, str, str]] = {
    "code used twice": ("403 invalid_code", "400 invalid_grant", GRANT),
    "code with another redirect_uri": ("403 unauthorized_client", "400 invalid_grant", GRANT),
    "code without redirect_uri": (
        "400 without error",
        "400 invalid_grant",
        "RFC 6749 sections 4.1.3 and 5.2: what does not match the redirect_uri of the authorization is invalid_grant",
    ),
    "code with a wrong verifier": (
        "403 invalid_code",
        "400 invalid_grant",
        "RFC 7636 section 4.6: a verifier that does not answer the challenge is invalid_grant",
    ),
    "code without verifier": (
        "403 invalid_code",
        "400 invalid_grant",
        "RFC 7636 section 4.6: no verifier does not answer the challenge either",
    ),
    "code of garbage": ("403 invalid_code", "400 invalid_grant", GRANT),
    "no code": ("400 without error", "400 invalid_request", MISSING),
    "code with a wrong secret": ("403 unauthorized_client", "400 invalid_client", UNKNOWN_CLIENT),
    "own token without scope": (
        "403 without error",
        "200",
        "RFC 6749 section 3.3: without scope there is a default, or the answer is invalid_scope",
    ),
    "own token with an empty scope": (
        "403 without error",
        "200",
        "RFC 6749 section 3.2: a parameter without a value counts as left out",
    ),
    "own token with an unknown scope": (
        "400 scope_invalid",
        "400 invalid_scope",
        "RFC 6749 section 5.2: the error is called invalid_scope",
    ),
    "own token with one unknown scope": ("200", "400 invalid_scope", PARTLY),
    "wrong secret": ("403 without error", "400 invalid_client", UNKNOWN_CLIENT),
    "unknown client": ("403 without error", "400 invalid_client", UNKNOWN_CLIENT),
    "no client": ("403 without error", "400 invalid_request", NO_CLIENT),
    "no secret": ("403 without error", "400 invalid_client", UNKNOWN_CLIENT),
    "proof in the body and by Basic": (
        "200",
        "400 invalid_request",
        "RFC 6749 sections 2.3 and 5.2: a client that uses more than one way to prove itself is refused with invalid_request",
    ),
    "secret in the address": (
        "403 without error",
        "400 invalid_request",
        "RFC 6749 sections 2.3.1 and 5.2: a secret must not be in the address, and the request is malformed",
    ),
    "GET": (
        "401 without error",
        "405 method_not_allowed",
        "RFC 6749 section 3.2: the token endpoint takes POST alone; RFC 9110 section 15.5.6: which is 405",
    ),
    "no grant_type": ("400 without error", "400 invalid_request", MISSING),
    "unknown grant_type": (
        "400 without error",
        "400 unsupported_grant_type",
        "RFC 6749 section 5.2: the error is called unsupported_grant_type",
    ),
    "grant_type password": (
        "403 without error",
        "400 unsupported_grant_type",
        "RFC 6749 section 5.2: the error is called unsupported_grant_type; RFC 9700 section 2.4: this grant must not be used",
    ),
    "grant_type twice": ("400 without error", "400 invalid_request", REPEATED),
    "scope twice": ("400 scope_invalid", "400 invalid_request", REPEATED),
    "refresh with a wider scope": (
        "200",
        "400 invalid_scope",
        "RFC 6749 sections 6 and 5.2: a scope that was not granted must not be asked for, and is invalid_scope",
    ),
    "refresh of garbage": ("400 without error", "400 invalid_grant", GRANT),
    "no refresh token": ("400 without error", "400 invalid_request", MISSING),
    "refresh after its successor": ("400 without error", "400 invalid_grant", GRANT),
    "introspect nothing": ("400 without error", "400 invalid_request", MISSING),
    "introspect with an unknown hint": (
        "200 inactive",
        "200 active",
        "RFC 7662 section 2.1: a token that is not found by its hint is looked for among all others",
    ),
    "introspect with a wrong hint": (
        "200 inactive",
        "200 active",
        "RFC 7662 section 2.1: a token that is not found by its hint is looked for among all others",
    ),
    "introspect with a wrong secret": (
        "401 without error",
        "401 invalid_client",
        "RFC 7662 section 2.3: 401 as section 5.2 of RFC 6749 has it, which names the error",
    ),
    "introspect without proof": (
        "401 without error",
        "401 invalid_client",
        "RFC 7662 section 2.3: 401 as section 5.2 of RFC 6749 has it, which names the error",
    ),
    "introspect what was revoked with an unknown hint": (
        "200 active",
        "200 inactive",
        "RFC 7009 section 2.1: a token that is not found by its hint is looked for among all others",
    ),
    "introspect what was revoked with a wrong hint": (
        "200 active",
        "200 inactive",
        "RFC 7009 section 2.1: a token that is not found by its hint is looked for among all others",
    ),
    "revoke a refresh token": (
        "200 active",
        "200 inactive",
        "RFC 7009 section 2.1: the Access Tokens of the same grant should end with its refresh token",
    ),
    "revoke nothing": ("400 without error", "400 invalid_request", MISSING),
    "revoke with a wrong secret": (
        "401 without error",
        "401 invalid_client",
        "RFC 7009 section 2.2.1: refused as section 5.2 of RFC 6749 has it, which names the error",
    ),
    "revoke without client": ("401 without error", "400 invalid_request", NO_CLIENT),
    "authorize with response_type token": (
        "error=unauthorized_client",
        "error=unsupported_response_type",
        "RFC 6749 section 4.1.2.1: what the server gives to nobody is unsupported_response_type",
    ),
    "authorize one unknown scope": ("code", "error=invalid_scope", PARTLY),
    "authorize without scope": (
        "page",
        "code",
        "RFC 6749 section 3.3: without scope there is a default, or the client is told invalid_scope",
    ),
    "authorize with scope twice": (
        "error=invalid_scope",
        "error=invalid_request",
        "RFC 6749 sections 3.1 and 4.1.2.1: a parameter that is repeated is invalid_request",
    ),
    "authorize with state twice": (
        "code",
        "error=invalid_request",
        "RFC 6749 sections 3.1 and 4.1.2.1: a parameter that is repeated is invalid_request",
    ),
    "refuse": (
        "page",
        "error=access_denied",
        "RFC 6749 section 4.1.2.1: the client is told of a refusal by access_denied",
    ),
    "push to a foreign redirect_uri": ("403 without error", "400 invalid_request", PUSHED),
    "push with a request_uri": (
        "403 without error",
        "400 invalid_request",
        "RFC 9126 sections 2.1 and 2.3: request_uri must not be pushed, and the refusal names its error",
    ),
    "push with a wrong secret": (
        "403 without error",
        "401 invalid_client",
        "RFC 9126 section 2.3: refused as section 5.2 of RFC 6749 has it, which is invalid_client with 401",
    ),
    "push without challenge": (
        "403 without error",
        "400 invalid_request",
        "RFC 7636 section 4.4.1: no challenge where one is required is invalid_request; RFC 9126 section 2.3: with 400",
    ),
    "wrong secret by Basic": ("403 without error", "401 invalid_client", BY_BASIC),
    "unknown client by Basic": ("403 without error", "401 invalid_client", BY_BASIC),
    "introspect without client": (
        "401 without error",
        "401 invalid_client",
        "RFC 6749 section 5.2: no client authentication at all is invalid_client",
    ),
}


@pytest.mark.parametrize("row", ROWS)
def test_what_comes_of_a_request(row: str, other: glewlwyd.Glewlwyd, ours: Ours) -> None:
    found = ROWS[row](other), ROWS[row](ours)
    if known := DIFFERENCES.get(row):
        assert found == known[:2], f"no longer the difference that is explained by: {known[2]}"
    else:
        assert found[0] == found[1], "a difference that is not explained"


def test_every_difference_is_one_of_a_row() -> None:
    assert DIFFERENCES.keys() <= ROWS.keys()
    for theirs, own_outcome, why in DIFFERENCES.values():
        assert theirs != own_outcome and why.startswith("RFC ")
