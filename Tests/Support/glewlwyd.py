"""Starts and stops glewlwyd, Debian's OAuth server, as something to compare with; needs nothing but Python itself."""

import http.cookiejar
import json
import secrets
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode, urlsplit

BINARY = Path("/usr/bin/glewlwyd")
SCHEMA = Path("/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3")
MODULES = Path("/usr/lib/glewlwyd")
ADMINISTRATOR = {"username": "admin", "password": "password"}  # as the schema has it
USER = "seller"
CLIENT_ID = "shop"
REDIRECT = "https://shop.example/cb"
SCOPES = ("read", "write", "offline_access")
START_SECONDS_MAX = 20
STOP_SECONDS_MAX = 20
ANSWER_SECONDS_MAX = 20
POLL_SECONDS = 0.01

CONFIGURATION = """\
port={port}
bind_address="127.0.0.1"
external_url="{base_url}"
login_url="login.html"
api_prefix="api"
cookie_domain="127.0.0.1"
cookie_secure=0
log_mode="console"
log_level="WARNING"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="{modules}/user"
user_middleware_module_path="{directory}/none"
client_module_path="{modules}/client"
user_auth_scheme_module_path="{modules}/scheme"
plugin_module_path="{modules}/plugin"
hash_algorithm="SHA256"
database={{ type="sqlite3"; path="{database}"; }};
"""


def is_installed() -> bool:
    return BINARY.exists() and SCHEMA.exists()


class Answer(NamedTuple):
    """An answer that was not followed."""

    status: int
    location: str | None
    text: str


class _Unjudged(urllib.request.HTTPErrorProcessor):
    """Redirections and refusals are answers too."""

    def http_response(self, _: urllib.request.Request, response: object) -> object:
        return response


class Session:
    """Somebody who is signed in; keeps their cookies."""

    def __init__(self, api_url: str, username: str, password: str):
        self.api_url = api_url
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(_Unjudged, cookies)
        self.call("POST", "/auth/", username=username, password=password)

    def get(self, url: str) -> Answer:
        return self._send(urllib.request.Request(url))

    def call(self, method: str, path: str, **members: object) -> None:
        """Sends JSON to the management API, which has to take it."""
        headers = {"Content-Type": "application/json"}
        answer = self._send(urllib.request.Request(self.api_url + path, json.dumps(members).encode(), headers, method=method))
        assert answer.status == 200, f"{method} {path}: {answer}"

    def _send(self, request: urllib.request.Request) -> Answer:
        with self._opener.open(request, timeout=ANSWER_SECONDS_MAX) as response:
            return Answer(response.status, response.headers["Location"], response.read().decode())


