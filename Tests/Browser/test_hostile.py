"""Requests that no page of the panel makes: forged, replayed, oversized."""

import re

import pytest
import requests
from llavero import ROOT, Server

TIMEOUT_SECONDS = 20
SAME = {"Sec-Fetch-Site": "same-origin"}
FORMS = [
    "/signin", "/signin/code", "/signout", "/signup", "/signup/x", "/reset", "/reset/x", "/start/x",
    "/settings/account/password", "/settings/account/sessions/x/end", "/settings/account/sessions/end-others",
    "/settings/account/second-factor", "/settings/account/second-factor/confirm",
    "/settings/account/second-factor/codes", "/settings/account/second-factor/remove", "/authorization",
    "/settings/account/applications/x/end", "/developers/panel/app/1/oauth", "/developers/panel/app/1/oauth/x/end",
    "/settings/account/members", "/settings/account/members/x/role",
    "/settings/account/members/x/remove", "/settings/account/invitations/x/accept",
    "/settings/account/invitations/x/leave", "/developers/panel/account", "/developers/panel/app/create",
    "/developers/panel/app/1/edit", "/developers/panel/app/1/logo", "/developers/panel/app/1/delete",
    "/developers/panel/app/1/restore", "/developers/panel/app/1/production/activate",
    "/developers/panel/app/1/credentials/x/reveal", "/developers/panel/app/1/seal",
    "/developers/panel/app/1/production/renew/keys", "/developers/panel/app/1/production/renew/keys/leaked",
    "/developers/panel/app/1/production/renew/keys/extend", "/developers/panel/app/1/production/renew/keys/close",
    "/developers/panel/app/1/production/renew/keys/undo", "/developers/panel/app/1/production/restrictions",
    "/developers/panel/app/1/shares/x/restrictions", "/developers/panel/app/1/shares",
    "/developers/panel/app/1/shares/x/cancel", "/developers/panel/shared/x/accept", "/developers/panel/shared/x/refuse",
    "/developers/panel/shared/x/cancel", "/developers/panel/shared/x/reveal", "/developers/panel/shared/requests",
    "/settings/account/credentials/requests/x/grant", "/settings/account/credentials/requests/x/refuse",
    "/developers/panel/test-users", "/developers/panel/test-users/1/password", "/developers/panel/test-users/1/edit",
    "/developers/panel/test-users/1/delete", "/developers/panel/doctor",
]


def routes(method: str) -> list[str]:
    """The patterns of the panel's routes, read from its source."""
    sources = [path.read_text() for path in (ROOT / "Sources/Panel").rglob("*.swift")]
    return [pattern for text in sources for pattern in re.findall(rf'Route\(\.{method}, "([^"]+)"\)', text)]


def matches(pattern: str, path: str) -> bool:
    return re.fullmatch(re.sub(r":\w+", "[^/]+", pattern), path) is not None


def form(path: str, fields: dict) -> dict:
    """The options by which a client sends a form as its page does: with a file as parts, else encoded."""
    if path.endswith("/logo"):
        return {"files": {name: (None, value) for name, value in fields.items()}}
    return {"data": fields}


class Session:
    """A person without a browser: cookies are carried by hand, because a client keeps Secure ones from http."""

    def __init__(self, base_url: str):
        self.base_url, self.cookies = base_url, {}

    def ask(self, method: str, path: str, headers: dict | None = None, **options: object) -> requests.Response:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        answer = requests.request(
            method,
            self.base_url + path,
            headers={"Cookie": cookie} | (headers or {}),
            allow_redirects=False,
            timeout=TIMEOUT_SECONDS,
            **options,
        )
        for line in answer.raw.headers.getlist("Set-Cookie"):
            name, value = line.split(";")[0].split("=", 1)
            self.cookies[name] = value
        return answer

    def token(self, path: str) -> str:
        return re.search('name="csrf" value="([0-9a-f]+)"', self.ask("GET", path).text)[1]

    def sign_in(self, facts: dict) -> "Session":
        form = {"csrf": self.token("/signin"), "email": facts["email"], "password": facts["password"]}
        assert self.ask("POST", "/signin", SAME, data=form).status_code == 303
        return self


@pytest.fixture(scope="module")
def session(sandbox: Server) -> Session:
    return Session(sandbox.base_url).sign_in(sandbox.facts)


@pytest.fixture(scope="module")
def token(session: Session) -> str:
    """The secret of the session's forms."""
    return session.token("/developers/panel/app/create")


