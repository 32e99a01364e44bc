"""Searches everything the server leaves behind for every secret it has seen: no hit is allowed.

Public Keys are public and may be stored.
"""

import base64
import re
from pathlib import Path
from urllib.parse import quote

import llavero
import pytest
import requests

TEST_CARDS = ["4235647728025682", "5031433215406351", "375365153556885", "5067766783888311"]
REAL_CARDS = ["4539578763621486", "5425233430109903", "374245455400126"]
WINDOW_BYTES = 12
# A security code is too short to search for by itself; it is searched for beside its name.
SECURITY_CODE = re.compile(rb"""\b(security_?code|cvv)[\\"']*\s*[:=]\s*[\\"']*\d{3,4}\b""", re.IGNORECASE)


def windows(data: bytes) -> set[bytes]:
    return {data[at : at + WINDOW_BYTES] for at in range(len(data) - WINDOW_BYTES + 1)}


def in_base64(data: bytes) -> set[bytes]:
    """What every Base64 text that contains the data, at whatever distance from its start, has in common."""
    found = set()
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + data)
        # The first and last characters mix with their neighbours.
        certain = whole[(0, 2, 3)[shift] : len(whole) - (0, 3, 2)[(shift + len(data)) % 3]].rstrip(b"=")
        found |= {certain, certain.translate(bytes.maketrans(b"+/", b"-_"))}
    return found


def encodings(secret: str) -> set[bytes]:
    """A secret as it could have been written down."""
    raw = secret.encode()
    forms = {raw, raw[::-1], quote(secret, safe="").encode(), raw.hex().encode(), raw.hex().upper().encode()}
    if re.fullmatch(r"([0-9a-f]{2})+", secret):
        packed = bytes.fromhex(secret)
        forms |= {packed, packed[::-1], secret.upper().encode()} | in_base64(packed)
    return forms | in_base64(raw) | windows(raw)


def needles(secrets: dict[str, str]) -> list[tuple[str, bytes]]:
    return [(name, form) for name, secret in secrets.items() for form in encodings(secret)]


def hits(data: bytes, wanted: list[tuple[str, bytes]]) -> set[str]:
    found = {name for name, form in wanted if form in data}
    return found | ({"a security code"} if SECURITY_CODE.search(data) else set())


def files_below(*directories: Path) -> list[Path]:
    return sorted(path for directory in directories for path in directory.rglob("*") if path.is_file())


def search(wanted: list[tuple[str, bytes]], *directories: Path) -> dict[str, set[str]]:
    """The files with a hit, each with the names of what was found in it."""
    found = {str(path): hits(path.read_bytes(), wanted) for path in files_below(*directories)}
    return {path: names for path, names in found.items() if names}


def secret_part(token: str) -> str:
    """The 32 hexadecimal digits of an Access Token; the rest of it is no secret."""
    return token.split("-")[3]


class Client:
    """Sends secrets down every path that takes one, the ways of getting it wrong included."""

    def __init__(self, base_url: str, application: dict):
        self.base_url, self.application, self.count = base_url, application, 0

    def send(self, method: str, path: str, token: str | None = None, **options) -> requests.Response:
        self.count += 1
        headers = {"X-Idempotency-Key": f"{self.application['client_id']}-{self.count}"} | options.pop("headers", {})
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return requests.request(method, self.base_url + path, headers=headers, timeout=10, **options)

    def card(self, number: str, **changes: object) -> dict:
        return {
            "card_number": number,
            "security_code": "1234" if len(number) == 15 else "123",
            "expiration_month": 11,
            "expiration_year": 2030,
            "cardholder": {"name": "APRO", "identification": {"type": "CPF", "number": "12345678909"}},
        } | changes

    def make_card_token(self, body: dict) -> requests.Response:
        return self.send("POST", f"/v1/card_tokens?public_key={self.application['test_public_key']}", json=body)

    def pay(self, **fields: object) -> requests.Response:
        body = {"transaction_amount": 10, "payer": {"email": "test_user_1@testuser.com"}} | fields
        return self.send("POST", "/v1/payments", token=self.application["test_access_token"], json=body)

    def use_everything(self) -> None:
        """Calls that succeed; each is checked, so that the search has something to search."""
        token = self.application["test_access_token"]
        for number in TEST_CARDS:
            made = self.make_card_token(self.card(number))
            assert made.status_code == 201, made.text
            paid = self.pay(token=made.json()["id"], installments=1)
            assert (paid.status_code, paid.json()["status"]) == (201, "approved"), paid.text
            path = f"/v1/payments/{paid.json()['id']}"
            assert self.send("POST", f"{path}/refunds", token=token, json={"amount": 1}).status_code == 201
            assert self.send("GET", path, token=token).status_code == 200
        assert self.pay(payment_method_id="pix").status_code == 201
        for each in (token, self.application["access_token"]):
            assert self.send("GET", "/users/me", token=each).status_code == 200
            assert self.send("GET", "/v1/payments/search", token=each).status_code == 200

    def fail_everywhere(self, invented: str) -> None:
        """Calls that are refused, with a secret in each place that an error or a log could repeat."""
        token, secret = self.application["test_access_token"], self.application["client_secret"]
        for number in REAL_CARDS:
            spaced = " ".join(number[at : at + 4] for at in range(0, len(number), 4))
            assert self.make_card_token(self.card(number)).json()["llavero_code"] == "live_card_refused"
            assert self.make_card_token(self.card(spaced)).json()["llavero_code"] == "live_card_refused"
            assert self.pay(payment_method_id="pix", description=f"card {number}").status_code == 400
            self.pay(payment_method_id="pix", metadata={"card": number})
            assert self.send("GET", f"/v1/payments/{number}", token=token).status_code == 404
            assert self.make_card_token({"card": self.card(number), "card_number": [number]}).status_code == 400
        for number in TEST_CARDS:
            assert self.make_card_token(self.card(number, expiration_month=13)).status_code == 400
            assert self.make_card_token(self.card(number, cardholder=number)).status_code == 400

        assert self.send("GET", "/users/me", token=invented).status_code == 401
        assert self.send("GET", "/users/me", token=secret).status_code == 401
        assert self.send("GET", "/users/me", token=token[:-1]).status_code == 401
        assert self.send("GET", "/users/me", headers={"Authorization": f"Basic {secret}"}).status_code == 401
        assert self.send("GET", f"/users/me?access_token={token}").status_code == 400
        assert self.send("GET", f"/v1/payment_methods?public_key={token}").status_code == 401
        assert self.send("GET", f"/{token}/{secret}").status_code == 404
        broken = f'{{"card_number": "{REAL_CARDS[0]}", "token": "{token}", '
        json_type = {"Content-Type": "application/json"}
        assert self.send("POST", "/v1/payments", token=token, data=broken, headers=json_type).status_code == 400