class Glewlwyd:
    """A running glewlwyd with a confidential client and a user who grants it everything; all it keeps is in `directory`."""

    def __init__(self, directory: Path):
        directory.mkdir(parents=True, exist_ok=True)
        self.log = directory / "log"
        self.client_id, self.client_secret = CLIENT_ID, secrets.token_urlsafe(32)
        port = _free_port()
        self.base_url = f"http://127.0.0.1:{port}"
        api_url = f"{self.base_url}/api"
        self.issuer = f"{api_url}/oidc"
        self.authorization_url, self.token_url = f"{self.issuer}/auth", f"{self.issuer}/token"
        self.introspection_url, self.revocation_url = f"{self.issuer}/introspect", f"{self.issuer}/revoke"
        self.pushed_url = f"{self.issuer}/par"
        self.metadata_url = f"{self.issuer}/.well-known/openid-configuration"
        (directory / "none").mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [BINARY, "--config-file", self._configure(directory, port)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait_until_ready()
            self._fill(Session(api_url, **ADMINISTRATOR))
            self.user = Session(api_url, USER, self._password)
        except BaseException:
            self.kill()
            raise

    def _configure(self, directory: Path, port: int) -> Path:
        database, file = directory / "glewlwyd.sqlite", directory / "glewlwyd.conf"
        connection = sqlite3.connect(database)
        connection.executescript(SCHEMA.read_text())
        connection.close()
        places = {"directory": directory, "database": database, "modules": MODULES}
        file.write_text(CONFIGURATION.format(port=port, base_url=self.base_url, **places))
        return file

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS_MAX
        while True:
            assert self.process.poll() is None, f"glewlwyd ended before it was ready: {self.log.read_text()[-2000:]}"
            try:
                urllib.request.urlopen(f"{self.base_url}/config/", timeout=ANSWER_SECONDS_MAX).close()
                return
            except (URLError, ConnectionError):
                assert time.monotonic() < deadline, f"glewlwyd was not ready in {START_SECONDS_MAX} s"
                time.sleep(POLL_SECONDS)

    def _fill(self, administrator: Session) -> None:
        for scope in SCOPES:
            words = {"name": scope, "display_name": scope, "description": scope}
            administrator.call("POST", "/scope/", **words, password_required=True, password_max_age=0, scheme={})
        plugin = {"module": "oidc", "name": "oidc", "display_name": "oidc", "enabled": True}
        administrator.call("POST", "/mod/plugin/", **plugin, parameters=self._plugin())
        administrator.call(
            *("POST", "/client/"),
            client_id=self.client_id,
            client_secret=self.client_secret,
            name="Shop",
            confidential=True,
            enabled=True,
            scope=SCOPES,
            redirect_uri=[REDIRECT],
            authorization_type=["code", "refresh_token", "client_credentials"],
            token_endpoint_auth_method=["client_secret_basic", "client_secret_post"],
        )
        self._password = secrets.token_urlsafe(16)
        user = {"username": USER, "name": "Seller", "password": self._password, "enabled": True}
        administrator.call("POST", "/user/", **user, scope=["g_profile", *SCOPES])

    def _plugin(self) -> dict[str, object]:
        """What the RFCs ask for as far as there is a switch; the rest as it comes."""
        return {
            "iss": self.issuer,
            "oauth-as-iss-id": True,
            "jwt-type": "sha",
            "jwt-key-size": "256",
            "key": secrets.token_urlsafe(32),
            "access-token-duration": 3_600,
            "refresh-token-duration": 1_209_600,
            "code-duration": 600,
            "refresh-token-rolling": False,
            "refresh-token-one-use": "always",
            "allow-non-oidc": True,
            "auth-type-code-enabled": True,
            "auth-type-code-revoke-replayed": True,
            "auth-type-client-enabled": True,
            "auth-type-refresh-enabled": True,
            "auth-type-token-enabled": False,
            "auth-type-password-enabled": False,
            "pkce-allowed": True,
            "pkce-method-plain-allowed": False,
            "pkce-required": True,
            "introspection-revocation-allowed": True,
            "introspection-revocation-allow-target-client": True,
            "introspection-revocation-auth-scope": [],
            "oauth-par-allowed": True,
            "oauth-par-required": False,
            "oauth-par-request_uri-prefix": "urn:ietf:params:oauth:request_uri:",
            "oauth-par-duration": 90,
        }

    def code(self, agrees: bool = True, **parameters: str | list[str] | None) -> dict[str, str] | Answer:
        """Asks for a code as the signed-in user; a parameter that is None is left out, one that is a list is repeated.

        There is no button to refuse, so that a user who does not agree is one who grants no scope.

        Returns what the client is sent, or the answer when it is sent nothing.
        """
        self.user.call("PUT", f"/auth/grant/{self.client_id}", scope=" ".join(SCOPES) if agrees else "")
        # Without g_continue the user is shown what they granted once more.
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": REDIRECT,
            "state": "s",
            "scope": " ".join(SCOPES),
            "g_continue": "",
        } | parameters
        given = {name: value for name, value in asked.items() if value is not None}
        return sent(self.user.get(f"{self.authorization_url}?{urlencode(given, doseq=True)}"))

    def stop(self) -> int:
        """Asks the server to end, as a service manager would; returns its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS_MAX)

    def kill(self) -> None:
        """Ends the server without giving it a chance to finish anything."""
        self.process.kill()
        self.process.wait()

    def __enter__(self) -> "Glewlwyd":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            try:
                self.stop()
            finally:
                self.kill()


def sent(answer: Answer) -> dict[str, str] | Answer:
    """What an answer sends the client by its redirect URI; the answer itself when it does not lead there."""
    address, *_ = (answer.location or "").replace("#", "?", 1).split("?")
    if address != REDIRECT:
        return answer
    parts = urlsplit(answer.location)
    return {name: values[0] for name, values in parse_qs(parts.query or parts.fragment).items()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