@pytest.fixture(scope="module")
def foreign(sandbox: Server) -> str:
    """The secret of the forms of another session of the same person."""
    return Session(sandbox.base_url).sign_in(sandbox.facts).token("/developers/panel/app/create")


def test_the_forms_tried_here_are_all_forms_of_the_panel() -> None:
    patterns = routes("post")
    assert [pattern for pattern in patterns if not any(matches(pattern, path) for path in FORMS)] == []
    # A path with a word of its own is taken before one with a place for any.
    assert [path for path in FORMS if not any(matches(pattern, path) for pattern in patterns)] == []


@pytest.mark.parametrize("path", FORMS)
def test_a_form_of_another_session_does_nothing(session: Session, sandbox: Server, foreign: str, path: str) -> None:
    for fields in ({"a": "1"}, {"csrf": ""}, {"csrf": foreign}, {"csrf": "0" * 64}):
        answer = session.ask("POST", path, SAME, **form(path, fields))
        assert answer.status_code == 403 and "csrf_failed" in answer.text, f"{path} with {fields}"
    assert session.ask("POST", path, SAME, data="a=1").status_code == 415


@pytest.mark.parametrize("path", FORMS)
def test_another_site_cannot_send_a_form(session: Session, token: str, path: str) -> None:
    for headers in (
        {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}, {},
        {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", "Origin": session.base_url},
    ):
        answer = session.ask("POST", path, headers, **form(path, {"csrf": token}))
        assert answer.status_code == 403 and "csrf_failed" in answer.text, f"{path} with {headers}"


def test_a_planted_session_is_never_adopted(sandbox: Server) -> None:
    session = Session(sandbox.base_url)
    session.cookies["__Host-llavero"] = "a" * 64
    session.sign_in(sandbox.facts)
    assert session.cookies["__Host-llavero"] != "a" * 64
    planted = Session(sandbox.base_url)
    planted.cookies["__Host-llavero"] = "a" * 64
    assert planted.ask("GET", "/developers/panel/app").status_code == 303


def test_cookies_are_bound_to_this_host_and_to_encryption(sandbox: Server) -> None:
    session = Session(sandbox.base_url)
    token = session.token("/signin")
    form = {"csrf": token, "email": sandbox.facts["email"], "password": sandbox.facts["password"]}
    line = session.ask("POST", "/signin", SAME, data=form).headers["Set-Cookie"]
    parts = {part.strip() for part in line.split(";")[1:]}
    assert line.startswith("__Host-") and parts == {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"}


@pytest.mark.parametrize("path", ["/signin", "/developers/panel/app", "/settings/account", "/reset/x"])
def test_every_page_forbids_what_it_does_not_need(session: Session, path: str) -> None:
    headers = session.ask("GET", path).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'") and "'nonce-" in policy
    assert "unsafe" not in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", "evil"])
def test_signing_in_leads_nowhere_else(sandbox: Server, target: str) -> None:
    session = Session(sandbox.base_url)
    form = {"csrf": session.token("/signin"), "to": target} | {
        "email": sandbox.facts["email"], "password": sandbox.facts["password"]
    }
    assert session.ask("POST", "/signin", SAME, data=form).headers["Location"] == "/developers/panel/app"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("[" * 20_000, 400), ("&".join(f"f{n}=1" for n in range(101)), 400), ("a=" + "x" * 65_536, 413),
        ("a=%zz", 400), ("a=%ff", 400), ("a=%00", 400),
    ],
)
def test_a_form_that_is_none_is_refused(session: Session, body: str, wanted: int) -> None:
    headers = SAME | {"Content-Type": "application/x-www-form-urlencoded"}
    assert session.ask("POST", "/developers/panel/app/create", headers, data=body).status_code == wanted


def test_a_field_sent_twice_is_refused(session: Session) -> None:
    token = session.token("/developers/panel/app/create")
    body = f"csrf={token}&step=name&name=a&name=b&solution=online"
    headers = SAME | {"Content-Type": "application/x-www-form-urlencoded"}
    answer = session.ask("POST", "/developers/panel/app/create", headers, data=body)
    assert answer.status_code == 400 and "invalid_value" in answer.text


def test_secrets_are_never_read_with_get(session: Session, sandbox: Server) -> None:
    application = sandbox.facts["client_id"]
    for path in (f"/developers/panel/app/{application}/credentials/x/reveal", "/signout"):
        assert session.ask("GET", path).status_code == 405
    page = session.ask("GET", f"/developers/panel/app/{application}/production").text
    assert sandbox.facts["access_token"] not in page and sandbox.facts["client_secret"] not in page