def test_no_secret_is_found_in_anything_the_server_leaves_behind(installation, tmp_path):
    applications = [installation.new_application(f"Shop {number}") for number in range(5)]
    invented = "TEST-1234567890123456-112316-9f2c4b7ad15e83606b1fd2c3947e5a80-123456789"
    secrets = {"the account's password": installation.password, "an invented token": secret_part(invented)}
    for application in applications:
        name = application["name"]
        secrets[f"the Client Secret of {name}"] = application["client_secret"]
        for kind in ("access_token", "test_access_token"):
            secrets[f"the {kind} of {name}"] = secret_part(application[kind])
    secrets |= {f"the card {number[:6]}...{number[-4:]}": number for number in TEST_CARDS + REAL_CARDS}
    wanted = needles(secrets)

    temporary = tmp_path / "temporary"
    temporary.mkdir()
    places = (installation.data, installation.logs, temporary)
    settings = {"LLAVERO_LOG_LEVEL": "debug", "TMPDIR": str(temporary)}
    with llavero.serve(installation.data, installation.logs, **settings) as server:
        for application in applications:
            client = Client(server.base_url, application)
            client.use_everything()
            client.fail_everywhere(invented)
        assert search(wanted, *places) == {}, "while the server runs"
        assert server.log.stat().st_size + server.output.stat().st_size > 0, "the server logged nothing at level debug"
        server.kill()
    assert {"llavero.sqlite", "llavero.sqlite-wal"} <= {path.name for path in files_below(installation.data)}
    assert search(wanted, *places) == {}, "after a crash"

    with llavero.serve(installation.data, installation.logs, **settings) as server:
        assert server.stop() == 0
    assert search(wanted, *places) == {}, "after a restart and an orderly end"


@pytest.mark.parametrize(
    "secret",
    [
        "9f2c4b7ad15e83606b1fd2c3947e5a80",
        "q7XbT0vLk3NsYd94RzHcWm1PeUaGf6Jo",
        "4539578763621486",
        "p+s/wörd with blanks",
    ],
)
@pytest.mark.parametrize("padding", [b"", b"x", b"xy", b"xyz"])
def test_the_search_finds_a_secret_however_it_was_written(secret, padding):
    raw, around = secret.encode(), padding + b"%s" + padding
    written = [
        raw,
        raw[::-1],
        raw.hex().encode(),
        raw.hex().upper().encode(),
        quote(secret, safe="").encode(),
        base64.b64encode(around % raw),
        base64.urlsafe_b64encode(around % raw),
        raw[3 : 3 + WINDOW_BYTES],
    ]
    wanted = needles({"it": secret})
    assert [hits(around % form, wanted) for form in written] == [{"it"}] * len(written)
    assert hits(b"nothing of interest " * 100, wanted) == set()


@pytest.mark.parametrize(
    "text",
    [
        '{"security_code":"123"}',
        '{"security_code": 1234}',
        r"{\"security_code\":\"123\"}",
        "security_code=123&",
        "securityCode: 123",
        "cvv=123",
    ],
)
def test_the_search_finds_a_security_code_beside_its_name(text):
    assert hits(text.encode(), []) == {"a security code"}


@pytest.mark.parametrize("text", ['{"security_code_length":3}', '"security_code":{"length":3}', "security_code is missing"])
def test_the_search_lets_the_description_of_a_security_code_pass(text):
    assert hits(text.encode(), []) == set()
