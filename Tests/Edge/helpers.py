"""What the tests say to a server, and the rules that every answer of it keeps."""

import json
import uuid
from pathlib import Path
from urllib.parse import urlsplit

from wire import Connection, Reply

ERROR_FIELDS = {"message", "error", "status", "cause", "llavero_code", "llavero_hint", "llavero_docs"}
# What the authorization server says besides, for clients that know RFC 6749 alone.
CLIENT_ERROR_FIELDS = {"error_description", "error_uri"}
SECRET_WINDOW_CHARACTERS = 12

TEST_CARD = "4235647728025682"
TEST_AMEX = "375365153556885"
# They pass the check digit and are on no list of test cards.
REAL_CARDS = ("4539578763621486", "5425233430109903", "374245455400126")
CPF = {"type": "CPF", "number": "12345678909"}


class Shop:
    """A seller's application on a running server, with its credentials."""

    def __init__(self, base_url: str, credentials: dict, log: Path):
        self.base_url, self.log = base_url, log
        parts = urlsplit(base_url)
        self.address, self.host = (parts.hostname, parts.port), parts.netloc
        self.client_id, self.client_secret = str(credentials["client_id"]), credentials["client_secret"]
        self.public_key, self.access_token = credentials["public_key"], credentials["access_token"]
        self.test_public_key, self.test_access_token = credentials["test_public_key"], credentials["test_access_token"]
        self.secrets = self._secrets()

    def _secrets(self) -> list[bytes]:
        """Every part of a secret that is long enough to be recognised."""
        whole = [self.client_secret, *(token.split("-")[3] for token in (self.access_token, self.test_access_token) if token)]
        size = SECRET_WINDOW_CHARACTERS
        parts = {secret[at : at + size] for secret in whole for at in range(len(secret) - size + 1)}
        return [text.encode() for text in (*sorted(parts), TEST_CARD, TEST_AMEX, *REAL_CARDS)]

    def connect(self) -> Connection:
        return Connection(self.address)

    def check(self, reply: Reply) -> Reply:
        """Checks what holds for every answer: no failure of the server, one form of errors, no secret."""
        assert not [secret for secret in self.secrets if secret in reply.raw], "the answer repeats a secret"
        return self.check_form(reply)

    def check_form(self, reply: Reply) -> Reply:
        assert reply.status < 500, reply.raw[:2000]
        if reply.status >= 400 and reply.body:
            body = reply.json()
            assert set(body) - CLIENT_ERROR_FIELDS == ERROR_FIELDS, body
            assert body["status"] == reply.status
            assert all(set(each) == {"code", "description", "data"} for each in body["cause"])
            assert body["llavero_docs"] == f"{self.base_url}/llavero/v1/errors/{body['llavero_code']}"
        return reply

    def send(self, data: bytes) -> Reply:
        """Sends bytes over a connection of their own and reads one answer."""
        with self.connect() as connection:
            return self.check(connection.send(data).reply())

    def call(self, method: str, target: str, **options: object) -> Reply:
        return self.send(self.request(method, target, **options))

    def request(
        self,
        method: str,
        target: str,
        *,
        token: str | None = None,
        key: str | bytes | None = None,
        body: object = None,
        media_type: str | None = "application/json",
        headers: tuple[str | bytes, ...] = (),
    ) -> bytes:
        """The bytes of a request; a body that is not bytes is sent as JSON."""
        lines = [encoded(f"{method} {target} HTTP/1.1"), encoded(f"Host: {self.host}")]
        if token is not None:
            lines.append(encoded(f"Authorization: Bearer {token}"))
        if key is not None:
            lines.append(b"X-Idempotency-Key: " + encoded(key))
        content = b""
        if body is not None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            lines += [encoded(f"Content-Type: {media_type}")] if media_type is not None else []
            lines.append(encoded(f"Content-Length: {len(content)}"))
        return b"\r\n".join([*lines, *map(encoded, headers), b"", content])

    def act(self, method: str, target: str, body: object = None, key: str | bytes | None = None, **options: object) -> Reply:
        """What the seller does, in test mode and under a key of its own unless told otherwise."""
        options = {"token": self.test_access_token} | options
        return self.call(method, target, key=new_key() if key is None else key, body=body, **options)

    def payment_request(self, body: object, key: str | bytes | None = None, **options: object) -> bytes:
        options = {"token": self.test_access_token} | options
        return self.request("POST", "/v1/payments", key=new_key() if key is None else key, body=body, **options)

    def pay(self, body: object, key: str | bytes | None = None, **options: object) -> Reply:
        """Asks for a payment, in test mode and under a key of its own unless told otherwise."""
        return self.send(self.payment_request(body, key, **options))

    def make_card_token(self, body: object, public_key: str | None = None, **options: object) -> Reply:
        return self.call("POST", f"/v1/card_tokens?public_key={public_key or self.test_public_key}", body=body, **options)

    def paid(self, body: object, **options: object) -> dict:
        """The payment made from a body that must be accepted."""
        return made(self.pay(body, **options))

    def card_token(self, holder: str = "APRO", **options: object) -> str:
        return made(self.make_card_token(card(cardholder={"name": holder, "identification": CPF}), **options))["id"]

    def card_payment(self, holder: str = "APRO", **fields: object) -> dict:
        return card_charge(self.card_token(holder), **fields)

    def read(self, target: str, token: str | None = None) -> Reply:
        return self.call("GET", target, token=token or self.test_access_token)

    def count(self, reference: str, token: str | None = None) -> int:
        """How many payments have an external reference."""
        found = self.read(f"/v1/payments/search?external_reference={reference}", token)
        assert found.status == 200, found.body
        return found.json()["paging"]["total"]


def encoded(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode()


def made(reply: Reply) -> dict:
    assert reply.status == 201, reply.body
    return reply.json()


def refused(reply: Reply, status: int, code: str, cause: object = None) -> dict:
    """Checks that a request was refused for this reason; returns the answer's body."""
    assert (reply.status, reply.json()["llavero_code"]) == (status, code), reply.body
    assert reply.header("Content-Type") == "application/json; charset=utf-8"
    body = reply.json()
    if cause is not None:
        assert [each["code"] for each in body["cause"]] == [cause]
    return body


def closed_after(connection: Connection) -> None:
    """Checks that nothing follows an answer but the end of the connection."""
    assert connection.rest() == (b"", True)


def pix(amount: object = 10.5, **fields: object) -> dict:
    return {"transaction_amount": amount, "payment_method_id": "pix", "payer": {"email": "test_user_1@testuser.com"}} | fields


def card(**changes: object) -> dict:
    """The body of a card token; a change to None leaves the field out."""
    body = {
        "card_number": TEST_CARD,
        "security_code": "123",
        "expiration_month": 11,
        "expiration_year": 2030,
        "cardholder": {"name": "APRO", "identification": CPF},
    }
    return {name: value for name, value in (body | changes).items() if value is not None}


def card_charge(token: str, **fields: object) -> dict:
    return {
        "transaction_amount": 100,
        "token": token,
        "installments": 1,
        "payer": {"email": "test_user_1@testuser.com", "identification": CPF},
    } | fields


def new_key() -> str:
    return str(uuid.uuid4())


def rows(table: list[tuple]):
    """The values and the names of a table whose rows begin with their name."""
    return {"argvalues": [row[1:] for row in table], "ids": [row[0] for row in table]}
