"""A permanent server with an application and a seller, and the seller's browser, as the OAuth tests use them."""

import base64
import hashlib
import html
import json
import re
import secrets
import time
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import llavero
import mercadopago
import requests
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from helpers import TIMEOUT_SECONDS, Redirected

PASSWORD = "correct horse battery staple"
REDIRECT = "https://shop.example/cb"
FORM_SECRET = re.compile(r'name="csrf" value="([^"]+)"')


class Person:
    """Somebody who is signed in to the panel; the cookies are kept by hand, as they are for encrypted pages only."""

    def __init__(self, base_url: str, email: str, password: str = PASSWORD):
        self.base_url, self.cookies = base_url, {}
        page = self.get("/signin")
        answer = self.post("/signin", page, email=email, password=password)
        assert answer.status_code == 303, answer.text

    def get(self, path: str) -> requests.Response:
        return self._send("GET", path)

    def post(self, path: str, page: requests.Response, **fields: str) -> requests.Response:
        """Sends a form with the secret of the page it stands on."""
        token = FORM_SECRET.search(page.text)
        return self._send("POST", path, data={"csrf": token[1] if token else ""} | fields)

    def _send(self, method: str, path: str, **options: object) -> requests.Response:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Sec-Fetch-Site": "same-origin",
        }
        url = self.base_url + path
        answer = requests.request(method, url, headers=headers, allow_redirects=False, timeout=TIMEOUT_SECONDS, **options)
        for name, value in answer.raw.headers.items():
            if name.lower() == "set-cookie":
                key, _, content = value.split(";")[0].partition("=")
                self.cookies[key] = content
        return answer

    def decide(self, url: str, decision: str = "agree") -> dict[str, str]:
        """Answers a request for consent and returns what the application is sent."""
        parts = urlsplit(url)
        page = self.get(f"{parts.path}?{parts.query}")
        assert page.status_code == 200, page.text
        hidden = {name: html.unescape(re.search(f'name="{name}" value="([^"]*)"', page.text)[1]) for name in ("request", "terms", "seller")}
        answer = self.post("/authorization", page, decision=decision, **hidden)
        assert answer.status_code == 303, answer.text
        location = urlsplit(answer.headers["Location"])
        assert f"{location.scheme}://{location.netloc}{location.path}" == REDIRECT
        return {name: values[0] for name, values in parse_qs(location.query, strict_parsing=True).items()}


class Market:
    """The server with the application of a marketplace."""

    def __init__(self, data: Path, server: llavero.Server, name: str, *options: str):
        self.data, self.base_url = data, server.base_url
        self.owner = self.person(f"{name}-owner")
        self.seller = self.person(f"{name}-seller")
        what = ("--account", self.owner["user_id"], "--name", "Marketplace", "--product", "checkout_api_payments")
        active = ("--industry", "retail", "--website", "https://shop.example", "--redirect-url", REDIRECT)
        self.application = llavero.command("application", "create", "--data", data, *what, *active, *options)
        self.client_id, self.client_secret = str(self.application["client_id"]), self.application["client_secret"]

    def person(self, name: str) -> dict:
        where = ("--data", self.data, "--site", "MLB", "--email", f"{name}@shop.example", "--password-stdin")
        return llavero.command("account", "create", *where, stdin=f"{PASSWORD}\n") | {"email": f"{name}@shop.example"}

    def browser(self, person: dict) -> Person:
        return Person(self.base_url, person["email"])

    def prove_by(self, method: str, keys: str = "", **options: str) -> None:
        """Sets how the application proves itself, as its owner does in the panel."""
        owner = self.browser(self.owner)
        path = f"/developers/panel/app/{self.client_id}/oauth"
        answer = owner.post(path, owner.get(path), authentication=method, keys=keys, **options)
        assert answer.status_code == 303, answer.text

    def sdk(self, access_token: str | None = None) -> mercadopago.SDK:
        return mercadopago.SDK(access_token or self.application["access_token"], http_client=Redirected(self.base_url))

    def link(self, **parameters: str) -> str:
        given = {"response_type": "code", "client_id": self.client_id, "redirect_uri": REDIRECT, "state": "s"} | parameters
        return f"{self.base_url}/authorization?{urlencode(given)}"

    def token(self, headers: dict[str, str] | None = None, **fields: str) -> requests.Response:
        return self.post("/oauth/token", headers, **fields)

    def exchange(self, code: str, **fields: str) -> dict:
        """What a code is exchanged for with the Client Secret."""
        proof = {"client_id": self.client_id, "client_secret": self.client_secret}
        return self.token(grant_type="authorization_code", code=code, redirect_uri=REDIRECT, **proof, **fields).json()

    def post(self, path: str, headers: dict[str, str] | None = None, auth: tuple | None = None, **fields: str) -> requests.Response:
        return requests.post(self.base_url + path, data=fields, headers=headers, auth=auth, timeout=TIMEOUT_SECONDS)

    def me(self, token: str, scheme: str = "Bearer", **headers: str) -> requests.Response:
        headers = {"Authorization": f"{scheme} {token}"} | headers
        return requests.get(f"{self.base_url}/users/me", headers=headers, timeout=TIMEOUT_SECONDS)


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def challenge(verifier: str) -> dict[str, str]:
    return {"code_challenge": encoded(hashlib.sha256(verifier.encode()).digest()), "code_challenge_method": "S256"}


def rsa_key() -> tuple[bytes, str]:
    """A private key and its public half, both as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private, public.decode()


class Key:
    """A P-256 key of a client."""

    def __init__(self):
        self.private = ec.generate_private_key(ec.SECP256R1())

    @property
    def jwk(self) -> dict[str, str]:
        numbers = self.private.public_key().public_numbers()
        x, y = (encoded(number.to_bytes(32, "big")) for number in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": "P-256", "x": x, "y": y}

    def sign(self, header: dict, payload: dict) -> str:
        signed = ".".join(encoded(json.dumps(part).encode()) for part in ({"alg": "ES256"} | header, payload))
        r, s = decode_dss_signature(self.private.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{signed}.{encoded(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"

    def proof(self, method: str, url: str, token: str | None = None, **changes: object) -> str:
        """A proof of the key for one request (RFC 9449)."""
        claims = {"htm": method, "htu": url, "iat": int(time.time()), "jti": secrets.token_hex(8)}
        if token:
            claims["ath"] = encoded(hashlib.sha256(token.encode()).digest())
        return self.sign({"typ": "dpop+jwt", "jwk": self.jwk}, claims | changes)

    def assertion(self, client_id: str, audience: str, header: dict | None = None, **changes: object) -> str:
        """What a client proves itself with (RFC 7523)."""
        now = int(time.time())
        claims = {"iss": client_id, "sub": client_id, "aud": audience, "iat": now, "exp": now + 60, "jti": secrets.token_hex(8)}
        return self.sign({"typ": "JWT"} | (header or {}), claims | changes)
