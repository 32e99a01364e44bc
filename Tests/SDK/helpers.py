"""What the tests say to a sandbox: through the official SDK, or plain HTTP where the SDK hides what is checked."""

import re
import uuid

import mercadopago
import requests
from mercadopago.config import RequestOptions
from mercadopago.http import HttpClient

PROVIDER = "https://api.mercadopago.com"
DATE = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}-04:00$")
TIMEOUT_SECONDS = 30

CARDS = {
    "MLA": {
        "master": "5031755734530604",
        "visa": "4509953566233704",
        "amex": "371180303257522",
        "debmaster": "5287338310253304",
        "debvisa": "4002768694395619",
    },
    "MLB": {
        "master": "5031433215406351",
        "visa": "4235647728025682",
        "amex": "375365153556885",
        "debelo": "5067766783888311",
    },
    "MLM": {
        "master": "5474925432670366",
        "visa": "4075595716483764",
        "debmaster": "5579053461482647",
        "debvisa": "4189141221267633",
    },
}
IDENTIFICATION = {
    "MLA": {"type": "DNI", "number": "12345678"},
    "MLB": {"type": "CPF", "number": "12345678909"},
    "MLM": None,
}
CURRENCY = {"MLA": "ARS", "MLB": "BRL", "MLM": "MXN"}
ERROR_FIELDS = {"message", "error", "status", "cause", "llavero_code", "llavero_hint", "llavero_docs"}


class Redirected(HttpClient):
    """The SDK's own transport, sent to another host; the SDK itself stays as published."""

    def __init__(self, base_url: str):
        self.base_url = base_url

    def request(self, method, url, **options):
        assert url.startswith(PROVIDER)
        return super().request(method, self.base_url + url.removeprefix(PROVIDER), **options)


class Sandbox:
    """A running sandbox with its credentials."""

    def __init__(self, facts: dict):
        self.facts = facts
        self.base_url, self.site, self.user_id = facts["base_url"], facts["site_id"], facts["user_id"]
        self.client_id, self.client_secret = str(facts["client_id"]), facts["client_secret"]
        self.public_key, self.access_token = facts["public_key"], facts["access_token"]
        self.test_public_key, self.test_access_token = facts["test_public_key"], facts["test_access_token"]

    def sdk(self, access_token: str | None = None) -> mercadopago.SDK:
        return mercadopago.SDK(access_token or self.test_access_token, http_client=Redirected(self.base_url))

    def call(self, method: str, path: str, token: str | None = None, key: str | None = None, **options) -> requests.Response:
        """A plain call; `token` goes into the Authorization header, `key` is the idempotency key."""
        headers = dict(options.pop("headers", {}))
        if token:
            headers["Authorization"] = f"Bearer {token}"
        if key:
            headers["X-Idempotency-Key"] = key
        return requests.request(method, self.base_url + path, headers=headers, timeout=TIMEOUT_SECONDS, **options)

    def card(self, holder: str = "APRO", brand: str = "visa", **changes: object) -> dict:
        """The body of a card token; a change to None leaves the field out."""
        cardholder: dict = {"name": holder}
        if IDENTIFICATION[self.site]:
            cardholder["identification"] = IDENTIFICATION[self.site]
        body = {
            "card_number": CARDS[self.site][brand],
            "security_code": "1234" if brand == "amex" else "123",
            "expiration_month": 11,
            "expiration_year": 2030,
            "cardholder": cardholder,
        }
        return {name: value for name, value in (body | changes).items() if value is not None}

    def card_token(self, holder: str = "APRO", brand: str = "visa", sdk: mercadopago.SDK | None = None) -> str:
        answer = (sdk or self.sdk()).card_token().create(self.card(holder, brand))
        assert answer["status"] == 201, answer
        return answer["response"]["id"]

    def card_payment(self, holder: str = "APRO", amount: float = 100, brand: str = "visa", **fields: object) -> dict:
        """The body of a card payment, with a card token made for it."""
        return {
            "transaction_amount": amount,
            "token": self.card_token(holder, brand),
            "payment_method_id": brand,
            "installments": 1,
            "payer": self.payer(),
        } | fields

    def pix(self, amount: float = 10.5, **fields: object) -> dict:
        return {"transaction_amount": amount, "payment_method_id": "pix", "payer": self.payer()} | fields

    def payer(self) -> dict:
        payer: dict = {"email": "test_user_1@testuser.com"}
        if IDENTIFICATION[self.site]:
            payer["identification"] = IDENTIFICATION[self.site]
        return payer

    def pay(self, body: dict) -> dict:
        """The payment made from a body that must be accepted."""
        answer = self.sdk().payment().create(body)
        assert answer["status"] == 201, answer
        return answer["response"]


def new_key() -> str:
    return str(uuid.uuid4())


def with_key(key: str) -> RequestOptions:
    return RequestOptions(custom_headers={"x-idempotency-key": key})


def refusal(answer: requests.Response | dict, status: int, code: str | None = None, cause: object = None) -> dict:
    """Checks an error answer of the SDK or of `call`, in the one shape that all have; returns its body."""
    is_plain = isinstance(answer, requests.Response)
    body = answer.json() if is_plain else answer["response"]
    assert (answer.status_code if is_plain else answer["status"]) == status, body
    assert set(body) == ERROR_FIELDS
    assert body["status"] == status
    assert all(set(each) == {"code", "description", "data"} for each in body["cause"])
    assert all(isinstance(body[name], str) and body[name] for name in ERROR_FIELDS - {"status", "cause"})
    if code is not None:
        assert body["llavero_code"] == code
    if cause is not None:
        assert [each["code"] for each in body["cause"]] == [cause]
    return body


def outcome(payment: dict) -> tuple[str, str]:
    return payment["status"], payment["status_detail"]
